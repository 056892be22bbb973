import { ChevronDown } from 'lucide-react'
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
    <div className="relative md:w-40">
      <select
        aria-label={`Role of ${name}`}
        aria-busy={loading}
        value={user.roles ?? ''}
        onChange={(event) => choose(event.target.value)}
        className="min-h-touch w-full appearance-none rounded-md border border-line-strong bg-surface pl-3.5 pr-10 capitalize text-ink"
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {role}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        size={16}
        className="pointer-events-none absolute right-3.5 top-1/2 -translate-y-1/2 text-ink-soft"
      />
    </div>
  )
}
