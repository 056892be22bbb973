import type {
  CreateGroupMutation,
  CreateGroupMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { GroupNameForm } from 'src/components/Group/GroupNameForm'
import { tellSuccess } from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'

const CREATE_GROUP: TypedDocumentNode<
  CreateGroupMutation,
  CreateGroupMutationVariables
> = gql`
  mutation CreateGroupMutation($input: CreateGroupInput!) {
    createGroup(input: $input) {
      id
      name
    }
  }
`

export const NewGroup = ({ organizationId }: { organizationId: number }) => {
  const [createGroup, { loading, error }] = useMutation(CREATE_GROUP, {
    refetchQueries: ['OrganizationQuery'],
    awaitRefetchQueries: true,
    onCompleted: ({ createGroup: { name } }) =>
      tellSuccess(`The group ${name} is created.`),
    // The form shows it.
    onError: () => {},
  })

  const create = async (name: string) => {
    const { data } = await createGroup({
      variables: { input: { organizationId, name } },
    })
    return Boolean(data)
  }

  return (
    <div className="mt-6">
      <GroupNameForm label="New group" error={error} onSubmit={create}>
        <Button type="submit" tone="secondary" busy={loading}>
          {loading ? 'Creating…' : 'Create group'}
        </Button>
      </GroupNameForm>
    </div>
  )
}
