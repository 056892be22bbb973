import type { NewPostQuery, NewPostQueryVariables } from 'types/graphql'

import { routes } from '@redwoodjs/router'
import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { EditorSkeleton } from 'src/components/Post/EditorSkeleton'
import { NewPost } from 'src/components/Post/NewPost'
import { ButtonLink } from 'src/components/ui/ButtonLink'
import { FailureNotice } from 'src/components/ui/FailureNotice'
import { Notice } from 'src/components/ui/Notice'
import { PageHeading } from 'src/components/ui/PageHeading'

export const QUERY: TypedDocumentNode<NewPostQuery, NewPostQueryVariables> =
  gql`
    query NewPostQuery {
      organizations {
        id
        name
        groups {
          id
          name
        }
      }
      canCreate: can(model: "Post", operation: create)
    }
  `

// Who is in no organization writes none the less.
export const isEmpty = () => false

export const Loading = () => <EditorSkeleton />

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<NewPostQueryVariables>) => (
  <FailureNotice
    as="h1"
    title="The editor could not be opened"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  organizations,
  canCreate,
}: CellSuccessProps<NewPostQuery, NewPostQueryVariables>) =>
  canCreate ? (
    <>
      <PageHeading title="New post" />
      <NewPost teams={organizations} />
    </>
  ) : (
    <Notice
      as="h1"
      title="Your account is for reading"
      action={<ButtonLink to={routes.contact()}>Ask to write</ButtonLink>}
    >
      <p>If you would like to write here, let us know.</p>
    </Notice>
  )
