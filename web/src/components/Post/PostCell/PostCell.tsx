import type { PostQuery, PostQueryVariables } from 'types/graphql'

import { routes } from '@redwoodjs/router'
import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'
import { Metadata } from '@redwoodjs/web'

import { Comments } from 'src/components/Comment/Comments'
import { PostArticle } from 'src/components/Post/PostArticle'
import { PostNotFound } from 'src/components/Post/PostNotFound'
import { FailureNotice } from 'src/components/ui/FailureNotice'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'

export const QUERY: TypedDocumentNode<PostQuery, PostQueryVariables> = gql`
  query PostQuery($id: Int!) {
    post(id: $id) {
      id
      title
      body
      published
      createdAt
      updatedAt
      commentCount
      owner {
        id
        name
      }
      organization {
        id
        name
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
      }
      comments {
        id
        name
        body
        createdAt
        can {
          delete
        }
      }
    }
  }
`

export const Loading = () => (
  <SkeletonRegion
    label="Loading the post"
    className="mx-auto max-w-measure space-y-5"
  >
    <Skeleton className="h-4 w-48" />
    <Skeleton className="h-12 w-full" />
    <Skeleton className="h-12 w-2/3" />
    <div className="space-y-4 pt-8">
      {['w-full', 'w-11/12', 'w-full', 'w-4/5', 'w-full', 'w-2/3'].map(
        (width, line) => (
          <Skeleton key={line} className={`h-5 ${width}`} />
        )
      )}
    </div>
  </SkeletonRegion>
)

export const Empty = () => <PostNotFound />

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<PostQueryVariables>) => (
  <FailureNotice
    as="h1"
    title="The post could not be loaded"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  post,
}: CellSuccessProps<PostQuery, PostQueryVariables>) =>
  post && (
    <div className="mx-auto max-w-measure">
      <Metadata title={post.title} og />
      <PostArticle post={post} pathOnceDeleted={routes.desk()} />
      <Comments post={post} />
    </div>
  )
