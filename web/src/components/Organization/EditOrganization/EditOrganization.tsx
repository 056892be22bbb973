import type {
  OrganizationQuery,
  UpdateOrganizationMutation,
  UpdateOrganizationMutationVariables,
} from 'types/graphql'

import { Form, useForm } from '@redwoodjs/forms'
import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import {
  OrganizationFields,
  type OrganizationText,
} from 'src/components/Organization/OrganizationFields'
import { tellSuccess } from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'
import { FormAlert } from 'src/components/ui/FormAlert'
import { formFailureText } from 'src/failures/failureText'

const UPDATE_ORGANIZATION: TypedDocumentNode<
  UpdateOrganizationMutation,
  UpdateOrganizationMutationVariables
> = gql`
  mutation UpdateOrganizationMutation(
    $id: Int!
    $input: UpdateOrganizationInput!
  ) {
    updateOrganization(id: $id, input: $input) {
      id
      name
      slug
    }
  }
`

export const EditOrganization = ({
  organization: { id, name, slug },
}: {
  organization: NonNullable<OrganizationQuery['organization']>
}) => {
  const form = useForm<OrganizationText>({ defaultValues: { name, slug } })
  const [updateOrganization, { loading, error }] = useMutation(
    UPDATE_ORGANIZATION,
    {
      onCompleted: ({ updateOrganization: { name, slug } }) => {
        form.reset({ name, slug })
        tellSuccess('The organization is saved.')
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
        updateOrganization({ variables: { id, input } })
      }
      noValidate
      className="space-y-5"
    >
      <FormAlert message={error && formFailureText(error, ['name', 'slug'])} />
      <OrganizationFields />
      <Button type="submit" tone="secondary" busy={loading}>
        {loading ? 'Saving…' : 'Save settings'}
      </Button>
    </Form>
  )
}
