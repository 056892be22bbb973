import type { EditPostQuery, EditPostQueryVariables } from 'types/graphql'

import { routes } from '@redwoodjs/router'
import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { EditorSkeleton } from 'src/components/Post/EditorSkeleton'
import { EditPost } from 'src/components/Post/EditPost'
import { PostNotFound } from 'src/components/Post/PostNotFound'
import { ButtonLink } from 'src/components/ui/ButtonLink'
import { FailureNotice } from 'src/components/ui/FailureNotice'
import { Notice } from 'src/components/ui/Notice'

export const QUERY: TypedDocumentNode<EditPostQuery, EditPostQueryVariables> =
  gql`
    query EditPostQuery($id: Int!) {
      post(id: $id) {
        id
        title
        body
        published
        organizationId
        organization {
          id
          name
          groups {
            id
            name
          }
        }
        isPublic
        groups {
          id
          name
        }
        can {
          update
          delete
          publish
          share
        }
      }
    }
  `

// What the cache holds may be old, and would be edited as if it were not.
export const beforeQuery = ({ id }: EditPostQueryVariables) => ({
  variables: { id },
  fetchPolicy: 'network-only' as const,
})

export const Loading = () => <EditorSkeleton />

export const Empty = () => <PostNotFound />

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<EditPostQueryVariables>) => (
  <FailureNotice
    as="h1"
    title="The post could not be loaded"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  post,
}: CellSuccessProps<EditPostQuery, EditPostQueryVariables>) => {
  if (!post) {
    return <PostNotFound />
  }
  return post.can.update ? (
    <EditPost key={post.id} post={post} />
  ) : (
    <Notice
      as="h1"
      title="This post is not yours to edit"
      action={
        <ButtonLink to={routes.post({ id: post.id })}>Read it</ButtonLink>
      }
    >
      <p>Only who wrote it can change it.</p>
    </Notice>
  )
}
