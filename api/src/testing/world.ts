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
  chief: person(6, 'chief', 'reader'),
  member: person(7, 'member', 'reader'),
  insider: person(8, 'insider', 'reader'),
  rival: person(9, 'rival', 'writer'),
} as const

export type Actor = keyof typeof ACTORS

/** Makes `actor` the current user of what the test does next. */
export const actAs = (actor: Actor) => {
  // A visitor's context holds no user, or null; Redwood types neither.
  mockCurrentUser(ACTORS[actor] as CurrentUser)
}

const USERS = Object.values(ACTORS).filter((actor) => actor !== null)

const inHome = {
  ownerId: 3,
  published: false,
  isDeleted: false,
  organizationId: 1,
} as const

/**
 * Posts by their state. `former` is a draft whose owner is no writer any more; the
 * last four are drafts in an organization that their owner is a member of.
 */
export const POSTS = {
  published: { id: 1, ownerId: 3, published: true, isDeleted: false },
  draft: { id: 2, ownerId: 3, published: false, isDeleted: false },
  deleted: { id: 3, ownerId: 3, published: true, isDeleted: true },
  former: { id: 4, ownerId: 1, published: false, isDeleted: false },
  inside: { id: 5, ...inHome },
  open: { id: 6, ...inHome, isPublic: true },
  shared: { id: 7, ...inHome },
  binned: { id: 8, ...inHome, isPublic: true, isDeleted: true },
} as const

/** The posts that are shared with the first group. */
const SHARED = [POSTS.shared, POSTS.binned]

export type PostState = keyof typeof POSTS

/**
 * Two organizations. The chief is the admin of one, with the owner, the member and
 * the insider as members; the rival is the admin of the other.
 */
export const ORGANIZATIONS = {
  home: { id: 1, founderId: ACTORS.chief.id },
  away: { id: 2, founderId: ACTORS.rival.id },
} as const

export type Home = keyof typeof ORGANIZATIONS

const MEMBERS = ['owner', 'member', 'insider'] as const

/** A group of each organization: the insider is in the one, the rival in the other. */
export const GROUPS = {
  circle: { id: 1, organizationId: 1 },
  den: { id: 2, organizationId: 2 },
} as const

export type GroupName = keyof typeof GROUPS

/** Who is invited to each organization, by the id of the invitation. */
export const INVITATIONS = {
  home: { id: 1, organizationId: 1, email: 'invited@example.com' },
  away: { id: 2, organizationId: 2, email: 'invited@example.com' },
} as const

/** Everyone's password. */
export const PASSWORD = 'correct horse'

// Once: hashing takes its time.
const [hashedPassword, salt] = hashPassword(PASSWORD)

/** An id that no row has. */
export const NOBODY = 4711

/** The id of the comment on each post. */
export const commentOn = (post: PostState) => POSTS[post].id * 10

/** The key of somebody's membership. */
export const membershipOf = (
  actor: Exclude<Actor, 'anonymous'>,
  organization: Home
) => ({
  userId: ACTORS[actor].id,
  organizationId: ORGANIZATIONS[organization].id,
})

/** Empties the database, in the order that its keys allow. */
export const emptyTables = () => [
  db.contact.deleteMany(),
  db.comment.deleteMany(),
  db.post.deleteMany(),
  db.organization.deleteMany(),
  db.credential.deleteMany(),
  db.user.deleteMany(),
]

/** Empties the database and puts all of the above into it. */
export const setScene = async () => {
  await db.$transaction([
    ...emptyTables(),
    db.user.createMany({ data: USERS }),
    db.credential.createMany({
      data: USERS.map(({ id }) => ({ userId: id, hashedPassword, salt })),
    }),
    // A trigger makes the founders their admins.
    db.organization.createMany({
      data: Object.entries(ORGANIZATIONS).map(([slug, organization]) => ({
        name: `The ${slug} team`,
        slug,
        ...organization,
      })),
    }),
    db.membership.createMany({
      data: MEMBERS.map((actor) => membershipOf(actor, 'home')),
    }),
    db.group.createMany({
      data: Object.entries(GROUPS).map(([name, group]) => ({ name, ...group })),
    }),
    db.groupMember.createMany({
      data: [
        { groupId: GROUPS.circle.id, ...membershipOf('insider', 'home') },
        { groupId: GROUPS.den.id, ...membershipOf('rival', 'away') },
      ],
    }),
    db.invitation.createMany({ data: Object.values(INVITATIONS) }),
    db.post.createMany({
      data: Object.entries(POSTS).map(([title, post]) => ({
        title,
        body: `The ${title} post.`,
        ...post,
      })),
    }),
    db.group.update({
      where: { id: GROUPS.circle.id },
      data: { posts: { connect: SHARED.map(({ id }) => ({ id })) } },
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
  await numberOn(db, NUMBERED)
}

const NUMBERED = [
  'User',
  'Organization',
  'Membership',
  'Invitation',
  'Group',
  'GroupMember',
  'Post',
  'Comment',
  'Contact',
]

interface PostFields {
  title?: string
  ownerId?: number
  published?: boolean
  isDeleted?: boolean
  organizationId?: number
  isPublic?: boolean
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

/** Adds a user with everyone's password; gives the id. */
export const addUser = async (user: {
  name: string
  email: string
  roles: string
}) => {
  const credential = { create: { hashedPassword, salt } }
  const { id } = await db.user.create({ data: { ...user, credential } })
  return id
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
