import { enhance } from '@zenstackhq/runtime'

import { context } from '@redwoodjs/context'

import { authDb } from '../../api/src/lib/authDb'
import { db } from '../../api/src/lib/db'
import type { Contender } from '../operations'
import { NEW_COMMENT, NEW_TITLE } from '../workload'

import {
  COMMENTS,
  OF_CHANGED_POST,
  OF_NEW_COMMENT,
  OF_POST,
  OWNER,
  PAGE,
  WHOLE_POST,
} from './shapes'

/** What services write, on a client that knows the rules and the user. */
const guarded = (client: () => ReturnType<typeof authDb>): Contender => ({
  listPosts: async () =>
    client().post.findMany({
      where: { published: true },
      ...PAGE,
      select: { ...OF_POST, owner: OWNER },
    }),

  listPostsWithComments: async () =>
    client().post.findMany({
      where: { published: true },
      ...PAGE,
      select: { ...OF_POST, owner: OWNER, comments: COMMENTS },
    }),

  readPost: async (id) =>
    client().post.findUnique({ where: { id }, select: WHOLE_POST }),

  listOwnPosts: async () =>
    client().post.findMany({
      where: { ownerId: context.currentUser?.id },
      ...PAGE,
      select: OF_POST,
    }),

  createComment: async (postId) =>
    client().comment.create({
      data: { ...NEW_COMMENT, postId },
      select: OF_NEW_COMMENT,
    }),

  updatePost: async (id) =>
    client().post.update({
      where: { id },
      data: { title: NEW_TITLE },
      select: OF_CHANGED_POST,
    }),

  deleteComment: async (id) =>
    client().comment.delete({ where: { id }, select: { id: true } }),

  createPost: async () =>
    client().post.create({
      data: { title: NEW_TITLE, body: '' },
      select: { id: true },
    }),
})

export const ours = guarded(() => authDb())

export const zenstack = guarded(
  () =>
    enhance(db, {
      user: context.currentUser ?? undefined,
    }) as unknown as ReturnType<typeof authDb>
)
