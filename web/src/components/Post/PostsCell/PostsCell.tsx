import type { PostsQuery, PostsQueryVariables } from 'types/graphql'

import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { usePaging } from 'src/apollo/usePaging'
import { PostCard } from 'src/components/Post/PostCard'
import { FailureNotice } from 'src/components/ui/FailureNotice'
import { LoadMore } from 'src/components/ui/LoadMore'
import { Notice } from 'src/components/ui/Notice'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'

const PAGE_SIZE = 10

export const QUERY: TypedDocumentNode<PostsQuery, PostsQueryVariables> = gql`
  query PostsQuery($first: Int!, $after: Int) {
    posts(first: $first, after: $after) {
      id
      title
      body
      createdAt
      commentCount
      owner {
        id
        name
      }
    }
  }
`

export const beforeQuery = () => ({
  variables: { first: PAGE_SIZE },
  fetchPolicy: 'cache-and-network' as const,
  notifyOnNetworkStatusChange: true,
})

export const Loading = () => (
  <SkeletonRegion label="Loading posts" className="divide-y divide-line">
    {[1, 2, 3].map((row) => (
      <div key={row} className="space-y-3 py-8">
        <Skeleton className="h-4 w-40" />
        <Skeleton className="h-8 w-3/4 max-w-lg" />
        <Skeleton className="h-4 w-full max-w-measure" />
        <Skeleton className="h-4 w-5/6 max-w-measure" />
      </div>
    ))}
  </SkeletonRegion>
)

export const Empty = () => (
  <Notice as="h2" title="Nothing has been published yet">
    <p>The first post will appear here. Come back soon.</p>
  </Notice>
)

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<PostsQueryVariables>) => (
  <FailureNotice
    as="h2"
    title="The posts could not be loaded"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  posts,
}: CellSuccessProps<PostsQuery, PostsQueryVariables>) => {
  const paging = usePaging({
    query: QUERY,
    itemsOf: (data) => data.posts,
    items: posts,
    pageSize: PAGE_SIZE,
  })

  return (
    <>
      <ol ref={paging.listRef} className="divide-y divide-line">
        {posts.map((post, index) => (
          <li key={post.id}>
            <PostCard post={post} lead={index === 0} />
          </li>
        ))}
      </ol>
      <LoadMore paging={paging} noun="posts" />
    </>
  )
}
