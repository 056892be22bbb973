import type Database from 'libsql'

import { db } from '../../api/src/lib/db'
import { makeUsers, NEW_COMMENT } from '../workload'

/*
 * The blog of the other benches, with as many posts as one wants. Every other
 * post is published, each of five writers owns every fifth, the newest is
 * deleted, and each of the newest has ten comments.
 */

const COMMENTED_POSTS = 500
const COMMENTS_EACH = 10
const WRITERS = 5
const DATE = '2026-01-01T00:00:00.000+00:00'

/** Fills an empty database, in SQL, as a million rows through Prisma take long. */
export const fillWith = async (
  connection: Database.Database,
  posts: number
) => {
  await makeUsers({ run: async (script) => void connection.exec(script) })
  connection.exec('BEGIN')
  connection
    .prepare(
      `INSERT INTO "Post"
        (id, title, body, published, isDeleted, ownerId, createdAt, updatedAt)
      WITH RECURSIVE numbers (n) AS (
        SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?
      )
      SELECT n, 'Post ' || n, ?, n % 2, n = ?, 1 + n % ${WRITERS}, ?, ?
      FROM numbers`
    )
    .run([posts, 'x'.repeat(200), posts, DATE, DATE])
  connection
    .prepare(
      `INSERT INTO "Comment" (postId, name, body, createdAt)
      WITH RECURSIVE numbers (n) AS (
        SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?
      )
      SELECT ? - n / ${COMMENTS_EACH}, ?, ?, ? FROM numbers`
    )
    .run([
      COMMENTED_POSTS * COMMENTS_EACH - 1,
      posts,
      NEW_COMMENT.name,
      NEW_COMMENT.body,
      DATE,
    ])
  connection.exec('COMMIT')
  connection.exec('ANALYZE')
}

const filled = COMMENTED_POSTS * COMMENTS_EACH

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
