import type { PeopleQuery, PeopleQueryVariables } from 'types/graphql'

import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { FailureNotice } from 'src/components/ui/FailureNotice'
import { Notice } from 'src/components/ui/Notice'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'
import { PeopleTable } from 'src/components/User/PeopleTable'

export const QUERY: TypedDocumentNode<PeopleQuery, PeopleQueryVariables> = gql`
  query PeopleQuery {
    users {
      id
      name
      email
      roles
      createdAt
    }
    canSetRoles: can(model: "User", operation: update, field: "roles")
  }
`

export const isEmpty = ({ users }: PeopleQuery) => users.length === 0

export const Loading = () => (
  <SkeletonRegion
    label="Loading the people"
    className="divide-y divide-line border-y border-line"
  >
    {[1, 2, 3, 4, 5].map((row) => (
      <div key={row} className="py-5">
        <Skeleton className="h-5 w-2/3 max-w-lg" />
      </div>
    ))}
  </SkeletonRegion>
)

export const Empty = () => (
  <Notice as="h2" title="Nobody has joined yet">
    <p>Whoever signs up is listed here.</p>
  </Notice>
)

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<PeopleQueryVariables>) => (
  <FailureNotice
    as="h2"
    title="The people could not be loaded"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  users,
  canSetRoles,
}: CellSuccessProps<PeopleQuery, PeopleQueryVariables>) => (
  <PeopleTable users={users} canSetRoles={canSetRoles} />
)
