import { Eye, EyeOff, PencilLine, Trash2 } from 'lucide-react'
import type { PostAbilities } from 'types/graphql'

import { routes } from '@redwoodjs/router'

import { Button } from 'src/components/ui/Button'
import { ButtonLink } from 'src/components/ui/ButtonLink'
import { ConfirmDialog } from 'src/components/ui/ConfirmDialog'

import { useDeletePost } from './useDeletePost'
import { usePublishing } from './usePublishing'

interface PostActionsProps {
  post: {
    id: number
    title: string
    published: boolean
    can: Pick<PostAbilities, 'update' | 'delete' | 'publish'>
  }
  className?: string
  /** Called when the post is gone, to take the person somewhere that is not. */
  onDeleted: () => void
  onPublishingChanged?: () => void
}

/** What the server lets this viewer do to a post, and nothing else. */
export const PostActions = ({
  post,
  className = '',
  onDeleted,
  onPublishingChanged,
}: PostActionsProps) => {
  const publishing = usePublishing(post, onPublishingChanged)
  const { deletePost, deleting } = useDeletePost(post.id, onDeleted)
  const { can } = post
  const PublishIcon = post.published ? EyeOff : Eye

  if (!can.update && !can.publish && !can.delete) {
    return null
  }

  return (
    <div
      role="group"
      aria-label={`Actions for “${post.title}”`}
      className={`flex flex-wrap items-center gap-1 ${className}`}
    >
      {can.update && (
        <ButtonLink to={routes.editPost({ id: post.id })} tone="quiet">
          <PencilLine aria-hidden="true" size={16} />
          Edit
        </ButtonLink>
      )}
      {can.publish && (
        <Button
          tone="quiet"
          busy={publishing.loading}
          onClick={publishing.toggle}
        >
          <PublishIcon aria-hidden="true" size={16} />
          {post.published ? 'Unpublish' : 'Publish'}
        </Button>
      )}
      {can.delete && (
        <ConfirmDialog
          title="Delete this post?"
          description={`“${post.title}” and its comments will be gone for everyone.`}
          confirmLabel="Delete post"
          onConfirm={deletePost}
          trigger={
            <Button tone="quiet" busy={deleting}>
              <Trash2 aria-hidden="true" size={16} />
              Delete
            </Button>
          }
        />
      )}
    </div>
  )
}
