import { Trash2 } from 'lucide-react'
import type {
  DeleteGroupMutation,
  DeleteGroupMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'
import { ConfirmDialog } from 'src/components/ui/ConfirmDialog'
import { focusHeading } from 'src/components/ui/Section/focusHeading'

const DELETE_GROUP: TypedDocumentNode<
  DeleteGroupMutation,
  DeleteGroupMutationVariables
> = gql`
  mutation DeleteGroupMutation($id: Int!) {
    deleteGroup(id: $id) {
      id
    }
  }
`

export const DeleteGroup = ({ id, name }: { id: number; name: string }) => {
  const [deleteGroup, { loading }] = useMutation(DELETE_GROUP, {
    variables: { id },
    update: (cache) => {
      cache.evict({ id: cache.identify({ __typename: 'Group', id }) })
      cache.gc()
    },
    onCompleted: () => {
      tellSuccess(`The group ${name} is deleted.`)
      focusHeading('Groups')
    },
    onError: tellFailure,
  })

  return (
    <ConfirmDialog
      title={`Delete the group ${name}?`}
      description="What is shared with it is shared with it no more. Nobody leaves the organization by that."
      confirmLabel="Delete group"
      onConfirm={deleteGroup}
      trigger={
        <Button tone="quiet" busy={loading} aria-label={`Delete ${name}`}>
          <Trash2 aria-hidden="true" size={18} />
        </Button>
      }
    />
  )
}
