import type { ApiTokensQuery, ApiTokensQueryVariables } from 'types/graphql'

import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { ApiTokenRow } from 'src/components/ApiToken/ApiTokenRow'
import { FailureNotice } from 'src/components/ui/FailureNotice'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'

export const QUERY: TypedDocumentNode<ApiTokensQuery, ApiTokensQueryVariables> =
  gql`
    query ApiTokensQuery {
      apiTokens {
        id
        name
        isReadOnly
        expiresAt
        lastUsedAt
        createdAt
      }
    }
  `

// When one was last used is news each time.
export const beforeQuery = (props: object) => ({
  variables: props,
  fetchPolicy: 'cache-and-network' as const,
})

export const isEmpty = ({ apiTokens }: ApiTokensQuery) => apiTokens.length === 0

export const Loading = () => (
  <SkeletonRegion label="Loading your API tokens" className="space-y-4">
    <Skeleton className="h-12 w-full" />
    <Skeleton className="h-12 w-full" />
  </SkeletonRegion>
)

export const Empty = () => (
  <p className="text-ink-soft">
    You have no tokens. A program that acts for you needs one.
  </p>
)

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<ApiTokensQueryVariables>) => (
  <FailureNotice
    as="p"
    title="Your API tokens could not be loaded"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  apiTokens,
}: CellSuccessProps<ApiTokensQuery, ApiTokensQueryVariables>) => (
  <ul aria-label="API tokens" className="divide-y divide-line">
    {apiTokens.map((token) => (
      <li key={token.id}>
        <ApiTokenRow token={token} />
      </li>
    ))}
  </ul>
)
