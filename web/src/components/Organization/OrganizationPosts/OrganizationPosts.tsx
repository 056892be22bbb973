import type { RefObject } from 'react'

import type { OrganizationPostsQuery } from 'types/graphql'

import { Link, routes } from '@redwoodjs/router'

import { Audience } from 'src/components/Post/Audience'
import { Badge } from 'src/components/ui/Badge'
import { Day } from 'src/components/ui/Day'

type Organization = NonNullable<OrganizationPostsQuery['organization']>

interface OrganizationPostsProps {
  posts: Organization['posts']
  listRef?: RefObject<HTMLOListElement>
}

/** Posts of an organization that this viewer can read, their own too. */
export const OrganizationPosts = ({
  posts,
  listRef,
}: OrganizationPostsProps) => (
  <ol ref={listRef} className="divide-y divide-line">
    {posts.map((post) => (
      <li key={post.id} className="py-4 first:pt-0">
        <h3 className="font-serif text-xl font-medium [overflow-wrap:anywhere]">
          <Link
            to={routes.post({ id: post.id })}
            className="decoration-accent decoration-2 underline-offset-4 hover:underline"
          >
            {post.title}
          </Link>
        </h3>
        <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-ink-soft">
          <span className="font-semibold text-ink [overflow-wrap:anywhere]">
            {post.owner.name}
          </span>
          <Day at={post.createdAt} />
          {!post.published && (
            <>
              <Badge>Draft</Badge>
              <Audience post={post} />
            </>
          )}
        </p>
      </li>
    ))}
  </ol>
)
