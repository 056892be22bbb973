import { env } from 'src/lib/env'
import { restOf, rpcOf } from 'src/testing/doors'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import {
  ORGANIZATIONS,
  PEOPLE,
  POSTS,
  TEAM_POSTS,
  commentOn,
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

const where = { id: POSTS.published.id }
const HELLO = { title: 'Hello', body: 'Words.' }
const member = { userId_organizationId: membershipOf('member', 'home') }

type Denial = [
  what: string,
  actor: Person,
  rpc: [path: string, args: object],
  rest?: [method: string, path: string, body?: object],
]

const denials: Denial[] = [
  [
    'creating a post',
    'reader',
    ['post/create', { data: HELLO }],
    ['POST', 'post', { data: { type: 'post', attributes: HELLO } }],
  ],
  [
    'editing it',
    'stranger',
    ['post/update', { where, data: HELLO }],
    ['PATCH', 'post/1', { data: { type: 'post', attributes: HELLO } }],
  ],
  [
    'giving it away',
    'owner',
    ['post/update', { where, data: { ownerId: PEOPLE.stranger.id } }],
    [
      'PATCH',
      'post/1/relationships/owner',
      { data: { type: 'user', id: String(PEOPLE.stranger.id) } },
    ],
  ],
  ['deleting it', 'admin', ['post/delete', { where }], ['DELETE', 'post/1']],
  [
    'opening what is shared',
    'insider',
    [
      'post/update',
      { where: { id: TEAM_POSTS.shared.id }, data: { isPublic: true } },
    ],
    [
      'PATCH',
      `post/${TEAM_POSTS.shared.id}`,
      { data: { type: 'post', attributes: { isPublic: true } } },
    ],
  ],
  [
    'deleting a comment',
    'owner',
    ['comment/delete', { where: { id: commentOn('published') } }],
    ['DELETE', `comment/${commentOn('published')}`],
  ],
  [
    'a role of their own',
    'member',
    [
      'user/update',
      { where: { id: PEOPLE.member.id }, data: { roles: 'admin' } },
    ],
    [
      'PATCH',
      `user/${PEOPLE.member.id}`,
      { data: { type: 'user', attributes: { roles: 'admin' } } },
    ],
  ],
  [
    'a name of their organization',
    'member',
    [
      'organization/update',
      { where: { id: ORGANIZATIONS.home.id }, data: { name: 'Mine' } },
    ],
    [
      'PATCH',
      `organization/${ORGANIZATIONS.home.id}`,
      { data: { type: 'organization', attributes: { name: 'Mine' } } },
    ],
  ],
  [
    'a role there, inside of another change',
    'member',
    [
      'organization/update',
      {
        where: { id: ORGANIZATIONS.home.id },
        data: {
          members: { update: { where: member, data: { role: 'admin' } } },
        },
      },
    ],
  ],
]

// What stands in schema.zmodel, and what the rules ask.
const TELLING =
  /schema\.zmodel|@@?(allow|deny)|auth\(\)|P200[1-3]|verdict|applies|isDeleted|members\?|\bat .*:\d+/

const DENIED = {
  message: 'You may not do this.',
  reason: 'ACCESS_POLICY_VIOLATION',
  prisma: true,
  code: 'P2004',
  rejectedByPolicy: true,
}

describe.each([
  ['in production', true],
  ['elsewhere', false],
])('A denial tells of no rule %s', (_where, isProduction) => {
  const { isProduction: before } = env
  beforeEach(() => {
    env.isProduction = isProduction
  })
  afterEach(() => {
    env.isProduction = before
  })

  test.each(denials)('%s, to the %s', async (...[, actor, rpc, rest]) => {
    const overRpc = await rpcOf(door, actor)(...rpc)
    expect([overRpc.status, overRpc.body]).toEqual([403, { error: DENIED }])
    expect(JSON.stringify(overRpc.body)).not.toMatch(TELLING)
    if (rest) {
      const [method, path, body] = rest
      const overRest = await restOf(door, actor)(path, { method, body })
      expect([overRest.status, overRest.body]).toEqual([
        403,
        {
          jsonapi: { version: '1.1' },
          errors: [
            {
              status: '403',
              code: 'access-policy-violation',
              title: 'This is not allowed',
              detail: expect.any(String),
            },
          ],
        },
      ])
      expect(JSON.stringify(overRest.body)).not.toMatch(TELLING)
    }
  })

  it('of a filter on what is hidden, only that it is', async () => {
    const where = { OR: [{ credential: { salt: 'x' } }] }
    const { status, body } = await rpcOf(door, 'admin')('user/count', { where })
    const message = 'User.credential is not yours to filter by'
    expect([status, body]).toEqual([403, { error: { ...DENIED, message } }])
  })
})
