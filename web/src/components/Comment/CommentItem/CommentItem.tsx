import { Trash2 } from 'lucide-react'
import type { PostQuery } from 'types/graphql'

import { Button } from 'src/components/ui/Button'
import { ConfirmDialog } from 'src/components/ui/ConfirmDialog'
import { Day } from 'src/components/ui/Day'

import { useDeleteComment } from './useDeleteComment'

interface CommentItemProps {
  comment: NonNullable<PostQuery['post']>['comments'][number]
  postId: number
  onDeleted: () => void
}

export const CommentItem = ({
  comment,
  postId,
  onDeleted,
}: CommentItemProps) => {
  const { deleteComment, deleting } = useDeleteComment({
    id: comment.id,
    postId,
    onDeleted,
  })

  return (
    <article
      aria-label={`Comment by ${comment.name}`}
      className="flex items-start justify-between gap-4 py-5"
    >
      <div className="min-w-0">
        <p className="flex flex-wrap gap-x-2 text-sm text-ink-soft">
          <span className="font-semibold text-ink [overflow-wrap:anywhere]">
            {comment.name}
          </span>
          <Day at={comment.createdAt} />
        </p>
        <p className="mt-1.5 whitespace-pre-line leading-relaxed [overflow-wrap:anywhere]">
          {comment.body}
        </p>
      </div>
      {comment.can.delete && (
        <ConfirmDialog
          title="Delete this comment?"
          description={`What ${comment.name} wrote will be gone for everyone.`}
          confirmLabel="Delete comment"
          onConfirm={deleteComment}
          trigger={
            <Button
              tone="quiet"
              busy={deleting}
              aria-label={`Delete comment by ${comment.name}`}
              className="-mr-3.5 -mt-3 shrink-0"
            >
              <Trash2 aria-hidden="true" size={18} />
            </Button>
          }
        />
      )}
    </article>
  )
}
