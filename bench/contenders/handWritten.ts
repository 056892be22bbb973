import { context } from '@redwoodjs/context'

import { db } from '../../api/src/lib/db'
import type { Contender } from '../operations'
import { Refused } from '../refusal'
import { NEW_COMMENT, NEW_TITLE } from '../workload'

import {
  commentable,
  isModerator,
  limited,
  mayWrite,
  NOT_DELETED,
  PUBLISHED,
  readable,
} from './byHand'
import { onKeptPlans } from './onKeptPlans'
import type { Models } from './onKeptPlans'
import {
  COMMENTS,
  OF_CHANGED_POST,
  OF_NEW_COMMENT,
  OF_POST,
  OWNER,
  PAGE,
  WHOLE_POST,
} from './shapes'

const user = () => context.currentUser

/**
 * The rules as a careful developer writes them into services: filters on reads,
 * a look-up before a write, or the check in the statement where it fits. The
 * comments of a post that may be read may all be read.
 */
const handWrittenOn = (db: Models): Contender => ({
  listPosts: async () =>
    db.post.findMany({
      where: PUBLISHED,
      ...PAGE,
      select: { ...OF_POST, owner: OWNER },
    }),

  listPostsWithComments: async () =>
    db.post.findMany({
      where: PUBLISHED,
      ...PAGE,
      select: { ...OF_POST, owner: OWNER, comments: COMMENTS },
    }),

  // Of one's own draft, the comments are not readable.
  readPost: async (id) => {
    const post = await db.post.findUnique({
      where: { id, ...readable(user()) },
      select: WHOLE_POST,
    })
    return post && !post.published ? { ...post, comments: [] } : post
  },

  listOwnPosts: async () =>
    db.post.findMany({
      where: {
        ownerId: user()?.id,
        ...(mayWrite(user()) ? NOT_DELETED : PUBLISHED),
      },
      ...PAGE,
      select: OF_POST,
    }),

  createComment: async (postId) => {
    const name = limited(NEW_COMMENT.name, 80)
    const body = limited(NEW_COMMENT.body, 5000)
    const post = await db.post.findUnique({
      where: { id: postId, ...commentable(user()) },
      select: { id: true },
    })
    if (!post) {
      throw new Refused()
    }
    return db.comment.create({
      data: { name, body, postId },
      select: OF_NEW_COMMENT,
    })
  },

  updatePost: async (id) => {
    const title = limited(NEW_TITLE, 200)
    const post = await db.post.findUnique({
      where: { id, ...NOT_DELETED },
      select: { ownerId: true },
    })
    if (!post || !mayWrite(user()) || post.ownerId !== user()?.id) {
      throw new Refused()
    }
    return db.post.update({
      where: { id },
      data: { title },
      select: OF_CHANGED_POST,
    })
  },

  deleteComment: async (id) => {
    if (!isModerator(user())) {
      throw new Refused()
    }
    return db.comment.delete({
      where: { id, post: { is: NOT_DELETED } },
      select: { id: true },
    })
  },

  createPost: async () => {
    const title = limited(NEW_TITLE, 200)
    const ownerId = user()?.id
    if (ownerId === undefined || !mayWrite(user())) {
      throw new Refused()
    }
    return db.post.create({
      data: { title, body: '', ownerId },
      select: { id: true },
    })
  },
})

export const handWritten = handWrittenOn(db)

export const handWrittenKept = handWrittenOn(onKeptPlans(db))
