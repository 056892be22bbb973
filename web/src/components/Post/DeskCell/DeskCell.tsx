import type { DeskQuery, DeskQueryVariables } from 'types/graphql'

import { routes } from '@redwoodjs/router'
import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { usePaging } from 'src/apollo/usePaging'
import { DeskTabs } from 'src/components/Post/DeskTabs'
import { ButtonLink } from 'src/components/ui/ButtonLink'
import { FailureNotice } from 'src/components/ui/FailureNotice'
import { LoadMore } from 'src/components/ui/LoadMore'
import { Notice } from 'src/components/ui/Notice'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'

const PAGE_SIZE = 20

export const QUERY: TypedDocumentNode<DeskQuery, DeskQueryVariables> = gql`
  query DeskQuery($first: Int!, $after: Int) {
    myPosts(first: $first, after: $after) {
      id
      title
      published
      createdAt
      updatedAt
      commentCount
      organizationId
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
    }
    canCreate: can(model: "Post", operation: create)
  }
`

export const beforeQuery = () => ({
  variables: { first: PAGE_SIZE },
  fetchPolicy: 'cache-and-network' as const,
  notifyOnNetworkStatusChange: true,
})

export const isEmpty = ({ myPosts }: DeskQuery) => myPosts.length === 0

export const Loading = () => (
  <SkeletonRegion label="Loading your posts">
    <Skeleton className="h-11 w-64" />
    <div className="mt-4 divide-y divide-line">
      {[1, 2, 3, 4].map((row) => (
        <div key={row} className="space-y-3 py-6">
          <Skeleton className="h-7 w-2/3 max-w-md" />
          <Skeleton className="h-4 w-48" />
        </div>
      ))}
    </div>
  </SkeletonRegion>
)

export const Empty = ({
  canCreate,
}: CellSuccessProps<DeskQuery, DeskQueryVariables>) =>
  canCreate ? (
    <Notice
      as="h2"
      title="Nothing on your desk yet"
      action={
        <ButtonLink to={routes.newPost()}>Write your first post</ButtonLink>
      }
    >
      <p>What you write stays a draft, for your eyes, until you publish it.</p>
    </Notice>
  ) : (
    <Notice
      as="h2"
      title="Your account is for reading"
      action={<ButtonLink to={routes.contact()}>Ask to write</ButtonLink>}
    >
      <p>If you would like to write here, let us know.</p>
    </Notice>
  )

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<DeskQueryVariables>) => (
  <FailureNotice
    as="h2"
    title="Your posts could not be loaded"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  myPosts,
  queryResult,
}: CellSuccessProps<DeskQuery, DeskQueryVariables>) => {
  const { listRef, ...paging } = usePaging({
    query: QUERY,
    itemsOf: (data) => data.myPosts,
    items: myPosts,
    pageSize: PAGE_SIZE,
  })

  return (
    <>
      <DeskTabs
        posts={myPosts}
        listRef={listRef}
        // Brings up a page that is full again, so that more can be loaded.
        onDeleted={() => queryResult?.refetch?.()}
      />
      <LoadMore paging={paging} noun="posts" />
    </>
  )
}
