import { useId, type ReactNode } from 'react'

import {
  InputField,
  Label,
  TextAreaField,
  useFormContext,
  type RedwoodRegisterOptions,
} from '@redwoodjs/forms'

interface FieldProps {
  name: string
  label: string
  /** Lines of a text area; one line, and an input, unless given. */
  rows?: number
  type?: 'text' | 'email' | 'password'
  hint?: ReactNode
  validation?: RedwoodRegisterOptions
  autoComplete?: string
  /** Sets this control off from others: its height, its type. */
  controlClassName?: string
  /** Says more about the value as it stands, below the control. */
  children?: ReactNode
}

const control =
  'block w-full min-h-touch rounded-md border bg-surface px-3.5 py-2.5 text-ink placeholder:text-ink-soft transition-colors focus-visible:outline-offset-0'

/** One labelled control of a Redwood form, with its hint and its error. */
export const Field = ({
  name,
  label,
  rows,
  type = 'text',
  hint,
  validation,
  autoComplete,
  controlClassName = '',
  children,
}: FieldProps) => {
  const id = useId()
  const { formState } = useFormContext()
  const error = formState.errors[name]
  // A server may have several messages for one field.
  const message = error && [error.message].flat().join(' ')

  const shared = {
    id,
    name,
    autoComplete,
    validation,
    emptyAs: '' as const,
    className: `${control} border-line-strong ${controlClassName}`,
    errorClassName: `${control} border-danger ${controlClassName}`,
    'aria-invalid': Boolean(error),
    'aria-describedby':
      [hint && `${id}-hint`, message && `${id}-error`]
        .filter(Boolean)
        .join(' ') || undefined,
  }

  return (
    <div className="space-y-1.5">
      <Label name={name} htmlFor={id} className="block font-medium">
        {label}
      </Label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {rows ? (
        <TextAreaField {...shared} rows={rows} />
      ) : (
        <InputField {...shared} type={type} />
      )}
      {message && (
        <p id={`${id}-error`} className="text-sm font-medium text-danger">
          {message}
        </p>
      )}
      {children}
    </div>
  )
}
