import type { GraphQLResolveInfo } from 'graphql'

import { db } from '../../../api/src/lib/db'
import { selection } from '../../../api/src/lib/selection'
import {
  mayWrite,
  NOT_DELETED,
  PUBLISHED,
  readable,
} from '../../contenders/byHand'

import type { Key, NewComment, Page, Retitling } from './arguments'
import { perRow } from './perRow'
import { notLoggedIn } from './refusals'
import type { PeerContext } from './schema'
import { createComment, deleteComment, updatePost } from './writes'

const NEWEST = { orderBy: { id: 'desc' } } as const

/**
 * The same checks by hand, but one query for all that the client selects: bare
 * Yoga and Prisma, which is as little as Canopy's own services could take.
 */
export const perSelection = {
  Query: {
    posts: (
      _root: unknown,
      { first }: Page,
      _context: PeerContext,
      info: GraphQLResolveInfo
    ) =>
      db.post.findMany({
        where: PUBLISHED,
        take: first,
        ...NEWEST,
        select: selection(info, 'Post'),
      }),

    // Of one's own draft, the comments are not readable.
    post: async (
      _root: unknown,
      { id }: Key,
      { user }: PeerContext,
      info: GraphQLResolveInfo
    ) => {
      const post = await db.post.findUnique({
        where: { id, ...readable(user) },
        select: { ...selection(info, 'Post'), published: true },
      })
      return post && !post.published ? { ...post, comments: [] } : post
    },

    myPosts: (
      _root: unknown,
      { first }: Page,
      { user }: PeerContext,
      info: GraphQLResolveInfo
    ) => {
      if (!user) {
        throw notLoggedIn()
      }
      const where = {
        ownerId: user.id,
        ...(mayWrite(user) ? NOT_DELETED : PUBLISHED),
      }
      const select = selection(info, 'Post')
      return db.post.findMany({ where, take: first, ...NEWEST, select })
    },
  },

  Mutation: {
    createComment: (
      _root: unknown,
      args: NewComment,
      { user }: PeerContext,
      info: GraphQLResolveInfo
    ) => createComment(args, user, { select: selection(info, 'Comment') }),

    updatePost: (
      _root: unknown,
      args: Retitling,
      { user }: PeerContext,
      info: GraphQLResolveInfo
    ) => updatePost(args, user, { select: selection(info, 'Post') }),

    deleteComment: (
      _root: unknown,
      args: Key,
      { user }: PeerContext,
      info: GraphQLResolveInfo
    ) => deleteComment(args, user, { select: selection(info, 'Comment') }),
  },

  User: perRow.User,
}
