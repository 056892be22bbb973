import type {
  OrganizationQuery,
  OrganizationQueryVariables,
} from 'types/graphql'

import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { Organization } from 'src/components/Organization/Organization'
import { OrganizationNotFound } from 'src/components/Organization/OrganizationNotFound'
import { FailureNotice } from 'src/components/ui/FailureNotice'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'

export const QUERY: TypedDocumentNode<
  OrganizationQuery,
  OrganizationQueryVariables
> = gql`
  query OrganizationQuery($id: Int!) {
    organization(id: $id) {
      id
      name
      slug
      can {
        update
      }
      members {
        id
        role
        createdAt
        user {
          id
          name
        }
        can {
          update
          delete
        }
      }
      groups {
        id
        name
        members {
          id
          name
        }
        can {
          update
          delete
        }
      }
      invitations {
        id
        email
        role
        createdAt
      }
    }
    me {
      id
    }
  }
`

export const beforeQuery = ({ id }: OrganizationQueryVariables) => ({
  variables: { id },
  fetchPolicy: 'cache-and-network' as const,
  notifyOnNetworkStatusChange: true,
})

export const isEmpty = ({ organization }: OrganizationQuery) => !organization

export const Loading = () => (
  <SkeletonRegion label="Loading the organization">
    <Skeleton className="h-12 w-72 max-w-full" />
    <div className="mt-10 grid gap-x-14 gap-y-10 lg:grid-cols-[3fr_2fr]">
      {[1, 2].map((column) => (
        <div key={column} className="space-y-5">
          <Skeleton className="h-7 w-36" />
          {[1, 2, 3].map((row) => (
            <Skeleton key={row} className="h-11 w-full" />
          ))}
        </div>
      ))}
    </div>
  </SkeletonRegion>
)

export const Empty = () => <OrganizationNotFound />

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<OrganizationQueryVariables>) => (
  <FailureNotice
    as="h1"
    title="The organization could not be loaded"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  organization,
  me,
}: CellSuccessProps<OrganizationQuery, OrganizationQueryVariables>) =>
  organization && <Organization organization={organization} ownId={me?.id} />
