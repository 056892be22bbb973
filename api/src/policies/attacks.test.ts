import { authDb } from 'src/lib/authDb'
import { clientOf } from 'src/testing/client'
import { outcomeOf } from 'src/testing/policyTable'
import { askRaw } from 'src/testing/tables'
import {
  PEOPLE,
  GROUPS,
  INVITATIONS,
  ORGANIZATIONS,
  TEAM_POSTS,
  commentOn,
  membershipOf,
  setTeamScene,
} from 'src/testing/world'
import type { Person } from 'src/testing/world'

beforeEach(setTeamScene)

/*
 * What somebody might try to get at an organization's drafts or its people, at
 * GraphQL and through authDb(): nothing of it is done, and nothing of what is
 * stored is otherwise afterwards.
 */

type Attack = [
  what: string,
  actor: Person,
  overGraphQL: string[],
  through: (() => Promise<unknown>)[],
]

const home = ORGANIZATIONS.home.id
const away = ORGANIZATIONS.away.id
const circle = GROUPS.circle.id
const { inside, shared, binned } = TEAM_POSTS
const userOf = (actor: Exclude<Person, 'anonymous'>) => PEOPLE[actor].id

const attacks: Attack[] = [
  [
    'add themselves to an organization',
    'stranger',
    [
      `addMember(organizationId: ${home}, email: "stranger@example.com", role: admin) { email }`,
      `setMemberRole(organizationId: ${home}, userId: ${userOf('stranger')}, role: admin) { id }`,
      `addToGroup(groupId: ${circle}, userId: ${userOf('stranger')}) { id }`,
    ],
    [
      () =>
        authDb().membership.create({ data: membershipOf('stranger', 'home') }),
      () =>
        authDb().invitation.createMany({
          data: [{ organizationId: home, email: PEOPLE.stranger.email }],
        }),
      () =>
        authDb().membership.createManyAndReturn({
          data: [membershipOf('stranger', 'home')],
        }),
    ],
  ],
  [
    'make themselves an admin',
    'member',
    [
      `setMemberRole(organizationId: ${home}, userId: ${userOf('member')}, role: admin) { id }`,
      `addMember(organizationId: ${home}, email: "member@example.com", role: admin) { email }`,
    ],
    [
      () =>
        authDb().membership.update({
          where: { userId_organizationId: membershipOf('member', 'home') },
          data: { role: 'admin' },
        }),
      () =>
        authDb().user.update({
          where: { id: userOf('member') },
          data: {
            memberships: { updateMany: { where: {}, data: { role: 'admin' } } },
          },
        }),
    ],
  ],
  [
    'join a group that drafts are shared with',
    'member',
    [`addToGroup(groupId: ${circle}, userId: ${userOf('member')}) { id }`],
    [
      () =>
        authDb().groupMember.create({
          data: { groupId: circle, ...membershipOf('member', 'home') },
        }),
      () =>
        authDb().membership.update({
          where: { userId_organizationId: membershipOf('member', 'home') },
          data: { groups: { create: { groupId: circle } as never } },
        }),
      () =>
        authDb().user.update({
          where: { id: userOf('member') },
          data: {
            groups: { create: { groupId: circle, organizationId: home } },
          },
        }),
    ],
  ],
  [
    'as the admin of another organization, reach into this one',
    'rival',
    [
      `updateOrganization(id: ${home}, input: { name: "Mine" }) { id }`,
      `removeMember(organizationId: ${home}, userId: ${userOf('owner')}) { id }`,
      `createGroup(input: { organizationId: ${home}, name: "Mine" }) { id }`,
      `renameGroup(id: ${circle}, name: "Mine") { id }`,
      `removeFromGroup(groupId: ${circle}, userId: ${userOf('insider')}) { id }`,
      `deleteGroup(id: ${circle}) { id }`,
      `withdrawInvitation(id: ${INVITATIONS.home.id}) { id }`,
      `addToGroup(groupId: ${GROUPS.den.id}, userId: ${userOf('insider')}) { id }`,
    ],
    [
      () =>
        authDb().organization.update({
          where: { id: away },
          data: { groups: { connect: { id: circle } } },
        }),
      () =>
        authDb().organization.update({
          where: { id: away },
          data: {
            members: {
              connect: { userId_organizationId: membershipOf('owner', 'home') },
            },
          },
        }),
      () =>
        authDb().groupMember.create({
          data: { groupId: GROUPS.den.id, ...membershipOf('owner', 'home') },
        }),
    ],
  ],
  [
    'take a draft along to another organization, or give it away',
    'owner',
    [
      `updatePost(id: ${inside.id}, input: { organizationId: ${away} }) { id }`,
      `updatePost(id: ${inside.id}, input: { ownerId: ${userOf('stranger')} }) { id }`,
    ],
    [
      () =>
        authDb().post.update({
          where: { id: inside.id },
          data: { organizationId: away },
        }),
      () =>
        authDb().post.update({
          where: { id: inside.id },
          data: { organizationId: null },
        }),
      () =>
        authDb().post.update({
          where: { id: inside.id },
          data: { owner: { connect: { id: userOf('stranger') } } },
        }),
      () =>
        authDb().post.upsert({
          where: { id: inside.id },
          create: { title: 'x', body: '' },
          update: { ownerId: userOf('stranger') },
        }),
    ],
  ],
  [
    "share with another organization's group",
    'owner',
    [`sharePost(id: ${inside.id}, groupIds: [${GROUPS.den.id}]) { id }`],
    [
      () =>
        authDb().post.update({
          where: { id: inside.id },
          data: { groups: { connect: { id: GROUPS.den.id } } },
        }),
      () =>
        authDb().post.update({
          where: { id: inside.id },
          data: {
            groups: {
              connectOrCreate: {
                where: { id: GROUPS.den.id },
                create: { name: 'den', organizationId: home },
              },
            },
          },
        }),
    ],
  ],
  [
    'repoint a membership, admins neither',
    'chief',
    [],
    [
      () =>
        authDb().membership.update({
          where: { userId_organizationId: membershipOf('member', 'home') },
          data: { userId: userOf('stranger') },
        }),
      () =>
        authDb().membership.update({
          where: { userId_organizationId: membershipOf('member', 'home') },
          data: { organization: { connect: { id: home } } },
        }),
      () =>
        authDb().groupMember.update({
          where: {
            userId_groupId: { userId: userOf('insider'), groupId: circle },
          },
          data: { userId: userOf('member') },
        }),
    ],
  ],
  [
    'edit, share or restore a deleted draft',
    'owner',
    [
      `updatePost(id: ${binned.id}, input: { title: "Back" }) { id }`,
      `sharePost(id: ${binned.id}, groupIds: []) { id }`,
      `publishPost(id: ${binned.id}) { id }`,
      `deletePost(id: ${binned.id}) { id }`,
    ],
    [
      () =>
        authDb().post.update({
          where: { id: binned.id },
          data: { isDeleted: false },
        }),
      () =>
        authDb().post.update({
          where: { id: binned.id },
          data: { groups: { set: [] } },
        }),
      () =>
        authDb().user.update({
          where: { id: userOf('owner') },
          data: {
            posts: {
              update: { where: { id: binned.id }, data: { isDeleted: false } },
            },
          },
        }),
    ],
  ],
  [
    'open a draft that is only shared with them',
    'insider',
    [
      `updatePost(id: ${shared.id}, input: { isPublic: true }) { id }`,
      `sharePost(id: ${shared.id}, groupIds: []) { id }`,
      `publishPost(id: ${shared.id}) { id }`,
    ],
    [
      () =>
        authDb().post.update({
          where: { id: shared.id },
          data: { isPublic: true },
        }),
    ],
  ],
]

const STORED = [
  'Organization',
  'Membership',
  'Invitation',
  'Group',
  'GroupMember',
].map((model) => ({ model, operation: 'findMany', args: {} }))
const POSTS_STORED = {
  model: 'Post',
  operation: 'findMany',
  args: { include: { groups: true } },
}

const stored = () => askRaw([...STORED, POSTS_STORED])

describe.each(attacks)('To %s', (_what, actor, overGraphQL, through) => {
  it(`does not work for the ${actor}, at any door`, async () => {
    const before = await stored()
    const client = await clientOf(actor)
    for (const mutation of overGraphQL) {
      const { errors } = await client(`mutation { ${mutation} }`)
      expect({ mutation, errors: errors?.length }).toEqual({
        mutation,
        errors: 1,
      })
    }
    for (const attempt of through) {
      // Some are refused, and some find nothing to do.
      await outcomeOf(actor, attempt)
    }
    expect(await stored()).toEqual(before)
  })
})

describe('What is hidden in an organization is reached by no relation', () => {
  // To each outsider: somebody else's organization, its drafts, and what hangs on them.
  const outsiders: Person[] = ['stranger', 'admin', 'moderator', 'rival']
  const HIDDEN = { id: { in: [5, 6, 7, 8] } }

  const counts: Record<string, () => Promise<number>> = {
    'organization → posts': async () =>
      (
        await authDb().organization.findMany({
          where: { id: home },
          select: { posts: { select: { comments: true } } },
        })
      ).length,
    'a count of them': () => authDb().post.count({ where: HIDDEN }),
    'owner → posts': async () =>
      (
        await authDb().user.findUniqueOrThrow({
          where: { id: userOf('owner') },
          select: { posts: { where: HIDDEN } },
        })
      ).posts.length,
    'a count over the owner': async () =>
      (
        await authDb().user.findUniqueOrThrow({
          where: { id: userOf('owner') },
          select: { _count: { select: { posts: { where: HIDDEN } } } },
        })
      )._count.posts,
    'a filter over the organization': () =>
      authDb().user.count({
        where: {
          posts: { some: { organization: { name: { contains: 'home' } } } },
        },
      }),
    'a filter over the group': () =>
      authDb().post.count({ where: { groups: { some: { name: 'circle' } } } }),
    'the negation of one': () =>
      authDb().user.count({
        where: { NOT: { posts: { none: HIDDEN } } },
      }),
  }

  test.each(Object.entries(counts))('%s', async (_way, count) => {
    for (const actor of outsiders) {
      const outcome = await outcomeOf(
        actor,
        async () => (await count()) || null
      )
      expect([actor, outcome]).not.toEqual([actor, 'yes'])
    }
    expect(await outcomeOf('owner', async () => (await count()) || null)).toBe(
      'yes'
    )
  })

  it('nor are comments on a draft, for those who read it', async () => {
    const where = { id: commentOn('open') }
    for (const actor of ['member', 'insider', 'owner', 'chief'] as const) {
      const act = () => authDb().comment.findUnique({ where })
      expect(await outcomeOf(actor, act)).toBe('-')
      const client = await clientOf(actor)
      const { data } = await client(
        `{ post(id: ${TEAM_POSTS.open.id}) { comments { id } commentCount } }`
      )
      expect(data?.post).toEqual({ comments: [], commentCount: 0 })
    }
  })
})
