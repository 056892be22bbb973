/* What is read, the same for all contenders on the Prisma client. */

export const PAGE = { orderBy: { id: 'desc' }, take: 20 } as const

export const OF_POST = {
  id: true,
  title: true,
  published: true,
  ownerId: true,
  createdAt: true,
} as const

const OF_COMMENT = {
  id: true,
  name: true,
  body: true,
  postId: true,
  createdAt: true,
} as const

export const OWNER = { select: { id: true, name: true } } as const

export const COMMENTS = { orderBy: { id: 'asc' }, select: OF_COMMENT } as const

export const WHOLE_POST = {
  ...OF_POST,
  body: true,
  updatedAt: true,
  owner: OWNER,
  comments: COMMENTS,
} as const

export const OF_CHANGED_POST = {
  id: true,
  title: true,
  published: true,
} as const

export const OF_NEW_COMMENT = { id: true, name: true, body: true } as const
