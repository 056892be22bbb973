import { db } from 'api/src/lib/db'

import { hashPassword } from '@redwoodjs/auth-dbauth-api'

import { posts } from './seed/posts'
import { seedTeam, TEAM_USERS } from './seed/team'

const DAY_MS = 24 * 60 * 60 * 1000
const DEMO_PASSWORD = 'canopy'
const DEMO_USERS = [
  { name: 'Ada Admin', email: 'admin@example.com', roles: 'admin' },
  { name: 'Wren Walker', email: 'writer@example.com', roles: 'writer' },
  { name: 'Otis Thorne', email: 'other@example.com', roles: 'writer' },
  { name: 'Mo Derry', email: 'moderator@example.com', roles: 'moderator' },
  { name: 'Rae Reader', email: 'reader@example.com', roles: 'reader' },
] as const

type SeedUser = {
  name: string
  email: string
  roles: 'reader' | 'writer' | 'moderator' | 'admin'
  password: string
}

const seedUser = async ({ password, email, ...profile }: SeedUser) => {
  const [hashedPassword, salt] = hashPassword(password)
  const credential = { create: { hashedPassword, salt } }
  // An account that exists keeps what its owner has made of it.
  return db.user.upsert({
    where: { email },
    create: { ...profile, email, credential },
    update: {},
  })
}

/** The ids of these users by their e-mail addresses. */
const seedUsers = async <Email extends string>(
  people: readonly (Omit<SeedUser, 'password'> & { email: Email })[]
) => {
  const ids: Partial<Record<Email, number>> = {}
  for (const person of people) {
    const { id } = await seedUser({ ...person, password: DEMO_PASSWORD })
    ids[person.email] = id
  }
  return ids as Record<Email, number>
}

const seedPosts = async (users: Record<string, number | undefined>) => {
  if ((await db.post.count()) > 0) {
    return
  }
  for (const { owner, daysAgo, comments, ...post } of posts) {
    const createdAt = new Date(Date.now() - daysAgo * DAY_MS)
    const ownerId = users[owner]
    if (ownerId === undefined) {
      throw new Error(`The seed has no user ${owner}`)
    }
    await db.post.create({
      data: {
        ...post,
        ownerId,
        createdAt,
        comments: {
          create: comments.map((comment, index) => ({
            ...comment,
            // An hour apart, none in the future.
            createdAt: new Date(
              Math.min(Date.now(), Number(createdAt) + (index + 1) * 3_600_000)
            ),
          })),
        },
      },
    })
  }
}

const seedDemo = async () => {
  await seedPosts(await seedUsers(DEMO_USERS))
  await seedTeam(db, await seedUsers(TEAM_USERS))
}

const seedFirstAdmin = async () => {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = process.env
  if (!email || !password) {
    throw new Error('Set ADMIN_EMAIL and ADMIN_PASSWORD for the first admin.')
  }
  await seedUser({
    name: 'Admin',
    email: email.trim().toLowerCase(),
    roles: 'admin',
    password,
  })
}

/**
 * `yarn rw exec seed`: demo people, their posts and a team in development, one admin in
 * production. Running it again adds what is missing and changes nothing else.
 */
export default async () => {
  await (process.env.NODE_ENV === 'production' ? seedFirstAdmin() : seedDemo())
}
