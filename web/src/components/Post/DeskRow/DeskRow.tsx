import type { DeskQuery } from 'types/graphql'

import { Link, routes } from '@redwoodjs/router'

import { countComments } from 'src/components/Comment/countComments'
import { Audience } from 'src/components/Post/Audience'
import { PostActions } from 'src/components/Post/PostActions'
import { Day } from 'src/components/ui/Day'

interface DeskRowProps {
  post: DeskQuery['myPosts'][number]
  /** Called when the post no longer belongs in this list. */
  onGone: () => void
  onDeleted: () => void
}

export const DeskRow = ({ post, onGone, onDeleted }: DeskRowProps) => (
  <article className="flex flex-col justify-between gap-x-6 gap-y-2 py-5 md:flex-row md:items-center">
    <div className="min-w-0">
      <h2 className="text-[1.375rem] font-medium leading-snug [overflow-wrap:anywhere]">
        <Link
          to={routes.post({ id: post.id })}
          className="decoration-accent decoration-2 underline-offset-4 hover:underline"
        >
          {post.title}
        </Link>
      </h2>
      <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-soft">
        <span>
          Last changed <Day at={post.updatedAt} />
        </span>
        {post.published ? (
          <span>{countComments(post.commentCount)}</span>
        ) : (
          <Audience post={post} />
        )}
      </p>
    </div>
    <PostActions
      post={post}
      onPublishingChanged={onGone}
      onDeleted={() => {
        onGone()
        onDeleted()
      }}
      className="-ml-3.5 shrink-0 md:-mr-3.5 md:ml-0"
    />
  </article>
)
