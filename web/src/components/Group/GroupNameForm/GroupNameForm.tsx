import type { ReactNode } from 'react'

import { Form, useForm } from '@redwoodjs/forms'

import { Field } from 'src/components/ui/Field'
import { requiredText } from 'src/components/ui/Field/rules'
import { FormAlert } from 'src/components/ui/FormAlert'
import { formFailureText } from 'src/failures/failureText'
import { limits } from 'src/limits'

interface GroupNameFormProps {
  label: string
  name?: string
  error?: Error
  /** Answers whether that went well. */
  onSubmit: (name: string) => Promise<boolean>
  /** The buttons. */
  children: ReactNode
}

export const GroupNameForm = ({
  label,
  name = '',
  error,
  onSubmit,
  children,
}: GroupNameFormProps) => {
  const form = useForm<{ name: string }>({ defaultValues: { name } })

  const submit = async (written: { name: string }) => {
    if (await onSubmit(written.name)) {
      form.reset()
    }
  }

  return (
    <Form
      formMethods={form}
      error={error}
      onSubmit={submit}
      noValidate
      className="space-y-3"
    >
      <FormAlert
        message={error && formFailureText(error, ['name', 'organizationId'])}
      />
      <Field
        name="name"
        label={label}
        autoComplete="off"
        validation={requiredText('Give the group a name.', limits.name)}
      />
      <div className="flex flex-wrap gap-2">{children}</div>
    </Form>
  )
}
