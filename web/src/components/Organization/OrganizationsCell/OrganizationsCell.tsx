import type {
  OrganizationsQuery,
  OrganizationsQueryVariables,
} from 'types/graphql'

import { Link, routes } from '@redwoodjs/router'
import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { countOf } from 'src/components/ui/countOf'
import { FailureNotice } from 'src/components/ui/FailureNotice'
import { Notice } from 'src/components/ui/Notice'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'

export const QUERY: TypedDocumentNode<
  OrganizationsQuery,
  OrganizationsQueryVariables
> = gql`
  query OrganizationsQuery {
    organizations {
      id
      name
      members {
        id
      }
      groups {
        id
        name
      }
    }
  }
`

export const isEmpty = ({ organizations }: OrganizationsQuery) =>
  organizations.length === 0

export const Loading = () => (
  <SkeletonRegion
    label="Loading your organizations"
    className="divide-y divide-line border-y border-line"
  >
    {[1, 2, 3].map((row) => (
      <div key={row} className="space-y-3 py-6">
        <Skeleton className="h-7 w-1/2 max-w-xs" />
        <Skeleton className="h-4 w-48" />
      </div>
    ))}
  </SkeletonRegion>
)

export const Empty = () => (
  <Notice as="h2" title="You are in no organization yet">
    <p>
      People in an organization show each other their drafts. Create one, or ask
      to be invited to that of others.
    </p>
  </Notice>
)

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<OrganizationsQueryVariables>) => (
  <FailureNotice
    as="h2"
    title="Your organizations could not be loaded"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  organizations,
}: CellSuccessProps<OrganizationsQuery, OrganizationsQueryVariables>) => (
  <ul className="divide-y divide-line border-y border-line">
    {organizations.map(({ id, name, members, groups }) => (
      <li key={id} className="group relative py-6">
        <h2 className="text-[1.625rem] font-medium leading-snug [overflow-wrap:anywhere]">
          <Link
            to={routes.organization({ id })}
            className="decoration-accent decoration-2 underline-offset-4 after:absolute after:inset-0 group-hover:underline"
          >
            {name}
          </Link>
        </h2>
        <p className="mt-1 text-ink-soft">
          {countOf(members.length, 'member')} ·{' '}
          {countOf(groups.length, 'group')}
        </p>
      </li>
    ))}
  </ul>
)
