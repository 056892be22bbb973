import type { RefObject } from 'react'

import type { SharedQuery } from 'types/graphql'

import { countComments } from 'src/components/Comment/countComments'
import { Audience } from 'src/components/Post/Audience'
import { PostCard } from 'src/components/Post/PostCard'
import { Badge } from 'src/components/ui/Badge'

interface SharedPostsProps {
  posts: SharedQuery['sharedWithMe']
  listRef?: RefObject<HTMLOListElement>
}

/** Posts as those they are shared with see them: drafts are marked as such. */
export const SharedPosts = ({ posts, listRef }: SharedPostsProps) => (
  <ol ref={listRef} className="divide-y divide-line">
    {posts.map((post) => (
      <li key={post.id}>
        <PostCard post={post}>
          {post.published ? (
            countComments(post.commentCount)
          ) : (
            <span className="inline-flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <Badge>Draft</Badge>
              <Audience post={post} />
            </span>
          )}
        </PostCard>
      </li>
    ))}
  </ol>
)
