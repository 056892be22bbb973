import { Lock, Users } from 'lucide-react'

import { readersOf } from './readersOf'

/** Says who can read a draft, with a sign for those who look in passing. */
export const Audience = ({
  post,
}: {
  post: Parameters<typeof readersOf>[0]
}) => {
  const isShared = post.isPublic || post.groups.length > 0
  const Icon = isShared ? Users : Lock

  return (
    <span className="inline-flex items-center gap-1.5 align-middle [overflow-wrap:anywhere]">
      <Icon aria-hidden="true" size={14} className="shrink-0" />
      <span className="sr-only">Can be read by: </span>
      {readersOf(post)}
    </span>
  )
}
