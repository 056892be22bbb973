import type { ReactNode } from 'react'

import type { PostsQuery } from 'types/graphql'

import { Link, routes } from '@redwoodjs/router'

import { countComments } from 'src/components/Comment/countComments'
import { excerpt } from 'src/components/Markdown/excerpt'
import { Day } from 'src/components/ui/Day'

interface PostCardProps {
  post: PostsQuery['posts'][number]
  /** The first of them, given more room. */
  lead?: boolean
  /** The last line, in place of how many comments there are. */
  children?: ReactNode
}

/** A post as a list of what there is to read shows it. */
export const PostCard = ({ post, lead = false, children }: PostCardProps) => (
  <article className="group relative grid gap-x-10 gap-y-2 py-8 md:grid-cols-[10rem_1fr] md:py-10">
    <p className="flex flex-wrap gap-x-2 text-sm leading-6 text-ink-soft md:flex-col md:pt-2">
      <span className="font-semibold text-ink [overflow-wrap:anywhere]">
        {post.owner.name}
      </span>
      <span aria-hidden="true" className="md:hidden">
        ·
      </span>
      <Day at={post.createdAt} />
    </p>
    <div className="max-w-measure">
      <h2
        className={`font-medium leading-tight [overflow-wrap:anywhere] ${lead ? 'text-[2rem] sm:text-[2.75rem]' : 'text-[1.625rem] sm:text-[1.875rem]'}`}
      >
        <Link
          to={routes.post({ id: post.id })}
          className="decoration-accent decoration-2 underline-offset-4 after:absolute after:inset-0 group-hover:underline"
        >
          {post.title}
        </Link>
      </h2>
      <p className="mt-3 text-[1.0625rem] leading-relaxed text-ink-soft [overflow-wrap:anywhere]">
        {excerpt(post.body, lead ? 360 : 220)}
      </p>
      <p className="mt-3 text-sm text-ink-soft">
        {children ?? countComments(post.commentCount)}
      </p>
    </div>
  </article>
)
