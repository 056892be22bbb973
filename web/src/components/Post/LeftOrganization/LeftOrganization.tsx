import { useId } from 'react'

import type { TakeBackMutation, TakeBackMutationVariables } from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'

const TAKE_BACK: TypedDocumentNode<
  TakeBackMutation,
  TakeBackMutationVariables
> = gql`
  mutation TakeBackMutation($id: Int!, $isPublic: Boolean) {
    updatePost(id: $id, input: { isPublic: $isPublic }) {
      id
      isPublic
    }
    sharePost(id: $id, groupIds: []) {
      id
      groups {
        id
      }
    }
  }
`

interface LeftOrganizationProps {
  post: { id: number; published: boolean; isPublic: boolean }
}

/**
 * For a post in an organization that its owner has left: they do not see with whom
 * it is shared there, and can take that back.
 */
export const LeftOrganization = ({
  post: { id, published, isPublic },
}: LeftOrganizationProps) => {
  const headingId = useId()
  const [takeBack, { loading, data }] = useMutation(TAKE_BACK, {
    // What is not public is not to be changed.
    variables: { id, isPublic: isPublic ? false : null },
    onCompleted: () =>
      tellSuccess('Nobody there reads it as a draft any more.'),
    onError: tellFailure,
  })

  return (
    <section
      aria-labelledby={headingId}
      className="mb-6 rounded-2xl border border-line bg-surface p-5 sm:p-6"
    >
      <h2 id={headingId} className="text-xl font-medium">
        You have left the organization of this post
      </h2>
      <p className="mt-1 text-ink-soft">
        {published
          ? 'Everyone can read the post. Once it is unpublished, those it was shared with there still can, unless you take that back.'
          : isPublic
            ? 'All members of the organization can still read it, unless you take that back.'
            : 'Those it was shared with there can still read it, unless you take that back.'}
      </p>
      <Button
        tone="secondary"
        busy={loading}
        disabled={Boolean(data)}
        onClick={() => takeBack()}
        className="mt-4"
      >
        {data ? 'It is not shared there' : 'Stop sharing it there'}
      </Button>
    </section>
  )
}
