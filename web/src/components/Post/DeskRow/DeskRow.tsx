import type { DeskQuery } from 'types/graphql'

import { Link, routes } from '@redwoodjs/router'

import { countComments } from 'src/components/Comment/countComments'
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
      <p className="mt-1 text-sm text-ink-soft">
        Last changed <Day at={post.updatedAt} />
        {post.published && <> · {countComments(post.commentCount)}</>}
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
