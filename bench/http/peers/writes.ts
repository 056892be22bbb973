import { Prisma } from '@prisma/client'

import { db } from '../../../api/src/lib/db'
import {
  isModerator,
  limited,
  mayWrite,
  NOT_DELETED,
  readable,
} from '../../contenders/byHand'
import type { Asker } from '../../contenders/byHand'

import type { Key, NewComment, Retitling } from './arguments'
import { denied, notFound, notLoggedIn } from './refusals'

/*
 * The changes as a careful developer writes them: looked up and checked first,
 * and refused in the words of the app. `select` is what the client asked for.
 */

/** A moderator comments on drafts, too, though not to be read. */
const visibleOrCommentable = (user: Asker) =>
  isModerator(user) ? NOT_DELETED : readable(user)

type Selected<Select> = { select?: Select }

export const createComment = async (
  { input }: NewComment,
  user: Asker,
  { select }: Selected<Prisma.CommentSelect> = {}
) => {
  const data = {
    ...input,
    name: limited(input.name, 80),
    body: limited(input.body, 5000),
  }
  const post = await db.post.findUnique({
    where: { id: input.postId, ...visibleOrCommentable(user) },
    select: { published: true },
  })
  if (!post) {
    throw notFound()
  }
  if (!post.published && !isModerator(user)) {
    throw denied(user)
  }
  return db.comment.create({ data, select })
}

export const updatePost = async (
  { id, input }: Retitling,
  user: Asker,
  { select }: Selected<Prisma.PostSelect> = {}
) => {
  if (!user) {
    throw notLoggedIn()
  }
  const title = limited(input.title, 200)
  const post = await db.post.findUnique({
    where: { id, ...readable(user) },
    select: { ownerId: true },
  })
  if (!post) {
    throw notFound()
  }
  if (!mayWrite(user) || post.ownerId !== user.id) {
    throw denied(user)
  }
  return db.post.update({ where: { id }, data: { title }, select })
}

export const deleteComment = async (
  { id }: Key,
  user: Asker,
  { select }: Selected<Prisma.CommentSelect> = {}
) => {
  if (!user) {
    throw notLoggedIn()
  }
  if (!isModerator(user)) {
    throw denied(user)
  }
  try {
    return await db.comment.delete({
      where: { id, post: NOT_DELETED },
      select,
    })
  } catch (error) {
    throw isMissing(error) ? notFound() : error
  }
}

const isMissing = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  error.code === 'P2025'
