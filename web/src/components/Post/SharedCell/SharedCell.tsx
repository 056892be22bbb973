import type { SharedQuery, SharedQueryVariables } from 'types/graphql'

import { routes } from '@redwoodjs/router'
import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { usePaging } from 'src/apollo/usePaging'
import { SharedPosts } from 'src/components/Post/SharedPosts'
import { ButtonLink } from 'src/components/ui/ButtonLink'
import { FailureNotice } from 'src/components/ui/FailureNotice'
import { LoadMore } from 'src/components/ui/LoadMore'
import { Notice } from 'src/components/ui/Notice'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'

const PAGE_SIZE = 10

export const QUERY: TypedDocumentNode<SharedQuery, SharedQueryVariables> = gql`
  query SharedQuery($first: Int!, $after: Int) {
    sharedWithMe(first: $first, after: $after) {
      id
      title
      body
      published
      createdAt
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
    }
  }
`

export const beforeQuery = () => ({
  variables: { first: PAGE_SIZE },
  fetchPolicy: 'cache-and-network' as const,
  notifyOnNetworkStatusChange: true,
})

export const isEmpty = ({ sharedWithMe }: SharedQuery) =>
  sharedWithMe.length === 0

export const Loading = () => (
  <SkeletonRegion
    label="Loading what is shared with you"
    className="divide-y divide-line"
  >
    {[1, 2, 3].map((row) => (
      <div key={row} className="space-y-3 py-8">
        <Skeleton className="h-4 w-40" />
        <Skeleton className="h-8 w-3/4 max-w-lg" />
        <Skeleton className="h-4 w-full max-w-measure" />
      </div>
    ))}
  </SkeletonRegion>
)

export const Empty = () => (
  <Notice
    as="h2"
    title="Nothing is shared with you yet"
    action={
      <ButtonLink to={routes.organizations()} tone="secondary">
        See your organizations
      </ButtonLink>
    }
  >
    <p>
      What the people of your organizations share with you, or with a group that
      you are in, appears here.
    </p>
  </Notice>
)

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<SharedQueryVariables>) => (
  <FailureNotice
    as="h2"
    title="What is shared with you could not be loaded"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  sharedWithMe,
}: CellSuccessProps<SharedQuery, SharedQueryVariables>) => {
  const { listRef, ...paging } = usePaging({
    query: QUERY,
    itemsOf: (data) => data.sharedWithMe,
    items: sharedWithMe,
    pageSize: PAGE_SIZE,
  })

  return (
    <>
      <SharedPosts posts={sharedWithMe} listRef={listRef} />
      <LoadMore paging={paging} noun="posts" />
    </>
  )
}
