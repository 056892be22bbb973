import { restOf, rpcOf } from 'src/testing/doors'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { askRaw } from 'src/testing/tables'
import {
  GROUPS,
  ORGANIZATIONS,
  TEAM_POSTS,
  membershipOf,
  setTeamScene,
} from 'src/testing/world'
import type { Person } from 'src/testing/world'

let door: Door

beforeAll(async () => {
  door = await openDoor('ours')
})

afterAll(() => door.close())

beforeEach(setTeamScene)

const home = ORGANIZATIONS.home.id
const { inside, open, shared } = TEAM_POSTS
const rpc = (actor: Person) => rpcOf(door, actor)
const rest = (actor: Person) => restOf(door, actor)
const keyOf = (actor: 'insider' | 'owner') => ({
  userId_organizationId: membershipOf(actor, 'home'),
})

const idOfMembership = async (actor: 'insider' | 'owner') => {
  const where = membershipOf(actor, 'home')
  const [found] = await askRaw([
    { model: 'Membership', operation: 'findFirst', args: { where } },
  ])
  return (found as { result: { id: number } }).result.id
}

/** Over RPC, and whether it answers with something. */
const reads: [path: string, args: object][] = [
  ['post/findUnique', { where: { id: shared.id } }],
  ['post/findMany', { where: { id: { in: [open.id, shared.id] } } }],
  ['post/count', { where: { organizationId: home } }],
  ['organization/findUnique', { where: { slug: 'home' } }],
  ['organization/findMany', {}],
  ['membership/findMany', {}],
  ['group/findFirst', { where: { id: GROUPS.circle.id } }],
  ['groupMember/count', {}],
  ['user/count', { where: { memberships: { some: {} } } }],
  ['post/check', { operation: 'read', where: { id: shared.id } }],
]

const NOTHING = [null, 0, false]

/** Whether each of them answers with something. */
const isSomething = async (actor: Person) => {
  const told: [string, boolean][] = []
  for (const [path, args] of reads) {
    const { status, body } = await rpc(actor)(path, args)
    const data: unknown = body.data
    const isEmpty = Array.isArray(data)
      ? data.length === 0
      : NOTHING.includes(data as null)
    told.push([`${status} ${path}`, !isEmpty])
  }
  return told
}

const addresses = [
  `post/${shared.id}`,
  `organization/${home}`,
  `organization/${home}/posts`,
  `organization/${home}/members`,
  `group/${GROUPS.circle.id}`,
  `group/${GROUPS.circle.id}/relationships/posts`,
]

const statuses = async (actor: Person) => {
  const told: number[] = []
  for (const address of addresses) {
    told.push((await rest(actor)(address)).status)
  }
  return told
}

const ways: [string, () => Promise<{ status: number }>][] = [
  [
    'has left, over RPC',
    () => rpc('insider')('membership/delete', { where: keyOf('insider') }),
  ],
  [
    'has left with all their memberships',
    () =>
      rpc('insider')('user/update', {
        where: { id: keyOf('insider').userId_organizationId.userId },
        data: { memberships: { deleteMany: {} } },
      }),
  ],
  [
    'has left, over REST',
    async () =>
      rest('insider')(`membership/${await idOfMembership('insider')}`, {
        method: 'DELETE',
      }),
  ],
  [
    'was removed, over RPC',
    () => rpc('chief')('membership/delete', { where: keyOf('insider') }),
  ],
  [
    'was removed, over REST',
    async () =>
      rest('chief')(`membership/${await idOfMembership('insider')}`, {
        method: 'DELETE',
      }),
  ],
]

test.each(ways)(
  'Who %s, keeps no access to what the team shares (T5)',
  async (_way, leave) => {
    expect(await isSomething('insider')).toEqual(
      reads.map(([path]) => [`200 ${path}`, true])
    )
    expect(await statuses('insider')).toEqual(addresses.map(() => 200))
    const { status } = await leave()
    expect([200, 204]).toContain(status)
    expect(await isSomething('insider')).toEqual(
      reads.map(([path]) => [`200 ${path}`, false])
    )
    expect(await statuses('insider')).toEqual(addresses.map(() => 404))
  }
)

test('who has left keeps their own, and shares no more of it there (T5)', async () => {
  await rpc('owner')('membership/delete', { where: keyOf('owner') })
  const update = async (data: object, id: number = inside.id) =>
    (await rpc('owner')('post/update', { where: { id }, data })).status
  expect(await update({ title: 'New' })).toBe(200)
  expect(await update({ isPublic: true })).toBe(403)
  expect(await update({ isPublic: false }, open.id)).toBe(200)
  expect(await update({ groups: { connect: { id: GROUPS.circle.id } } })).toBe(
    404
  )
  expect(await update({ groups: { set: [] } }, shared.id)).toBe(200)
  const { status } = await rpc('owner')('post/create', {
    data: { title: 'x', body: '', organizationId: home },
  })
  expect(status).toBe(404)
})
