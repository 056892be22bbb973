import { UserMinus } from 'lucide-react'
import type {
  RemoveMemberMutation,
  RemoveMemberMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'
import { ConfirmDialog } from 'src/components/ui/ConfirmDialog'
import { focusHeading } from 'src/components/ui/Section/focusHeading'

const REMOVE_MEMBER: TypedDocumentNode<
  RemoveMemberMutation,
  RemoveMemberMutationVariables
> = gql`
  mutation RemoveMemberMutation($organizationId: Int!, $userId: Int!) {
    removeMember(organizationId: $organizationId, userId: $userId) {
      id
    }
  }
`

interface RemoveMemberProps {
  member: { user: { id: number; name: string } }
  organizationId: number
}

export const RemoveMember = ({
  member: {
    user: { id: userId, name },
  },
  organizationId,
}: RemoveMemberProps) => {
  const [removeMember, { loading }] = useMutation(REMOVE_MEMBER, {
    variables: { organizationId, userId },
    // They are gone from its groups, too.
    refetchQueries: ['OrganizationQuery'],
    awaitRefetchQueries: true,
    onCompleted: () => {
      tellSuccess(`${name} is no longer a member.`)
      focusHeading('Members')
    },
    onError: tellFailure,
  })

  return (
    <ConfirmDialog
      title={`Remove ${name}?`}
      description={`${name} will be gone from its groups, too, and will not read what is shared here any more.`}
      confirmLabel="Remove member"
      onConfirm={removeMember}
      trigger={
        <Button
          tone="quiet"
          busy={loading}
          aria-label={`Remove ${name}`}
          className="w-11 shrink-0"
        >
          <UserMinus aria-hidden="true" size={18} />
        </Button>
      }
    />
  )
}
