import type {
  DeleteCommentMutation,
  DeleteCommentMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { countOneComment } from 'src/components/Comment/countOneComment'
import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'

const DELETE_COMMENT: TypedDocumentNode<
  DeleteCommentMutation,
  DeleteCommentMutationVariables
> = gql`
  mutation DeleteCommentMutation($id: Int!) {
    deleteComment(id: $id) {
      id
    }
  }
`

interface DeleteCommentOptions {
  id: number
  postId: number
  onDeleted: () => void
}

export const useDeleteComment = ({
  id,
  postId,
  onDeleted,
}: DeleteCommentOptions) => {
  const [deleteComment, { loading }] = useMutation(DELETE_COMMENT, {
    variables: { id },
    update: (cache) => {
      cache.evict({ id: cache.identify({ __typename: 'Comment', id }) })
      countOneComment(cache, postId, -1)
      cache.gc()
    },
    onCompleted: () => {
      tellSuccess('The comment is deleted.')
      onDeleted()
    },
    onError: tellFailure,
  })

  return { deleteComment, deleting: loading }
}
