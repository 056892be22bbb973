import { db } from '../../../api/src/lib/db'
import {
  isModerator,
  mayWrite,
  NOT_DELETED,
  PUBLISHED,
  readable,
} from '../../contenders/byHand'

import type { Key, NewComment, Page, Retitling } from './arguments'
import { notLoggedIn } from './refusals'
import type { PeerContext } from './schema'
import { createComment, deleteComment, updatePost } from './writes'

const NEWEST = { orderBy: { id: 'desc' } } as const

interface PostRow {
  id: number
  published: boolean
}

interface UserRow {
  id: number
  email: string
  roles: string
}

const isSelfOrAdmin = ({ id }: UserRow, { user }: PeerContext) =>
  user?.id === id || user?.roles === 'admin'

/**
 * Services as Redwood's generators write them, with checks by hand: all columns of
 * a row, and one resolver call for each relation of each row.
 */
export const perRow = {
  Query: {
    posts: (_root: unknown, { first }: Page) =>
      db.post.findMany({ where: PUBLISHED, take: first, ...NEWEST }),

    post: (_root: unknown, { id }: Key, { user }: PeerContext) =>
      db.post.findUnique({ where: { id, ...readable(user) } }),

    myPosts: (_root: unknown, { first }: Page, { user }: PeerContext) => {
      if (!user) {
        throw notLoggedIn()
      }
      const where = {
        ownerId: user.id,
        ...(mayWrite(user) ? NOT_DELETED : PUBLISHED),
      }
      return db.post.findMany({ where, take: first, ...NEWEST })
    },
  },

  Mutation: {
    createComment: (_root: unknown, args: NewComment, { user }: PeerContext) =>
      createComment(args, user),
    updatePost: (_root: unknown, args: Retitling, { user }: PeerContext) =>
      updatePost(args, user),
    deleteComment: (_root: unknown, args: Key, { user }: PeerContext) =>
      deleteComment(args, user),
  },

  Post: {
    owner: ({ id }: PostRow) => db.post.findUnique({ where: { id } }).owner(),

    comments: (
      { id, published }: PostRow,
      _args: unknown,
      { user }: PeerContext
    ) =>
      published || isModerator(user)
        ? db.post
            .findUnique({ where: { id } })
            .comments({ orderBy: { id: 'asc' } })
        : [],
  },

  User: {
    email: (row: UserRow, _args: unknown, context: PeerContext) =>
      isSelfOrAdmin(row, context) ? row.email : null,
    roles: (row: UserRow, _args: unknown, context: PeerContext) =>
      isSelfOrAdmin(row, context) ? row.roles : null,
  },
}
