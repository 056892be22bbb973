import { useEffect } from 'react'

import type {
  CreateOrganizationMutation,
  CreateOrganizationMutationVariables,
} from 'types/graphql'

import { Form, useForm } from '@redwoodjs/forms'
import { navigate, routes } from '@redwoodjs/router'
import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { forgetTeams } from 'src/components/Organization/forgetTeams'
import {
  OrganizationFields,
  type OrganizationText,
} from 'src/components/Organization/OrganizationFields'
import { slugOf } from 'src/components/Organization/OrganizationFields/slugOf'
import { tellSuccess } from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'
import { FormAlert } from 'src/components/ui/FormAlert'
import { formFailureText } from 'src/failures/failureText'

const CREATE_ORGANIZATION: TypedDocumentNode<
  CreateOrganizationMutation,
  CreateOrganizationMutationVariables
> = gql`
  mutation CreateOrganizationMutation($input: CreateOrganizationInput!) {
    createOrganization(input: $input) {
      id
      name
    }
  }
`

export const NewOrganization = () => {
  const form = useForm<OrganizationText>({
    defaultValues: { name: '', slug: '' },
  })
  const name = form.watch('name')
  const { setValue, formState } = form
  const hasOwnSlug = Boolean(formState.dirtyFields.slug)

  useEffect(() => {
    if (!hasOwnSlug) {
      setValue('slug', slugOf(name))
    }
  }, [name, hasOwnSlug, setValue])

  const [createOrganization, { loading, error }] = useMutation(
    CREATE_ORGANIZATION,
    {
      update: forgetTeams,
      onCompleted: ({ createOrganization: { id, name } }) => {
        tellSuccess(`${name} is created, and you are its admin.`)
        navigate(routes.organization({ id }))
      },
      // The form shows it.
      onError: () => {},
    }
  )

  return (
    <Form
      formMethods={form}
      error={error}
      onSubmit={(input: OrganizationText) =>
        createOrganization({ variables: { input } })
      }
      noValidate
      className="max-w-form space-y-5"
    >
      <FormAlert message={error && formFailureText(error, ['name', 'slug'])} />
      <OrganizationFields />
      <Button type="submit" busy={loading}>
        {loading ? 'Creating…' : 'Create organization'}
      </Button>
    </Form>
  )
}
