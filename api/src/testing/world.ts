import { hashPassword } from '@redwoodjs/auth-dbauth-api'

import type { CurrentUser } from 'src/lib/auth'
import { db } from 'src/lib/db'

import { numberOn } from './numbering'

/*
 * The people and rows that tests speak of. They are written through raw db, so
 * that no rule under test takes part in setting the scene.
 */

const person = (id: number, name: string, roles: string): CurrentUser => ({
  id,
  name,
  email: `${name}@example.com`,
  roles,
})

/** Everyone a test can act as; `null` is a visitor who has not logged in. */
export const ACTORS = {
  anonymous: null,
  reader: person(1, 'reader', 'reader'),
  moderator: person(2, 'moderator', 'moderator'),
  owner: person(3, 'owner', 'writer'),
  stranger: person(4, 'stranger', 'writer'),
  admin: person(5, 'admin', 'admin'),
} as const

export type Actor = keyof typeof ACTORS

/** Makes `actor` the current user of what the test does next. */
export const actAs = (actor: Actor) => {
  // A visitor's context holds no user, or null; Redwood types neither.
  mockCurrentUser(ACTORS[actor] as CurrentUser)
}

const USERS = Object.values(ACTORS).filter((actor) => actor !== null)

/** Posts by their state. `former` is a draft whose owner is no writer any more. */
export const POSTS = {
  published: { id: 1, ownerId: 3, published: true, isDeleted: false },
  draft: { id: 2, ownerId: 3, published: false, isDeleted: false },
  deleted: { id: 3, ownerId: 3, published: true, isDeleted: true },
  former: { id: 4, ownerId: 1, published: false, isDeleted: false },
} as const

export type PostState = keyof typeof POSTS

/** Everyone's password. */
export const PASSWORD = 'correct horse'

// Once: hashing takes its time.
const [hashedPassword, salt] = hashPassword(PASSWORD)

/** An id that no row has. */
export const NOBODY = 4711

/** The id of the comment on each post. */
export const commentOn = (post: PostState) => POSTS[post].id * 10

/** Empties the database and puts `ACTORS`, `POSTS` and their comments into it. */
export const setScene = async () => {
  await db.$transaction([
    db.contact.deleteMany(),
    db.comment.deleteMany(),
    db.post.deleteMany(),
    db.credential.deleteMany(),
    db.user.deleteMany(),
    db.user.createMany({ data: USERS }),
    db.credential.createMany({
      data: USERS.map(({ id }) => ({ userId: id, hashedPassword, salt })),
    }),
    db.post.createMany({
      data: Object.entries(POSTS).map(([title, post]) => ({
        title,
        body: `The ${title} post.`,
        ...post,
      })),
    }),
    db.comment.createMany({
      data: Object.values(POSTS).map(({ id }) => ({
        id: id * 10,
        postId: id,
        name: 'Cy',
        body: 'Well said.',
      })),
    }),
    db.contact.create({
      data: { id: 1, name: 'Cy', email: 'cy@example.com', message: 'Hello.' },
    }),
  ])
  await numberOn(db, ['User', 'Post', 'Comment', 'Contact'])
}

interface PostFields {
  title?: string
  ownerId?: number
  published?: boolean
  isDeleted?: boolean
}

/** Adds a post, by default a published one of the owner, with two comments. */
export const addPost = (post: PostFields = {}) =>
  db.post.create({
    data: {
      title: 'Another',
      body: 'Words.',
      published: true,
      ownerId: ACTORS.owner.id,
      ...post,
      comments: {
        create: [
          { name: 'Cy', body: 'First.' },
          { name: 'Di', body: 'Second.' },
        ],
      },
    },
    include: { comments: true },
  })

/** Adds published posts of the owner, each with two comments. */
export const addPosts = async (count: number) => {
  for (let number = 1; number <= count; number++) {
    await addPost()
  }
}

/** Takes the table of posts away; call what it returns to put it back. */
export const breakDatabase = async () => {
  await db.$executeRaw`ALTER TABLE "Post" RENAME TO "Gone"`
  return () => db.$executeRaw`ALTER TABLE "Gone" RENAME TO "Post"`
}

/** Removes a user for good, with all that is theirs. */
export const removeUser = async (actor: Exclude<Actor, 'anonymous'>) => {
  const { id } = ACTORS[actor]
  await db.post.deleteMany({ where: { ownerId: id } })
  await db.user.delete({ where: { id } })
}
