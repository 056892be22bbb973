import { Trash2 } from 'lucide-react'
import type {
  RevokeApiTokenMutation,
  RevokeApiTokenMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'
import { ConfirmDialog } from 'src/components/ui/ConfirmDialog'
import { focusHeading } from 'src/components/ui/Section/focusHeading'

const REVOKE_API_TOKEN: TypedDocumentNode<
  RevokeApiTokenMutation,
  RevokeApiTokenMutationVariables
> = gql`
  mutation RevokeApiTokenMutation($id: Int!) {
    revokeApiToken(id: $id) {
      id
    }
  }
`

interface RevokeApiTokenProps {
  token: { id: number; name: string }
  /** Whether it has expired. */
  isOver: boolean
}

export const RevokeApiToken = ({
  token: { id, name },
  isOver,
}: RevokeApiTokenProps) => {
  const [revoke, { loading }] = useMutation(REVOKE_API_TOKEN, {
    variables: { id },
    refetchQueries: ['ApiTokensQuery'],
    awaitRefetchQueries: true,
    onCompleted: () => {
      tellSuccess(`${name} is revoked.`)
      focusHeading('API tokens')
    },
    onError: tellFailure,
  })

  return (
    <ConfirmDialog
      title={`Revoke ${name}?`}
      description={
        isOver
          ? 'It has expired: no program can use it any more. It goes from this list.'
          : 'Programs that use it are shut out at once. It cannot be brought back.'
      }
      confirmLabel="Revoke token"
      onConfirm={revoke}
      trigger={
        <Button
          tone="quiet"
          busy={loading}
          aria-label={`Revoke ${name}`}
          className="w-11 shrink-0"
        >
          <Trash2 aria-hidden="true" size={18} />
        </Button>
      }
    />
  )
}
