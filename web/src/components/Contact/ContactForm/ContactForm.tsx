import type {
  CreateContactMutation,
  CreateContactMutationVariables,
} from 'types/graphql'

import { Form } from '@redwoodjs/forms'
import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { Button } from 'src/components/ui/Button'
import { Field } from 'src/components/ui/Field'
import { emailRules, requiredText } from 'src/components/ui/Field/rules'
import { FormAlert } from 'src/components/ui/FormAlert'
import { formFailureText } from 'src/failures/failureText'
import { limits } from 'src/limits'

const CREATE_CONTACT: TypedDocumentNode<
  CreateContactMutation,
  CreateContactMutationVariables
> = gql`
  mutation CreateContactMutation($input: CreateContactInput!) {
    createContact(input: $input) {
      name
    }
  }
`

type ContactText = CreateContactMutationVariables['input']

export const ContactForm = ({ onSent }: { onSent: () => void }) => {
  const [createContact, { loading, error }] = useMutation(CREATE_CONTACT, {
    onCompleted: onSent,
    // The form shows it.
    onError: () => {},
  })

  return (
    <Form
      error={error}
      onSubmit={(input: ContactText) => createContact({ variables: { input } })}
      noValidate
      className="max-w-xl space-y-5"
    >
      <FormAlert
        message={error && formFailureText(error, ['name', 'email', 'message'])}
      />
      <Field
        name="name"
        label="Name"
        autoComplete="name"
        validation={requiredText('Enter your name.', limits.name)}
      />
      <Field
        name="email"
        label="E-mail"
        type="email"
        autoComplete="email"
        hint="So that we can answer."
        validation={emailRules()}
      />
      <Field
        name="message"
        label="Message"
        rows={7}
        validation={requiredText('Write a message.', limits.message)}
      />
      <Button type="submit" busy={loading}>
        {loading ? 'Sending…' : 'Send message'}
      </Button>
    </Form>
  )
}
