import { db } from '../../api/src/lib/db'
import type { RawDatabase } from '../database'
import { DATE, numbersTo, settle } from '../filling'
import { makeUsers, NEW_COMMENT } from '../workload'

/*
 * The blog of the other benches, with as many posts as one wants. Every other
 * post is published, each of five writers owns every fifth, the newest is
 * deleted, and each of the newest has ten comments.
 */

const COMMENTED_POSTS = 500
const COMMENTS_EACH = 10
const WRITERS = 5

const filled = COMMENTED_POSTS * COMMENTS_EACH

/** Fills an empty database. */
export const fillWith = async (database: RawDatabase, posts: number) => {
  await makeUsers(database)
  await database.run(
    `INSERT INTO "Post" ("id", "title", "body", "published", "isDeleted", "ownerId",
      "createdAt", "updatedAt")
    ${numbersTo(posts)}
    SELECT n, 'Post ' || n, '${'x'.repeat(200)}', n % 2 = 1, n = ${posts},
      1 + n % ${WRITERS}, '${DATE}', '${DATE}'
    FROM numbers`
  )
  await database.run(
    `INSERT INTO "Comment" ("postId", "name", "body", "createdAt")
    ${numbersTo(filled)}
    SELECT ${posts} - (n - 1) / ${COMMENTS_EACH}, '${NEW_COMMENT.name}',
      '${NEW_COMMENT.body}', '${DATE}'
    FROM numbers`
  )
  await settle(database)
}

// All over the table: a step that shares no factor with round numbers.
const scattered = (n: number, rows: number) => (n * 7919) % rows

/** Ids for the nth time, in a table of so many posts. */
export const idsIn = (posts: number) => ({
  published: (n: number) => 2 * scattered(n, posts / 2) + 1,
  draft: (n: number) => 2 * scattered(n, posts / 2 - 1) + 2,
  ofFirstWriter: (n: number) =>
    WRITERS * (1 + scattered(n, posts / WRITERS - 1)),
  spareComment: (n: number) => filled + 1 + n,
})

/** Makes so many comments to be deleted. */
export const makeSpareComments = async (posts: number, count: number) => {
  const { published, spareComment } = idsIn(posts)
  const data = Array.from({ length: count }, (_, n) => ({
    id: spareComment(n),
    ...NEW_COMMENT,
    postId: published(n),
  }))
  await db.comment.createMany({ data })
}

/** Takes back what has been written; a new title is no other row. */
export const restore = () =>
  db.comment.deleteMany({ where: { id: { gt: filled } } })
