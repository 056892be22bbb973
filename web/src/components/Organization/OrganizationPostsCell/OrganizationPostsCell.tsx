import type {
  OrganizationPostsQuery,
  OrganizationPostsQueryVariables,
} from 'types/graphql'

import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { OrganizationPosts } from 'src/components/Organization/OrganizationPosts'
import { FailureNotice } from 'src/components/ui/FailureNotice'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'

/** As many as the server gives at once: older ones are found where all are. */
const LATEST = 100

export const QUERY: TypedDocumentNode<
  OrganizationPostsQuery,
  OrganizationPostsQueryVariables
> = gql`
  query OrganizationPostsQuery($first: Int!) {
    sharedWithMe(first: $first) {
      ...PostOfOrganization
    }
    myPosts(first: $first) {
      ...PostOfOrganization
    }
  }

  fragment PostOfOrganization on Post {
    id
    title
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
  }
`

export const beforeQuery = () => ({
  variables: { first: LATEST },
  fetchPolicy: 'no-cache' as const,
})

// Which of them are the organization's is for `Success` to say.
export const isEmpty = () => false

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
  sharedWithMe,
  myPosts,
}: CellSuccessProps<OrganizationPostsQuery, OrganizationPostsQueryVariables> & {
  id: number
}) => (
  <OrganizationPosts
    posts={[...sharedWithMe, ...myPosts]
      .filter(({ organization }) => organization?.id === id)
      .sort((one, other) => other.id - one.id)}
  />
)
