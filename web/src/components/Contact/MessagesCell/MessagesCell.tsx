import type { MessagesQuery, MessagesQueryVariables } from 'types/graphql'

import type {
  CellFailureProps,
  CellSuccessProps,
  TypedDocumentNode,
} from '@redwoodjs/web'

import { Message } from 'src/components/Contact/Message'
import { FailureNotice } from 'src/components/ui/FailureNotice'
import { Notice } from 'src/components/ui/Notice'
import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'

export const QUERY: TypedDocumentNode<MessagesQuery, MessagesQueryVariables> =
  gql`
    query MessagesQuery {
      contacts {
        id
        name
        email
        message
        createdAt
      }
      canRead: can(model: "Contact", operation: read)
    }
  `

export const isEmpty = ({ contacts }: MessagesQuery) => contacts.length === 0

export const Loading = () => (
  <SkeletonRegion label="Loading the messages" className="max-w-measure">
    {[1, 2, 3].map((row) => (
      <div key={row} className="space-y-3 border-b border-line py-6">
        <Skeleton className="h-5 w-56" />
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-3/4" />
      </div>
    ))}
  </SkeletonRegion>
)

export const Empty = ({
  canRead,
}: CellSuccessProps<MessagesQuery, MessagesQueryVariables>) =>
  canRead ? (
    <Notice as="h2" title="No messages">
      <p>What people send from the contact page arrives here.</p>
    </Notice>
  ) : (
    <Notice as="h2" title="Nothing here for you">
      <p>Messages from the contact page are read by the people in charge.</p>
    </Notice>
  )

export const Failure = ({
  error,
  queryResult,
}: CellFailureProps<MessagesQueryVariables>) => (
  <FailureNotice
    as="h2"
    title="The messages could not be loaded"
    error={error}
    retry={queryResult?.refetch}
  />
)

export const Success = ({
  contacts,
}: CellSuccessProps<MessagesQuery, MessagesQueryVariables>) => (
  <ol className="max-w-measure divide-y divide-line border-t border-line">
    {contacts.map((message) => (
      <li key={message.id}>
        <Message message={message} />
      </li>
    ))}
  </ol>
)
