import { db } from '../api/src/lib/db'

import { migrations, provider } from './database'
import type { RawDatabase } from './database'
import { settle } from './filling'

/*
 * A blog of some size: 20 users, 5,000 posts, half of them published, and
 * 20,000 comments. Everything follows from its number, so that ids can be named
 * without a look into the database.
 */

const ROLES = [
  ...Array(5).fill('writer'),
  ...Array(2).fill('moderator'),
  'admin',
  ...Array(12).fill('reader'),
] as string[]
const POSTS = 5000
const COMMENTS = 20_000
const ROWS_AT_ONCE = 1000

const START = Date.UTC(2026, 0, 1)
const MINUTE_MS = 60_000

/** What is written, in place of what a user would have typed. */
export const NEW_COMMENT = { name: 'A reader', body: 'x'.repeat(80) }
export const NEW_TITLE = 'A better title'

const users = ROLES.map((roles, index) => ({
  id: index + 1,
  name: `User ${index + 1}`,
  email: `user${index + 1}@example.com`,
  roles,
}))

/** The first user with a role. */
export const userWith = (role: string) => {
  const user = users.find(({ roles }) => roles === role)
  if (!user) {
    throw new Error(`The workload has no ${role}`)
  }
  return user
}

// Steps that share no factor with a number of rows come by every row, out of
// order.
const scattered = (n: number, rows: number) => (n * 41) % rows

/** Ids of posts, one for each `n`; the first writer owns every fifth. */
export const publishedPost = (n: number) => 2 * scattered(n, POSTS / 2) + 1
export const draft = (n: number) => 2 * scattered(n, POSTS / 2 - 1) + 2
export const postOfFirstWriter = (n: number) =>
  5 * scattered(n, POSTS / 5 - 1) + 5
export const postOfAnother = (n: number) => postOfFirstWriter(n) + 2
/** The newest post of the first writer. */
export const deletedPost = () => POSTS

const posts = Array.from({ length: POSTS }, (_, index) => {
  const id = index + 1
  const createdAt = new Date(START + id * MINUTE_MS)
  return {
    id,
    title: `Post ${id}`,
    body: 'x'.repeat(200),
    published: id % 2 === 1,
    isDeleted: id === deletedPost(),
    ownerId: 1 + (id % 5),
    createdAt,
    updatedAt: createdAt,
  }
})

/** The comment with this id; those above COMMENTS are made to be deleted. */
const comment = (id: number) => ({
  id,
  ...NEW_COMMENT,
  postId: 1 + (id % POSTS),
  createdAt: new Date(START + (POSTS + id) * MINUTE_MS),
})

const comments = Array.from({ length: COMMENTS }, (_, n) => comment(n + 1))

/** Makes the tables with the real migrations, and the users. */
export const makeUsers = async ({ run }: RawDatabase) => {
  for (const script of migrations()) {
    await run(script)
  }
  await db.user.createMany({ data: users })
}

/** Makes the tables, and fills them. */
export const fill = async (database: RawDatabase) => {
  await makeUsers(database)
  for (const data of inParts(posts)) {
    await db.post.createMany({ data })
  }
  for (const data of inParts(comments)) {
    await db.comment.createMany({ data })
  }
  if (provider === 'postgresql') {
    await settle(database)
  }
}

const inParts = <Row>(rows: Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, n) =>
    rows.slice(n * ROWS_AT_ONCE, (n + 1) * ROWS_AT_ONCE)
  )

/** The nth comment that is there to be deleted. */
export const spareComment = (n: number) => COMMENTS + 1 + n

/** Makes so many comments to be deleted. */
export const makeSpareComments = async (count: number) => {
  const data = Array.from({ length: count }, (_, n) => comment(spareComment(n)))
  await db.comment.createMany({ data })
}

/** Takes back all that has been written since `fill`. */
export const restore = async () => {
  await db.comment.deleteMany({ where: { id: { gt: COMMENTS } } })
  await db.$executeRaw`
    UPDATE "Post" SET "title" = 'Post ' || "id" WHERE "title" = ${NEW_TITLE}`
}

/** What `restore` would take back, to compare what has been done. */
export const changes = async () => ({
  comments: await db.comment.findMany({
    where: { id: { gt: COMMENTS } },
    select: { name: true, body: true, postId: true },
  }),
  posts: await db.post.findMany({
    where: { title: NEW_TITLE },
    select: { id: true },
  }),
})
