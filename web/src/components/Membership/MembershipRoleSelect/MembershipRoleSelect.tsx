import type {
  MembershipRole,
  SetMemberRoleMutation,
  SetMemberRoleMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'
import { Select } from 'src/components/ui/Select'

import { isMembershipRole, membershipRoles } from './membershipRoles'

const SET_MEMBER_ROLE: TypedDocumentNode<
  SetMemberRoleMutation,
  SetMemberRoleMutationVariables
> = gql`
  mutation SetMemberRoleMutation(
    $organizationId: Int!
    $userId: Int!
    $role: MembershipRole!
  ) {
    setMemberRole(
      organizationId: $organizationId
      userId: $userId
      role: $role
    ) {
      id
      role
    }
  }
`

interface MembershipRoleSelectProps {
  member: {
    id: number
    role: MembershipRole
    user: { id: number; name: string }
  }
  organizationId: number
}

export const MembershipRoleSelect = ({
  member: { id, role, user },
  organizationId,
}: MembershipRoleSelectProps) => {
  const [setMemberRole, { loading }] = useMutation(SET_MEMBER_ROLE, {
    onCompleted: ({ setMemberRole: { role } }) =>
      tellSuccess(
        `${user.name} is now ${role === 'admin' ? 'an admin' : 'a member'}.`
      ),
    onError: tellFailure,
    // One's own role may have changed, and with it what one may do.
    refetchQueries: 'active',
  })

  const choose = (chosen: string) => {
    if (isMembershipRole(chosen) && !loading) {
      setMemberRole({
        variables: { organizationId, userId: user.id, role: chosen },
        // Shown at once; taken back by Apollo if the server refuses.
        optimisticResponse: {
          setMemberRole: { __typename: 'Membership', id, role: chosen },
        },
      })
    }
  }

  return (
    <Select
      aria-label={`Role of ${user.name}`}
      aria-busy={loading}
      value={role}
      onChange={(event) => choose(event.target.value)}
      className="w-[7.75rem] shrink-0 capitalize sm:w-32"
    >
      {membershipRoles.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </Select>
  )
}
