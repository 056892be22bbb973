import type { PostQuery } from 'types/graphql'

import { navigate } from '@redwoodjs/router'

import { Markdown } from 'src/components/Markdown'
import { Audience } from 'src/components/Post/Audience'
import { PostActions } from 'src/components/Post/PostActions'
import { Badge } from 'src/components/ui/Badge'
import { Day } from 'src/components/ui/Day'

interface PostArticleProps {
  post: NonNullable<PostQuery['post']>
  pathOnceDeleted: string
}

/** A post to read, and what its reader may do with it. */
export const PostArticle = ({ post, pathOnceDeleted }: PostArticleProps) => (
  <article>
    <header className="border-b border-line pb-8">
      <h1 className="text-4xl font-medium leading-[1.1] [overflow-wrap:anywhere] sm:text-[3.25rem]">
        {post.title}
      </h1>
      <p className="mt-5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-ink-soft">
        <span className="font-semibold text-ink [overflow-wrap:anywhere]">
          {post.owner.name}
        </span>
        <span aria-hidden="true">·</span>
        <Day at={post.createdAt} />
        {!post.published && (
          <>
            <Badge>Draft</Badge>
            <Audience post={post} />
          </>
        )}
      </p>
      <PostActions
        post={post}
        className="-ml-3.5 mt-4"
        onDeleted={() => navigate(pathOnceDeleted)}
      />
    </header>
    <div className="pt-8">
      {post.body.trim() ? (
        <Markdown>{post.body}</Markdown>
      ) : (
        <p className="italic text-ink-soft">Nothing is written here yet.</p>
      )}
    </div>
  </article>
)
