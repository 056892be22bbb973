import { useId, useState } from 'react'

import type {
  CreateApiTokenMutation,
  CreateApiTokenMutationVariables,
} from 'types/graphql'

import { Form, useForm } from '@redwoodjs/forms'
import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { FreshToken } from 'src/components/ApiToken/FreshToken'
import { Button } from 'src/components/ui/Button'
import { Choice } from 'src/components/ui/Choice'
import { Field } from 'src/components/ui/Field'
import { requiredText } from 'src/components/ui/Field/rules'
import { FormAlert } from 'src/components/ui/FormAlert'
import { focusHeading } from 'src/components/ui/Section/focusHeading'
import { Select } from 'src/components/ui/Select'
import { formFailureText } from 'src/failures/failureText'
import { limits } from 'src/limits'

import { expiryOf, lifetimes } from './lifetimes'

const CREATE_API_TOKEN: TypedDocumentNode<
  CreateApiTokenMutation,
  CreateApiTokenMutationVariables
> = gql`
  mutation CreateApiTokenMutation($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      id
      name
      token
    }
  }
`

const [, USUAL] = lifetimes

/** Makes a token, and shows it. */
export const NewApiToken = () => {
  const id = useId()
  const form = useForm<{ name: string }>({ defaultValues: { name: '' } })
  const [days, setDays] = useState<number>(USUAL.days)
  const [isReadOnly, setIsReadOnly] = useState(true)
  const [create, { data, loading, error, reset }] = useMutation(
    CREATE_API_TOKEN,
    {
      // No cache keeps it.
      fetchPolicy: 'no-cache',
      refetchQueries: ['ApiTokensQuery'],
      onCompleted: () => form.reset(),
      // The form shows it.
      onError: () => {},
    }
  )

  if (data) {
    const { name, token } = data.createApiToken
    const putAway = () => {
      reset()
      focusHeading('API tokens')
    }
    return <FreshToken name={name} token={token} onDone={putAway} />
  }

  return (
    <Form
      formMethods={form}
      error={error}
      onSubmit={({ name }: { name: string }) =>
        create({
          variables: {
            input: { name, isReadOnly, expiresAt: expiryOf(days, new Date()) },
          },
        })
      }
      noValidate
      aria-label="New API token"
      className="max-w-form space-y-4"
    >
      <FormAlert message={error && formFailureText(error, ['name'])} />
      <div className="grid items-start gap-x-3 gap-y-4 sm:grid-cols-[1fr_9rem]">
        <Field
          name="name"
          label="Name"
          autoComplete="off"
          validation={requiredText('Enter a name.', limits.name)}
        />
        <div className="space-y-1.5">
          <label htmlFor={id} className="block font-medium">
            Expires
          </label>
          <Select
            id={id}
            value={days}
            onChange={(event) => setDays(Number(event.target.value))}
          >
            {lifetimes.map((lifetime) => (
              <option key={lifetime.days} value={lifetime.days}>
                {lifetime.label}
              </option>
            ))}
          </Select>
        </div>
      </div>
      <Choice
        label="Read-only"
        hint="It sees what you see, and changes nothing."
        checked={isReadOnly}
        onChange={setIsReadOnly}
      />
      <Button type="submit" tone="secondary" busy={loading}>
        {loading ? 'Creating…' : 'Create token'}
      </Button>
    </Form>
  )
}
