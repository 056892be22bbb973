import type { ProfileQuery, ProfileQueryVariables } from 'types/graphql'

import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { FailureNotice } from 'src/components/ui/FailureNotice'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'
import { ProfileForm } from 'src/components/User/ProfileForm'

export const QUERY: TypedDocumentNode<ProfileQuery, ProfileQueryVariables> =
  gql`
    query ProfileQuery {
      me {
        id
        name
        email
        roles
        createdAt
      }
    }
  `

export const Loading = () => (
  <SkeletonRegion label="Loading your profile" className="max-w-form space-y-6">
    <Skeleton className="h-11 w-full" />
    <Skeleton className="h-11 w-full" />
    <Skeleton className="h-11 w-40" />
  </SkeletonRegion>
)

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<ProfileQueryVariables>) => (
  <FailureNotice
    as="h2"
    title="Your profile could not be loaded"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  me,
}: CellSuccessProps<ProfileQuery, ProfileQueryVariables>) =>
  me && <ProfileForm user={me} />
