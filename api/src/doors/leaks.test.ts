import { restOf, rpcOf } from 'src/testing/doors'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { askRaw } from 'src/testing/tables'
import {
  POSTS,
  PEOPLE,
  changeWhatMembersDoNotSee,
  changeWhatStrangersDoNotSee,
  setTeamScene,
} from 'src/testing/world'
import type { Person } from 'src/testing/world'

/*
 * Ways to learn over HTTP what one may not read. Each is tried twice, and in between
 * all that is hidden is made another: the answers must be the same, and are, by the
 * statuses that stand here. Without rules they would differ: no row is idle.
 */

let door: Door

beforeAll(async () => {
  door = await openDoor('ours')
})

afterAll(() => door.close())

beforeEach(setTeamScene)

type Leak = [
  what: string,
  rpc: [path: string, args: Record<string, unknown>, status: number],
  /** None where JSON:API has no words for it. */
  rest?: [path: string, status: number],
]

const HASH = { hashedPassword: { startsWith: 'z' } }
const ADDRESS = { email: { endsWith: '.org' } }
const CHANGED = { startsWith: 'Changed' }
const BY_ID = { orderBy: { id: 'asc' } }

const users = (where: object, status: number): Leak[1] => [
  'user/findMany',
  { where, ...BY_ID },
  status,
]

/** What is closed to everybody: login secrets. */
const secrets: Leak[] = [
  [
    'a filter on a password hash',
    users({ credential: HASH }, 403),
    ['user?filter[credential][hashedPassword$startsWith]=z', 403],
  ],
  [
    'one inside of AND',
    users({ AND: [{ id: { gt: 0 } }, { credential: HASH }] }, 403),
    [
      'user?filter[id$gt]=0&filter[credential][hashedPassword$startsWith]=z',
      403,
    ],
  ],
  [
    'one inside of OR',
    users({ OR: [{ id: -1 }, { credential: { is: HASH } }] }, 403),
  ],
  [
    'one inside of NOT',
    users({ NOT: { credential: HASH } }, 403),
    ['user?filter[credential][hashedPassword$not]=z', 403],
  ],
  [
    'one inside of all three',
    users({ OR: [{ id: -1 }, { NOT: { AND: [{ credential: HASH }] } }] }, 403),
  ],
  [
    'one with isNot',
    users({ AND: { OR: [{ credential: { isNot: HASH } }] } }, 403),
  ],
  [
    'one at the end of two relations',
    users({ posts: { some: { owner: { credential: HASH } } } }, 403),
    ['user?filter[posts][owner][credential][hashedPassword$startsWith]=z', 403],
  ],
  [
    'one behind none and every',
    users(
      {
        posts: {
          none: {
            comments: { every: { post: { owner: { credential: HASH } } } },
          },
        },
      },
      403
    ),
  ],
  [
    'one of a count',
    ['user/count', { where: { NOT: [{ credential: HASH }] } }, 403],
  ],
  [
    'an order by one',
    [
      'user/findMany',
      { orderBy: [{ credential: { salt: 'asc' } }, { id: 'desc' }] },
      403,
    ],
    ['user?sort=credential.salt,-id', 403],
  ],
  [
    'the greatest of them',
    ['credential/aggregate', { _max: { hashedPassword: true } }, 200],
    ['credential?sort=-hashedPassword', 200],
  ],
  [
    'them as groups',
    ['credential/groupBy', { by: ['salt'], orderBy: { salt: 'asc' } }, 200],
    ['credential?filter[salt]=z', 200],
  ],
  [
    'one by the key of another',
    ['credential/findUnique', { where: { userId: 3 } }, 200],
    ['credential/3', 404],
  ],
  [
    'one with its user',
    [
      'user/findUnique',
      { where: { id: 3 }, include: { credential: true } },
      200,
    ],
    ['user/3?include=credential', 400],
  ],
]

/** A field that is closed to a stranger, on some rows or on all. */
const fields: Leak[] = [
  [
    'a filter on an e-mail address',
    users(ADDRESS, 200),
    ['user?filter[email$endsWith]=.org', 200],
  ],
  ['one inside of AND', users({ AND: [{ AND: ADDRESS }] }, 200)],
  ['one inside of OR', users({ OR: [{ id: 4 }, ADDRESS] }, 200)],
  [
    'one inside of NOT',
    users({ NOT: [ADDRESS] }, 200),
    ['user?filter[email$not]=owner@example.com', 200],
  ],
  [
    'one at the end of a relation',
    [
      'post/findMany',
      { where: { NOT: { owner: { is: { OR: [ADDRESS] } } } } },
      200,
    ],
    ['post?filter[owner][email$endsWith]=.org', 200],
  ],
  [
    'how many are admins',
    users({ roles: 'admin' }, 200),
    ['user?filter[roles]=admin', 200],
  ],
  [
    'how many are not',
    ['user/count', { where: { roles: { not: 'admin' } } }, 200],
  ],
  [
    'how many have an address',
    ['user/aggregate', { where: ADDRESS, _count: { email: true } }, 200],
  ],
  [
    'the greatest address',
    ['user/aggregate', { _max: { email: true }, _min: { roles: true } }, 200],
  ],
  [
    'addresses as groups',
    ['user/groupBy', { by: ['email'], orderBy: { email: 'asc' } }, 200],
  ],
  [
    'roles as groups, and how many have each',
    [
      'user/groupBy',
      { by: ['roles'], _count: true, orderBy: { roles: 'asc' } },
      200,
    ],
  ],
  [
    'groups that have an address',
    [
      'user/groupBy',
      {
        by: ['id'],
        having: { email: { _max: { endsWith: '.org' } } },
        ...BY_ID,
      },
      200,
    ],
  ],
  [
    'groups in the order of addresses',
    [
      'user/groupBy',
      {
        by: ['id'],
        orderBy: { _max: { email: 'asc' } },
        _max: { roles: true },
      },
      200,
    ],
  ],
  [
    'an order by addresses',
    ['user/findMany', { orderBy: [{ email: 'desc' }, { id: 'asc' }] }, 200],
    ['user?sort=-email', 200],
  ],
  [
    'an order by the roles of owners',
    [
      'post/findMany',
      { orderBy: [{ owner: { roles: 'desc' } }, { id: 'asc' }] },
      200,
    ],
    ['post?sort=-owner.roles', 200],
  ],
  [
    'users told apart by role',
    ['user/findMany', { distinct: ['roles'], ...BY_ID }, 200],
  ],
  [
    'a page from an address on',
    ['user/findMany', { cursor: { email: PEOPLE.owner.email } }, 200],
  ],
  [
    'a user by their address',
    ['user/findUnique', { where: { email: PEOPLE.owner.email } }, 200],
  ],
  [
    'the fields of a user',
    ['user/findUnique', { where: { id: 3 } }, 200],
    ['user/3?fields[user]=email,roles,name', 200],
  ],
]

/** The same of a visitor, who sees them on no row, and is told so. */
const fieldsOfVisitors = fields
  .slice(0, -1)
  .map(
    ([what, [path, args], rest]): Leak => [
      what,
      [path, args, 401],
      rest && [rest[0], 401],
    ]
  )

/** Rows that are hidden from a stranger. */
const rows: Leak[] = [
  [
    'a draft by its key',
    ['post/findUnique', { where: { id: POSTS.draft.id } }, 200],
    [`post/${POSTS.draft.id}`, 404],
  ],
  [
    'who has drafts',
    users({ posts: { some: { title: CHANGED } } }, 200),
    ['user?filter[posts][title$startsWith]=Changed', 200],
  ],
  [
    'who has none',
    users({ NOT: { OR: [{ posts: { none: { title: CHANGED } } }] } }, 200),
  ],
  [
    'whose posts are all alike',
    users({ AND: [{ posts: { every: { title: CHANGED } } }] }, 200),
  ],
  [
    'how many posts people have',
    [
      'user/findMany',
      { select: { _count: { select: { posts: true } } }, ...BY_ID },
      200,
    ],
    ['user/1/posts', 200],
  ],
  [
    'who has most',
    [
      'user/findMany',
      { orderBy: [{ posts: { _count: 'desc' } }, { id: 'desc' }] },
      200,
    ],
  ],
  [
    'the greatest title',
    ['post/aggregate', { _max: { title: true }, _count: true }, 200],
    ['post?sort=title', 200],
  ],
  [
    'titles as groups',
    [
      'post/groupBy',
      {
        by: ['title'],
        _count: true,
        having: { title: { not: 'x' } },
        orderBy: { title: 'asc' },
      },
      200,
    ],
  ],
  [
    'owners by how many posts they have',
    [
      'post/groupBy',
      { by: ['ownerId'], orderBy: { _count: { id: 'desc' } } },
      200,
    ],
  ],
  [
    'a page from a draft on',
    [
      'post/findMany',
      { cursor: { id: POSTS.former.id }, orderBy: { id: 'desc' } },
      200,
    ],
  ],
  [
    'how many come before a draft',
    [
      'post/count',
      { cursor: { id: POSTS.former.id }, orderBy: { id: 'desc' } },
      200,
    ],
  ],
  [
    'comments on drafts, in the order of their titles',
    [
      'comment/findMany',
      { orderBy: [{ post: { title: 'desc' } }, { id: 'asc' }] },
      200,
    ],
    ['comment?sort=-post.title', 200],
  ],
  [
    'comments on drafts, by their titles',
    ['comment/count', { where: { NOT: { post: { title: CHANGED } } } }, 200],
    ['comment?filter[post][title$startsWith]=Changed', 200],
  ],
  [
    'users with all that is theirs',
    [
      'user/findMany',
      {
        include: {
          posts: { take: 9, include: { groups: true, comments: { take: 9 } } },
          organizations: { take: 9, include: { groups: true, members: true } },
          memberships: { take: 9 },
          groups: { take: 9 },
        },
        take: 9,
        ...BY_ID,
      },
      200,
    ],
    ['user?include=posts,organizations,memberships,groups&page[limit]=20', 200],
  ],
  ['messages that were sent', ['contact/count', {}, 200], ['contact', 200]],
]

/** An organization that one is no member of. */
const organizations: Leak[] = [
  [
    'its name, by a filter on its groups',
    ['group/findMany', { where: { organization: { name: CHANGED } } }, 200],
    ['group?filter[organization][name$startsWith]=Changed', 200],
  ],
  [
    'its name, by a filter on groups of posts',
    [
      'post/findMany',
      { where: { groups: { some: { organization: { name: CHANGED } } } } },
      200,
    ],
    ['post?filter[groups][organization][name$startsWith]=Changed', 200],
  ],
  [
    'its name, by a filter on people',
    users(
      {
        OR: [
          {
            memberships: { some: { organization: { is: { name: CHANGED } } } },
          },
        ],
      },
      200
    ),
    ['user?filter[memberships][organization][name$startsWith]=Changed', 200],
  ],
  [
    'its name, by a filter on its founder',
    users({ NOT: { organizations: { none: { name: CHANGED } } } }, 200),
    ['user?filter[organizations][name$startsWith]=Changed', 200],
  ],
  [
    'its name, by an order',
    [
      'membership/findMany',
      { orderBy: [{ organization: { name: 'asc' } }, { id: 'asc' }] },
      200,
    ],
    ['membership?sort=organization.name', 200],
  ],
  [
    'its name, as the greatest',
    ['organization/aggregate', { _max: { name: true }, _count: true }, 200],
    ['organization?sort=name', 200],
  ],
  [
    'it, by its short name',
    ['organization/findUnique', { where: { slug: 'home' } }, 200],
    ['organization?filter[slug]=home', 200],
  ],
  [
    'it, by its key',
    ['organization/findUnique', { where: { id: 1 } }, 200],
    ['organization/1', 404],
  ],
  [
    'who is in its groups',
    users({ groups: { some: { group: { id: { gt: 0 } } } } }, 200),
    ['user?filter[groups][groupId$gt]=0', 200],
  ],
  ['who is invited', ['invitation/findMany', {}, 200], ['invitation', 200]],
  [
    'its posts and their comments',
    [
      'organization/findMany',
      { include: { posts: { take: 9, include: { comments: { take: 9 } } } } },
      200,
    ],
    ['organization/1/posts?include=comments', 404],
  ],
  [
    'how many posts it has',
    ['organization/findMany', { select: { _count: true } }, 200],
    ['organization/1/relationships/posts', 404],
  ],
]

/** What a member does not see of their own organization. */
const ofMembers: Leak[] = [
  [
    'drafts, through it',
    [
      'organization/findMany',
      { include: { posts: { take: 9, include: { comments: { take: 9 } } } } },
      200,
    ],
    ['organization/1/posts?include=comments', 200],
  ],
  [
    'how many drafts it has',
    [
      'organization/findMany',
      { select: { _count: { select: { posts: true } } } },
      200,
    ],
    ['organization/1/relationships/posts', 200],
  ],
  [
    'a title, by a filter on its posts',
    [
      'organization/findMany',
      { where: { AND: [{ NOT: { posts: { none: { title: CHANGED } } } }] } },
      200,
    ],
    ['organization?filter[posts][title$startsWith]=Changed', 200],
  ],
  [
    'a comment, by a filter on its posts',
    [
      'organization/count',
      { where: { posts: { some: { comments: { some: { body: CHANGED } } } } } },
      200,
    ],
    ['organization?filter[posts][comments][body$startsWith]=Changed', 200],
  ],
  [
    'a title, by a filter on what a group shares',
    ['group/findMany', { where: { posts: { some: { title: CHANGED } } } }, 200],
    ['group?filter[posts][title$startsWith]=Changed', 200],
  ],
  [
    'a title, by a filter on what people have',
    [
      'membership/findMany',
      { where: { user: { posts: { some: { title: CHANGED } } } } },
      200,
    ],
    ['membership?filter[user][posts][title$startsWith]=Changed', 200],
  ],
  [
    'comments, by their posts',
    ['comment/findMany', { where: { post: { organizationId: 1 } } }, 200],
    ['comment?filter[post][organizationId]=1', 200],
  ],
  [
    'groups by how much is shared with them',
    [
      'group/findMany',
      { select: { id: true, _count: { select: { posts: true } } } },
      200,
    ],
    ['group/1/posts', 200],
  ],
  [
    'posts of organizations, counted',
    [
      'post/groupBy',
      {
        by: ['organizationId'],
        _count: true,
        orderBy: { organizationId: 'asc' },
      },
      200,
    ],
    ['post?filter[organization]=1', 200],
  ],
  [
    'another organization, by a filter on people',
    users({ memberships: { some: { organization: { name: CHANGED } } } }, 200),
    ['user?filter[memberships][organization][name$startsWith]=Changed', 200],
  ],
]

const modelOf = (delegate: string) =>
  delegate[0].toUpperCase() + delegate.slice(1)

describe.each<[string, Person, () => Promise<unknown>, Leak[]]>([
  ['login secrets', 'stranger', changeWhatStrangersDoNotSee, secrets],
  ['hidden fields', 'stranger', changeWhatStrangersDoNotSee, fields],
  ['hidden fields', 'anonymous', changeWhatStrangersDoNotSee, fieldsOfVisitors],
  ['hidden rows', 'stranger', changeWhatStrangersDoNotSee, rows],
  ["others' teams", 'stranger', changeWhatStrangersDoNotSee, organizations],
  ['their own team', 'member', changeWhatMembersDoNotSee, ofMembers],
])('Of %s, the %s', (_what, actor, change, leaks) => {
  test.each(leaks)(
    'does not learn: %s',
    async (...[, [path, args, status], rest]) => {
      const [delegate, operation] = path.split('/')
      const ask = async () => ({
        rpc: await answerOf(rpcOf(door, actor)(path, args)),
        rest: rest && (await answerOf(restOf(door, actor)(rest[0]))),
      })
      const askWithoutRules = () =>
        askRaw([{ model: modelOf(delegate), operation, args }])
      const [before, all] = [await ask(), await askWithoutRules()]
      await change()
      const [after, otherwise] = [await ask(), await askWithoutRules()]
      expect({ rpc: before.rpc.status, rest: before.rest?.status }).toEqual({
        rpc: status,
        rest: rest?.[1],
      })
      expect(after).toEqual(before)
      expect(otherwise).not.toEqual(all)
    }
  )
})

const answerOf = async (
  response: Promise<{ status: number; body: unknown }>
) => {
  const { status, body } = await response
  return { status, body }
}
