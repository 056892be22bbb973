import { context } from '@redwoodjs/context'

import { db } from '../../api/src/lib/db'
import type { Contender } from '../operations'
import { Refused } from '../refusal'
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

const user = () => context.currentUser
const isModerator = () => user()?.roles === 'moderator'
const mayWrite = () => ['writer', 'admin'].includes(user()?.roles ?? '')

const NOT_DELETED = { isDeleted: false }
const PUBLISHED = { published: true, ...NOT_DELETED }

const readable = () =>
  mayWrite()
    ? { ...NOT_DELETED, OR: [{ published: true }, { ownerId: user()?.id }] }
    : PUBLISHED

const commentable = () => (isModerator() ? NOT_DELETED : PUBLISHED)

const limited = (text: string, most: number) => {
  const trimmed = text.trim()
  if (trimmed.length < 1 || trimmed.length > most) {
    throw new Error(`Needs 1 to ${most} characters`)
  }
  return trimmed
}

/**
 * The rules as a careful developer writes them into services: filters on reads,
 * a look-up before a write, or the check in the statement where it fits. The
 * comments of a post that may be read may all be read.
 */
export const handWritten: Contender = {
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
      where: { id, ...readable() },
      select: WHOLE_POST,
    })
    return post && !post.published ? { ...post, comments: [] } : post
  },

  listOwnPosts: async () =>
    db.post.findMany({
      where: {
        ownerId: user()?.id,
        ...(mayWrite() ? NOT_DELETED : PUBLISHED),
      },
      ...PAGE,
      select: OF_POST,
    }),

  createComment: async (postId) => {
    const name = limited(NEW_COMMENT.name, 80)
    const body = limited(NEW_COMMENT.body, 5000)
    const post = await db.post.findUnique({
      where: { id: postId, ...commentable() },
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
    if (!post || !mayWrite() || post.ownerId !== user()?.id) {
      throw new Refused()
    }
    return db.post.update({
      where: { id },
      data: { title },
      select: OF_CHANGED_POST,
    })
  },

  deleteComment: async (id) => {
    if (!isModerator()) {
      throw new Refused()
    }
    return db.comment.delete({
      where: { id, post: NOT_DELETED },
      select: { id: true },
    })
  },

  createPost: async () => {
    const title = limited(NEW_TITLE, 200)
    const ownerId = user()?.id
    if (ownerId === undefined || !mayWrite()) {
      throw new Refused()
    }
    return db.post.create({
      data: { title, body: '', ownerId },
      select: { id: true },
    })
  },
}
