import type {
  PublishPostMutation,
  PublishPostMutationVariables,
  UnpublishPostMutation,
  UnpublishPostMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { forgetPublishedPosts } from 'src/components/Post/forgetPublishedPosts'
import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'

const PUBLISH_POST: TypedDocumentNode<
  PublishPostMutation,
  PublishPostMutationVariables
> = gql`
  mutation PublishPostMutation($id: Int!) {
    publishPost(id: $id) {
      id
      published
      updatedAt
      can {
        update
        delete
        publish
      }
    }
  }
`

const UNPUBLISH_POST: TypedDocumentNode<
  UnpublishPostMutation,
  UnpublishPostMutationVariables
> = gql`
  mutation UnpublishPostMutation($id: Int!) {
    unpublishPost(id: $id) {
      id
      published
      updatedAt
      can {
        update
        delete
        publish
      }
    }
  }
`

/** Publishes a draft, or takes a published post back. */
export const usePublishing = (
  post: { id: number; published: boolean },
  onChanged?: () => void
) => {
  const options = {
    variables: { id: post.id },
    update: forgetPublishedPosts,
    onError: tellFailure,
  }
  const succeed = (text: string) => {
    tellSuccess(text)
    onChanged?.()
  }
  const [publish, publishing] = useMutation(PUBLISH_POST, {
    ...options,
    onCompleted: () => succeed('Published. Everyone can read it.'),
  })
  const [unpublish, unpublishing] = useMutation(UNPUBLISH_POST, {
    ...options,
    onCompleted: () => succeed('Unpublished. It is a draft again.'),
  })

  return {
    toggle: () => (post.published ? unpublish() : publish()),
    loading: publishing.loading || unpublishing.loading,
  }
}
