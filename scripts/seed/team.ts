import type { PrismaClient } from '@prisma/client'

/*
 * A team of the development seed: Robin writes, Bryan and Gavin read. Of Robin's
 * drafts, one is shared with nobody, one with the group that Bryan is in, and one
 * is public in the organization.
 */

export const TEAM_USERS = [
  { name: 'Robin', email: 'robin@example.com', roles: 'writer' },
  { name: 'Bryan', email: 'bryan@example.com', roles: 'reader' },
  { name: 'Gavin', email: 'gavin@example.com', roles: 'reader' },
] as const

type TeamEmail = (typeof TEAM_USERS)[number]['email']

const ORGANIZATION = { name: 'Prisma', slug: 'prisma' }
const GROUP = 'Community'

const POSTS = [
  {
    title: 'Join Discord',
    body: 'A draft that nobody has been shown yet.',
  },
  {
    title: 'Join Slack',
    body: 'A draft for the **Community** group to look over.',
    isShared: true,
  },
  {
    title: 'Follow Twitter',
    body: 'A draft that everyone at Prisma may read.',
    isPublic: true,
  },
]

/**
 * Makes the organization, its group and its posts, unless it is there already.
 *
 * @param users the ids of `TEAM_USERS` by their e-mail addresses
 */
export const seedTeam = async (
  db: Pick<PrismaClient, 'organization' | 'group' | 'post'>,
  users: Record<TeamEmail, number>
) => {
  const { slug } = ORGANIZATION
  if (await db.organization.findUnique({ where: { slug } })) {
    return
  }
  const robin = users['robin@example.com']
  const bryan = users['bryan@example.com']
  const gavin = users['gavin@example.com']
  const { id: organizationId } = await db.organization.create({
    // The founder becomes a member by that.
    data: {
      ...ORGANIZATION,
      founderId: robin,
      members: { create: [{ userId: bryan }, { userId: gavin }] },
    },
  })
  const group = await db.group.create({
    data: {
      name: GROUP,
      organizationId,
      members: { create: [{ userId: robin }, { userId: bryan }] },
    },
  })
  for (const { isShared, ...post } of POSTS) {
    await db.post.create({
      data: {
        ...post,
        ownerId: robin,
        organizationId,
        groups: isShared ? { connect: { id: group.id } } : undefined,
      },
    })
  }
}
