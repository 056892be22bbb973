import type {
  WithdrawInvitationMutation,
  WithdrawInvitationMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'
import { focusHeading } from 'src/components/ui/Section/focusHeading'

const WITHDRAW_INVITATION: TypedDocumentNode<
  WithdrawInvitationMutation,
  WithdrawInvitationMutationVariables
> = gql`
  mutation WithdrawInvitationMutation($id: Int!) {
    withdrawInvitation(id: $id) {
      id
    }
  }
`

export const WithdrawInvitation = ({
  invitation: { id, email },
}: {
  invitation: { id: number; email: string }
}) => {
  const [withdraw, { loading }] = useMutation(WITHDRAW_INVITATION, {
    variables: { id },
    update: (cache) => {
      cache.evict({ id: cache.identify({ __typename: 'Invitation', id }) })
      cache.gc()
    },
    onCompleted: () => {
      tellSuccess(`The invitation of ${email} is withdrawn.`)
      focusHeading('Invitations')
    },
    onError: tellFailure,
  })

  return (
    <Button
      tone="quiet"
      busy={loading}
      onClick={() => withdraw()}
      aria-label={`Withdraw the invitation of ${email}`}
      className="-mr-3.5 shrink-0"
    >
      Withdraw
    </Button>
  )
}
