import type {
  DeletePostMutation,
  DeletePostMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'

const DELETE_POST: TypedDocumentNode<
  DeletePostMutation,
  DeletePostMutationVariables
> = gql`
  mutation DeletePostMutation($id: Int!) {
    deletePost(id: $id) {
      id
    }
  }
`

export const useDeletePost = (id: number, onDeleted: () => void) => {
  const [deletePost, { loading, client }] = useMutation(DELETE_POST, {
    variables: { id },
    onCompleted: () => {
      tellSuccess('The post is deleted.')
      onDeleted()
      // Only now: a page that still shows the post would find it missing.
      client.cache.evict({
        id: client.cache.identify({ __typename: 'Post', id }),
      })
      client.cache.gc()
    },
    onError: tellFailure,
  })

  return { deletePost, deleting: loading }
}
