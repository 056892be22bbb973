import type {
  OrganizationPostsQuery,
  OrganizationPostsQueryVariables,
} from 'types/graphql'

import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { usePaging } from 'src/apollo/usePaging'
import { OrganizationPosts } from 'src/components/Organization/OrganizationPosts'
import { FailureNotice } from 'src/components/ui/FailureNotice'
import { LoadMore } from 'src/components/ui/LoadMore'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'

const PAGE_SIZE = 5

export const QUERY: TypedDocumentNode<
  OrganizationPostsQuery,
  OrganizationPostsQueryVariables
> = gql`
  query OrganizationPostsQuery($id: Int!, $first: Int!, $after: Int) {
    organization(id: $id) {
      id
      posts(first: $first, after: $after) {
        id
        title
        published
        createdAt
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
      }
    }
  }
`

export const beforeQuery = ({ id }: { id: number }) => ({
  variables: { id, first: PAGE_SIZE },
  fetchPolicy: 'cache-and-network' as const,
  notifyOnNetworkStatusChange: true,
})

export const isEmpty = ({ organization }: OrganizationPostsQuery) =>
  !organization?.posts.length

export const Empty = () => (
  <p className="text-ink-soft">
    Nothing yet. What is written for the organization, and shared in it, appears
    here.
  </p>
)

export const Loading = () => (
  <SkeletonRegion label="Loading the posts" className="space-y-4">
    <Skeleton className="h-6 w-2/3 max-w-md" />
    <Skeleton className="h-6 w-1/2 max-w-md" />
  </SkeletonRegion>
)

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<OrganizationPostsQueryVariables>) => (
  <FailureNotice
    title="The posts could not be loaded"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  id,
  organization,
}: CellSuccessProps<OrganizationPostsQuery, OrganizationPostsQueryVariables> & {
  id: number
}) => {
  const posts = organization?.posts ?? []
  const { listRef, ...paging } = usePaging({
    query: QUERY,
    variables: { id },
    itemsOf: (data) => data.organization?.posts ?? [],
    items: posts,
    pageSize: PAGE_SIZE,
  })

  return (
    <>
      <OrganizationPosts posts={posts} listRef={listRef} />
      <LoadMore paging={paging} noun="posts" />
    </>
  )
}
