import type {
  PeopleQuery,
  Role,
  SetUserRoleMutation,
  SetUserRoleMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'
import { Select } from 'src/components/ui/Select'

const SET_USER_ROLE: TypedDocumentNode<
  SetUserRoleMutation,
  SetUserRoleMutationVariables
> = gql`
  mutation SetUserRoleMutation($id: Int!, $role: Role!) {
    setUserRole(id: $id, role: $role) {
      id
      roles
    }
  }
`

const roles: Role[] = ['reader', 'writer', 'moderator', 'admin']

const isRole = (text: string): text is Role =>
  roles.some((role) => role === text)

export const RoleSelect = ({
  user,
}: {
  user: PeopleQuery['users'][number]
}) => {
  const { id, name } = user
  const [setUserRole, { loading }] = useMutation(SET_USER_ROLE, {
    onCompleted: ({ setUserRole: { roles } }) =>
      tellSuccess(`${name} is now ${roles}.`),
    onError: tellFailure,
    // One's own role may have changed, and with it what one may do.
    refetchQueries: 'active',
  })

  const choose = (role: string) => {
    if (isRole(role) && !loading) {
      setUserRole({
        variables: { id, role },
        // Shown at once; taken back by Apollo if the server refuses.
        optimisticResponse: {
          setUserRole: { __typename: 'User', id, roles: role },
        },
      })
    }
  }

  return (
    <Select
      aria-label={`Role of ${name}`}
      aria-busy={loading}
      value={user.roles ?? ''}
      onChange={(event) => choose(event.target.value)}
      className="capitalize md:w-40"
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {role}
        </option>
      ))}
    </Select>
  )
}
