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

/** Those, and who else is there when organizations are (`setTeamScene`). */
export const PEOPLE = {
  ...ACTORS,
  chief: person(6, 'chief', 'reader'),
  member: person(7, 'member', 'reader'),
  insider: person(8, 'insider', 'reader'),
  rival: person(9, 'rival', 'writer'),
} as const

export type Person = keyof typeof PEOPLE

/** Makes somebody the current user of what the test does next. */
export const actAs = (actor: Person) => {
  // A visitor's context holds no user, or null; Redwood types neither.
  mockCurrentUser(PEOPLE[actor] as CurrentUser)
}

const usersIn = (people: Partial<typeof PEOPLE>) =>
  Object.values(people).filter((person) => person !== null)

/** Posts by their state. `former` is a draft whose owner is no writer any more. */
export const POSTS = {
  published: { id: 1, ownerId: 3, published: true, isDeleted: false },
  draft: { id: 2, ownerId: 3, published: false, isDeleted: false },
  deleted: { id: 3, ownerId: 3, published: true, isDeleted: true },
  former: { id: 4, ownerId: 1, published: false, isDeleted: false },
} as const

export type PostState = keyof typeof POSTS

const inHome = {
  ownerId: 3,
  published: false,
  isDeleted: false,
  organizationId: 1,
} as const

/** Drafts of the owner in an organization, by how they are shared there. */
export const TEAM_POSTS = {
  inside: { id: 5, ...inHome },
  open: { id: 6, ...inHome, isPublic: true },
  shared: { id: 7, ...inHome },
  binned: { id: 8, ...inHome, isPublic: true, isDeleted: true },
} as const

/** The posts that are shared with the first group. */
const SHARED = [TEAM_POSTS.shared, TEAM_POSTS.binned]

export type AnyPost = PostState | keyof typeof TEAM_POSTS

/** A post by its state. */
export const postOf = (state: AnyPost) => ({ ...POSTS, ...TEAM_POSTS })[state]

/**
 * Two organizations. The chief is the admin of one, with the owner, the member and
 * the insider as members; the rival is the admin of the other.
 */
export const ORGANIZATIONS = {
  home: { id: 1, founderId: PEOPLE.chief.id },
  away: { id: 2, founderId: PEOPLE.rival.id },
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
export const commentOn = (post: AnyPost) => postOf(post).id * 10

/** The key of somebody's membership. */
export const membershipOf = (
  actor: Exclude<Person, 'anonymous'>,
  organization: Home
) => ({
  userId: PEOPLE[actor].id,
  organizationId: ORGANIZATIONS[organization].id,
})

/** Empties the database, in the order that its keys allow. */
export const emptyTables = () => [
  db.rateCount.deleteMany(),
  db.contact.deleteMany(),
  db.comment.deleteMany(),
  db.post.deleteMany(),
  db.organization.deleteMany(),
  db.credential.deleteMany(),
  db.user.deleteMany(),
]

const createUsers = (users: CurrentUser[]) => [
  db.user.createMany({ data: users }),
  db.credential.createMany({
    data: users.map(({ id }) => ({ userId: id, hashedPassword, salt })),
  }),
]

const createPosts = (
  posts: Record<string, { id: number; ownerId: number }>
) => [
  db.post.createMany({
    data: Object.entries(posts).map(([title, post]) => ({
      title,
      body: `The ${title} post.`,
      ...post,
    })),
  }),
  db.comment.createMany({
    data: Object.values(posts).map(({ id }) => ({
      id: id * 10,
      postId: id,
      name: 'Cy',
      body: 'Well said.',
    })),
  }),
]

const scene = () => [
  ...emptyTables(),
  ...createUsers(usersIn(ACTORS)),
  ...createPosts(POSTS),
  db.contact.create({
    data: { id: 1, name: 'Cy', email: 'cy@example.com', message: 'Hello.' },
  }),
]

const team = () => [
  ...createUsers(usersIn(PEOPLE).filter(({ id }) => id > ACTORS.admin.id)),
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
  ...createPosts(TEAM_POSTS),
  db.group.update({
    where: { id: GROUPS.circle.id },
    data: { posts: { connect: SHARED.map(({ id }) => ({ id })) } },
  }),
]

/** Empties the database and puts `ACTORS`, `POSTS` and their comments into it. */
export const setScene = async () => {
  await db.$transaction(scene())
  await numberOn(db, NUMBERED)
}

/** As `setScene`, with the organizations, who is in them, and their posts. */
export const setTeamScene = async () => {
  await db.$transaction([...scene(), ...team()])
  await numberOn(db, NUMBERED)
}

const NUMBERED = [
  'User',
  'ApiToken',
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
  id?: number
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

/** Changes the body of every post, and nothing else of it. */
export const changeBodies = () =>
  db.$executeRaw`UPDATE "Post" SET "body" = 'Changed'`

/** Removes a user for good, with all that is theirs. */
export const removeUser = async (actor: Exclude<Person, 'anonymous'>) => {
  const { id } = PEOPLE[actor]
  await db.post.deleteMany({ where: { ownerId: id } })
  await db.user.delete({ where: { id } })
}

/**
 * Changes all of the scene with organizations that neither visitors nor strangers
 * see: drafts and their comments, addresses and roles, secrets, who is in a team.
 */
export const changeWhatStrangersDoNotSee = async () => {
  const isHidden = { OR: [{ published: false }, { isDeleted: true }] }
  await db.comment.deleteMany({ where: { post: isHidden } })
  await db.post.delete({ where: { id: POSTS.former.id } })
  await db.post.updateMany({
    where: isHidden,
    data: { title: 'Changed', body: '', isPublic: false },
  })
  for (const { id, updatedAt } of await db.user.findMany()) {
    if (id !== PEOPLE.stranger.id) {
      // When a user was changed last is for everyone to see.
      const data = { email: `z${id}@example.org`, roles: 'admin', updatedAt }
      await db.user.update({ where: { id }, data })
    }
  }
  await db.credential.updateMany({ data: { hashedPassword: 'z', salt: 'z' } })
  await db.contact.deleteMany()
  await db.invitation.deleteMany()
  await db.groupMember.deleteMany()
  await db.group.updateMany({ data: { name: 'Changed' } })
  await db.organization.updateMany({ data: { name: 'Changed' } })
}

/**
 * Changes all that the member of an organization does not see there, and all of the
 * other organization.
 */
export const changeWhatMembersDoNotSee = async () => {
  const { inside, shared, binned } = TEAM_POSTS
  const hidden = [shared.id, binned.id]
  await db.comment.updateMany({
    where: { postId: { in: hidden } },
    data: { body: 'Changed' },
  })
  await db.post.delete({ where: { id: inside.id } })
  await db.post.updateMany({
    where: { id: { in: hidden } },
    data: { title: 'Changed', isPublic: false },
  })
  await db.post.update({
    where: { id: binned.id },
    data: { groups: { set: [] } },
  })
  await db.organization.update({
    where: { id: ORGANIZATIONS.away.id },
    data: { name: 'Changed' },
  })
}
