import {
  addApiToken,
  changeSecrets,
  storedSecrets,
} from 'src/testing/apiTokens'
import { restOf, rpcOf } from 'src/testing/doors'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { PEOPLE, setTeamScene } from 'src/testing/world'
import type { Person } from 'src/testing/world'

/*
 * P3 over HTTP: what people log in with and what tokens are known by is nobody's,
 * not even theirs whose it is, or an admin's.
 */

let door: Door

beforeAll(async () => {
  door = await openDoor('ours')
})

afterAll(() => door.close())

beforeEach(setTeamScene)

const actors: Person[] = ['anonymous', 'owner', 'moderator', 'admin', 'chief']

const userId = PEOPLE.owner.id
const STARTS = { startsWith: 'z' }
const HASH = { hashedPassword: STARTS }
const TOKEN_HASH = { secret: { hash: STARTS } }
const NEW = { hashedPassword: 'mine', salt: 'mine' }
const where = { id: userId }

/** What is asked with the id of a token of the owner's. */
type Ask = (tokenId: number) => [path: string, args: object]

const reads: [string, Ask][] = [
  ['one', () => ['credential/findUnique', { where: { userId } }]],
  [
    'one or an error',
    () => ['credential/findUniqueOrThrow', { where: { userId } }],
  ],
  ['all', () => ['credential/findMany', {}]],
  ['the first', () => ['credential/findFirst', { where: HASH }]],
  [
    'those like it',
    () => ['credential/findMany', { where: { NOT: { OR: [HASH] } } }],
  ],
  ['how many', () => ['credential/count', {}]],
  [
    'the greatest',
    () => [
      'credential/aggregate',
      { _max: { hashedPassword: true, salt: true, resetToken: true } },
    ],
  ],
  [
    'groups',
    () => [
      'credential/groupBy',
      { by: ['salt'], having: { salt: { not: 'x' } } },
    ],
  ],
  [
    'a reset token',
    () => ['credential/findUnique', { where: { resetToken: 'x' } }],
  ],
  [
    'whether it may',
    () => ['credential/check', { operation: 'read', where: { userId } }],
  ],
  [
    'users by it',
    () => [
      'user/findMany',
      { where: { AND: [{ NOT: { credential: HASH } }] } },
    ],
  ],
  [
    'users who have one',
    () => ['user/findMany', { where: { credential: { isNot: null } } }],
  ],
  [
    'users in its order',
    () => [
      'user/findMany',
      { orderBy: { credential: { hashedPassword: 'asc' } } },
    ],
  ],
  [
    'a user with it',
    () => ['user/findUnique', { where, include: { credential: true } }],
  ],
  [
    'it alone',
    () => [
      'user/findUnique',
      { where, select: { credential: { select: { salt: true } } } },
    ],
  ],
  [
    'posts by it',
    () => ['post/count', { where: { owner: { credential: HASH } } }],
  ],
  [
    'posts in its order',
    () => [
      'post/findMany',
      { orderBy: { owner: { credential: { salt: 'asc' } } } },
    ],
  ],
  [
    'members by it',
    () => ['membership/findMany', { where: { user: { credential: HASH } } }],
  ],
  [
    'what a token is known by',
    (tokenId) => ['apiTokenSecret/findUnique', { where: { tokenId } }],
  ],
  ['all that tokens are known by', () => ['apiTokenSecret/findMany', {}]],
  ['by a hash', () => ['apiTokenSecret/findUnique', { where: { hash: 'z1' } }]],
  [
    'the greatest hash',
    () => ['apiTokenSecret/aggregate', { _max: { hash: true }, _count: true }],
  ],
  [
    'hashes as groups',
    () => [
      'apiTokenSecret/groupBy',
      { by: ['hash'], orderBy: { hash: 'asc' } },
    ],
  ],
  [
    'a token with it',
    (id) => [
      'apiToken/findUnique',
      { where: { id }, include: { secret: true } },
    ],
  ],
  [
    'tokens by it',
    () => ['apiToken/findMany', { where: { OR: [{ NOT: TOKEN_HASH }] } }],
  ],
  [
    'tokens in its order',
    () => ['apiToken/findMany', { orderBy: { secret: { hash: 'desc' } } }],
  ],
  [
    'users by it',
    () => ['user/count', { where: { apiTokens: { some: TOKEN_HASH } } }],
  ],
  ['counts of requests', () => ['rateCount/findMany', {}]],
]

const writes: [string, Ask][] = [
  ['create', () => ['credential/create', { data: { userId, ...NEW } }]],
  [
    'create many',
    () => ['credential/createMany', { data: [{ userId, ...NEW }] }],
  ],
  ['update', () => ['credential/update', { where: { userId }, data: NEW }]],
  ['update many', () => ['credential/updateMany', { data: NEW }]],
  [
    'update many, and see',
    () => ['credential/updateManyAndReturn', { data: NEW }],
  ],
  [
    'upsert',
    () => [
      'credential/upsert',
      { where: { userId }, create: { userId, ...NEW }, update: NEW },
    ],
  ],
  ['delete', () => ['credential/delete', { where: { userId } }]],
  ['delete many', () => ['credential/deleteMany', {}]],
  [
    'update through the user',
    () => ['user/update', { where, data: { credential: { update: NEW } } }],
  ],
  [
    'upsert through the user',
    () => [
      'user/update',
      { where, data: { credential: { upsert: { create: NEW, update: NEW } } } },
    ],
  ],
  [
    'delete through the user',
    () => ['user/update', { where, data: { credential: { delete: true } } }],
  ],
  [
    'disconnect from the user',
    () => [
      'user/update',
      { where, data: { credential: { delete: { salt: STARTS } } } },
    ],
  ],
  [
    'connect to the user',
    () => [
      'user/update',
      { where, data: { credential: { connect: { userId: 5 } } } },
    ],
  ],
  [
    'connect or create',
    () => [
      'user/update',
      {
        where,
        data: {
          credential: {
            connectOrCreate: { where: { userId: 5 }, create: NEW },
          },
        },
      },
    ],
  ],
  [
    'with a new user',
    () => [
      'user/create',
      {
        data: {
          name: 'Mo',
          email: 'mo@example.com',
          credential: { create: NEW },
        },
      },
    ],
  ],
  [
    'through a post',
    () => [
      'post/update',
      {
        where: { id: 1 },
        data: { owner: { update: { credential: { update: NEW } } } },
      },
    ],
  ],
  [
    'users by it',
    () => [
      'user/updateMany',
      { where: { credential: HASH }, data: { name: 'Found' } },
    ],
  ],
  [
    'delete posts by it',
    () => ['post/deleteMany', { where: { owner: { credential: HASH } } }],
  ],
  [
    'hash',
    (tokenId) => [
      'apiTokenSecret/update',
      { where: { tokenId }, data: { hash: 'mine' } },
    ],
  ],
  ['hashes', () => ['apiTokenSecret/deleteMany', {}]],
  [
    'a hash to a token',
    (id) => [
      'apiTokenSecret/create',
      { data: { hash: 'mine', token: { connect: { id } } } },
    ],
  ],
  [
    'hash through the token',
    (id) => [
      'apiToken/update',
      { where: { id }, data: { secret: { update: { hash: 'mine' } } } },
    ],
  ],
  [
    'a token with a hash',
    () => [
      'apiToken/create',
      { data: { name: 'Mine', secret: { create: { hash: 'mine' } } } },
    ],
  ],
  [
    'tokens by their hash',
    () => ['apiToken/deleteMany', { where: { NOT: TOKEN_HASH } }],
  ],
  ['counts of requests', () => ['rateCount/deleteMany', {}]],
]

const addresses = (tokenId: number): string[] => [
  'credential',
  `credential/${userId}`,
  `credential/${userId}/user`,
  `user/${userId}/credential`,
  `user/${userId}/relationships/credential`,
  `user/${userId}?include=credential`,
  'post?include=owner.credential',
  'user?filter[credential][hashedPassword$startsWith]=z',
  `user?filter[credential]=${userId}`,
  'post?filter[owner][credential][salt$not]=z',
  'user?sort=-credential.hashedPassword',
  'post?sort=owner.credential.salt',
  'user?fields[credential]=salt',
  'apiTokenSecret',
  `apiTokenSecret/${tokenId}`,
  'apiTokenSecret?filter[hash]=z1',
  `apiToken/${tokenId}/secret`,
  'apiToken?include=secret',
  'apiToken?sort=secret.hash',
  'apiToken?filter[secret][hash$startsWith]=z',
  'rateCount',
]

const resource = (type: string, attributes: object, relationships = {}) => ({
  data: { type, attributes, relationships },
})

const changes = (
  tokenId: number
): [method: string, path: string, body?: object][] => [
  ['POST', 'credential', resource('credential', { userId, ...NEW })],
  ['PATCH', `credential/${userId}`, resource('credential', NEW)],
  ['DELETE', `credential/${userId}`],
  [
    'PATCH',
    `user/${userId}`,
    resource(
      'user',
      {},
      { credential: { data: { type: 'credential', id: '5' } } }
    ),
  ],
  [
    'PATCH',
    `user/${userId}/relationships/credential`,
    { data: { type: 'credential', id: '5' } },
  ],
  [
    'PATCH',
    `credential/5/relationships/user`,
    { data: { type: 'user', id: '3' } },
  ],
  [
    'PATCH',
    `apiTokenSecret/${tokenId}`,
    resource('apiTokenSecret', { hash: 'mine' }),
  ],
  ['DELETE', `apiTokenSecret/${tokenId}`],
  [
    'POST',
    'apiToken',
    resource(
      'apiToken',
      { name: 'Mine' },
      { secret: { data: { type: 'apiTokenSecret', id: '1' } } }
    ),
  ],
]

const secretsIn = async () =>
  (await storedSecrets())
    .flat()
    .flatMap((row) => Object.values(row))
    .filter((value) => typeof value === 'string')

describe.each(actors)('Of secrets, the %s', (actor) => {
  test.each(reads)('reads nothing: %s', async (_what, ask) => {
    const { id } = await addApiToken('owner')
    const answer = async () => {
      const { status, body } = await rpcOf(door, actor)(...ask(id))
      return { status, body }
    }
    const secrets = await secretsIn()
    const before = await answer()
    expect([200, 401, 403, 404]).toContain(before.status)
    const told = JSON.stringify(before.body)
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([])
    await changeSecrets()
    expect(await answer()).toEqual(before)
  })

  test.each(writes)('changes nothing: %s', async (_what, ask) => {
    const { id } = await addApiToken('owner')
    const before = await storedSecrets()
    const { status, body } = await rpcOf(door, actor)(...ask(id))
    expect([200, 401, 403, 404]).toContain(status)
    if (status === 200) {
      // Of many, none.
      expect([{ count: 0 }, []]).toContainEqual(body.data)
    }
    expect(await storedSecrets()).toEqual(before)
  })

  it('reads nothing over REST', async () => {
    const { id } = await addApiToken('owner')
    const answers = async () => {
      const told: [string, number, unknown][] = []
      for (const address of addresses(id)) {
        const { status, body } = await restOf(door, actor)(address)
        told.push([address, status, body])
      }
      return told
    }
    const secrets = await secretsIn()
    const before = await answers()
    const told = JSON.stringify(before)
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([])
    expect(before.filter(([, status]) => status >= 500)).toEqual([])
    await changeSecrets()
    expect(await answers()).toEqual(before)
  })

  it('changes nothing over REST', async () => {
    const { id } = await addApiToken('owner')
    const before = await storedSecrets()
    for (const [method, path, body] of changes(id)) {
      const { status } = await restOf(door, actor)(path, { method, body })
      expect([path, [400, 401, 403, 404].includes(status)]).toEqual([
        path,
        true,
      ])
    }
    expect(await storedSecrets()).toEqual(before)
  })
})

describe('There is no way round the rules by a name', () => {
  test.each([
    ...['$queryRaw', '$queryRawUnsafe', '$executeRaw', '$executeRawUnsafe'],
    ...['$runCommandRaw', '$transaction', '$extends', '$parent', 'fields'],
    ...['findRaw', 'aggregateRaw', 'constructor', '__proto__', 'then', 'name'],
  ])('%s is no operation, model, type or relationship', async (name) => {
    const q = ['SELECT * FROM "Credential"']
    for (const path of [
      `post/${name}`,
      `${name}/findMany`,
      `${name}/${name}`,
    ]) {
      expect((await rpcOf(door, 'admin')(path, q)).status).toBe(404)
    }
    const rest = restOf(door, 'admin')
    for (const path of [name, `${name}/1`, `post/1/${name}`]) {
      expect((await rest(path)).status).toBe(404)
    }
  })
})
