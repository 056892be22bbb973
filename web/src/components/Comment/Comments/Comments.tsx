import { useRef } from 'react'

import type { PostQuery } from 'types/graphql'

import { CommentForm } from 'src/components/Comment/CommentForm'
import { CommentItem } from 'src/components/Comment/CommentItem'
import { countComments } from 'src/components/Comment/countComments'

interface CommentsProps {
  post: Pick<
    NonNullable<PostQuery['post']>,
    'id' | 'published' | 'commentCount' | 'comments'
  >
}

/** The conversation under a post. */
export const Comments = ({ post }: CommentsProps) => {
  const heading = useRef<HTMLHeadingElement>(null)

  return (
    <section
      aria-labelledby="comments"
      className="mt-16 border-t border-line pt-10"
    >
      <h2
        id="comments"
        ref={heading}
        tabIndex={-1}
        className="text-3xl font-medium"
      >
        {countComments(post.commentCount)}
      </h2>
      {post.comments.length > 0 && (
        <ol className="mt-6 divide-y divide-line">
          {post.comments.map((comment) => (
            <li key={comment.id}>
              <CommentItem
                comment={comment}
                postId={post.id}
                onDeleted={() => heading.current?.focus()}
              />
            </li>
          ))}
        </ol>
      )}
      {post.published ? (
        <CommentForm postId={post.id} />
      ) : (
        <p className="mt-6 rounded-xl bg-sunken px-5 py-4 text-ink-soft">
          Comments open once the post is published.
        </p>
      )}
    </section>
  )
}
