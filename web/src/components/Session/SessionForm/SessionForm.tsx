import { useState, type ReactNode } from 'react'

import { Form, type FieldValues } from '@redwoodjs/forms'

import { Button } from 'src/components/ui/Button'
import { FormAlert } from 'src/components/ui/FormAlert'
import { failureText } from 'src/failures/failureText'

interface SessionFormProps<Values extends FieldValues> {
  title: string
  lead?: ReactNode
  submitLabel: string
  /** Answers with what the server objects to, or nothing if all is well. */
  onSubmit: (values: Values) => Promise<string | undefined>
  /** The fields. */
  children: ReactNode
  /** Where else to go from here. */
  footer?: ReactNode
}

/** A page with one short form about the account. */
export const SessionForm = <Values extends FieldValues>({
  title,
  lead,
  submitLabel,
  onSubmit,
  children,
  footer,
}: SessionFormProps<Values>) => {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  const submit = async (values: Values) => {
    setBusy(true)
    setProblem(undefined)
    try {
      setProblem(await onSubmit(values))
    } catch (error) {
      setProblem(failureText(error))
    }
    setBusy(false)
  }

  return (
    <div className="mx-auto max-w-form">
      <h1 className="text-4xl font-medium">{title}</h1>
      {lead && <p className="mt-3 text-ink-soft">{lead}</p>}
      <Form<Values> onSubmit={submit} noValidate className="mt-8 space-y-5">
        <FormAlert message={problem} />
        {children}
        <Button type="submit" busy={busy} className="w-full">
          {busy ? 'One moment…' : submitLabel}
        </Button>
      </Form>
      {footer && (
        <div className="mt-8 space-y-2 border-t border-line pt-6 text-ink-soft">
          {footer}
        </div>
      )}
    </div>
  )
}
