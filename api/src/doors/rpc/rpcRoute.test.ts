import { LIMITS } from 'src/lib/rateLimits'
import { addApiToken } from 'src/testing/apiTokens'
import { addressOf, headersOf, rpcOf, send } from 'src/testing/doors'
import type { Request } from 'src/testing/doors'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { askRaw } from 'src/testing/tables'
import {
  ACTORS,
  NOBODY,
  POSTS,
  TEAM_POSTS,
  addPosts,
  breakDatabase,
  commentOn,
  setTeamScene,
} from 'src/testing/world'
import type { Person } from 'src/testing/world'

let door: Door

beforeAll(async () => {
  door = await openDoor('ours')
})

afterAll(() => door.close())

beforeEach(setTeamScene)

const as = (actor: Person) => rpcOf(door, actor)
const at = (path: string, request?: Request) =>
  send(`${door.api}/model/${path}`, request)

/** What is in the database. */
const stored = async (model: string, where = {}) => {
  const query = { model, operation: 'findMany', args: { where } }
  const [answer] = await askRaw([query])
  return 'result' in answer ? answer.result : answer
}

const { published, draft, deleted } = POSTS
const HELLO = { title: 'Hello', body: 'Words.' }

describe('Reading', () => {
  it('a visitor lists what is published, with its dates as dates', async () => {
    const { status, body, headers } = await as('anonymous')('post/findMany')
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    })
    expect(body.data).toMatchObject([{ id: published.id, title: 'published' }])
    expect(body.meta).toEqual({
      serialization: {
        values: { '0.createdAt': ['Date'], '0.updatedAt': ['Date'] },
      },
    })
  })

  test.each<[Person, number[]]>([
    ['anonymous', [1]],
    ['reader', [1]],
    ['stranger', [1]],
    ['owner', [1, 2, 5, 6, 7]],
    ['moderator', [1]],
    ['admin', [1]],
    ['member', [1, 6]],
    ['insider', [1, 6, 7]],
    ['rival', [1]],
  ])('the posts that the %s reads are %j', async (actor, ids) => {
    const { body } = await as(actor)('post/findMany', {
      select: { id: true },
      orderBy: { id: 'asc' },
    })
    expect(body).toEqual({ data: ids.map((id) => ({ id })) })
  })

  it('a draft of somebody else is as a post that is not there', async () => {
    const ask = (id: number, operation: string) =>
      as('stranger')(`post/${operation}`, { where: { id } })
    expect((await ask(draft.id, 'findUnique')).body).toEqual({ data: null })
    for (const operation of ['findUniqueOrThrow', 'findFirstOrThrow']) {
      const hidden = await ask(draft.id, operation)
      expect(hidden.status).toBe(404)
      expect(hidden.body).toEqual((await ask(NOBODY, operation)).body)
    }
  })

  it('counts, sums and groups are of what one may read', async () => {
    const rpc = as('member')
    expect((await rpc('post/count')).body).toEqual({ data: 2 })
    expect(
      (await rpc('post/aggregate', { _count: true, _max: { id: true } })).body
    ).toEqual({ data: { _count: 2, _max: { id: TEAM_POSTS.open.id } } })
    expect(
      (await rpc('post/groupBy', { by: 'published', _count: true })).body
    ).toEqual({
      data: [
        { published: false, _count: 1 },
        { published: true, _count: 1 },
      ],
    })
  })

  it('what has no take has the default', async () => {
    await addPosts(105)
    const all = await as('anonymous')('post/findMany')
    expect(all.body.data).toHaveLength(100)
    const owner = await as('anonymous')('user/findUnique', {
      where: { id: ACTORS.owner.id },
      include: { posts: true },
    })
    expect(owner.body).toMatchObject({ data: { posts: { length: 100 } } })
    const groups = await as('anonymous')('post/groupBy', { by: ['id'] })
    expect(groups.body.data).toHaveLength(100)
  })

  it('asks whether one may', async () => {
    const may = async (actor: Person, question: object) =>
      (await as(actor)('post/check', question)).body.data
    const update = { operation: 'update', where: { id: published.id } }
    expect(await may('owner', update)).toBe(true)
    expect(await may('stranger', update)).toBe(false)
    expect(await may('anonymous', { operation: 'create' })).toBe(false)
    expect(await may('stranger', { operation: 'create' })).toBe(true)
  })
})

describe('Writing', () => {
  it('a writer creates a post of their own', async () => {
    const { status, body } = await as('stranger')('post/create', {
      data: HELLO,
    })
    expect(status).toBe(201)
    expect(body.data).toMatchObject({ ...HELLO, ownerId: ACTORS.stranger.id })
  })

  test.each<[Person, number]>([
    ['anonymous', 401],
    ['reader', 403],
    ['moderator', 403],
    ['member', 403],
  ])('the %s creates none: %d', async (actor, status) => {
    const answer = await as(actor)('post/create', { data: HELLO })
    expect(answer.status).toBe(status)
    expect(answer.body.error).toMatchObject({
      prisma: true,
      code: 'P2004',
    })
    expect(JSON.stringify(answer.body)).not.toContain('schema.zmodel')
  })

  test.each<[Person, number, number]>([
    ['owner', published.id, 200],
    ['stranger', published.id, 403],
    ['anonymous', published.id, 401],
    ['moderator', published.id, 403],
    ['owner', draft.id, 200],
    ['stranger', draft.id, 404],
    ['anonymous', draft.id, 404],
    ['rival', TEAM_POSTS.open.id, 404],
    ['member', TEAM_POSTS.open.id, 403],
    ['owner', deleted.id, 404],
    ['owner', NOBODY, 404],
  ])('the %s edits post %d: %d', async (actor, id, status) => {
    for (const method of ['PUT', 'PATCH']) {
      const answer = await at('post/update', {
        method,
        headers: await headersOf(actor),
        body: { where: { id }, data: { title: 'New' } },
      })
      expect(answer.status).toBe(status)
    }
    const isNew = { id, title: 'New' }
    expect(await stored('Post', isNew)).toHaveLength(status === 200 ? 1 : 0)
  })

  it('to delete a post is to put it into the trash', async () => {
    const where = { id: published.id }
    expect((await as('stranger')('post/delete', { where })).status).toBe(403)
    const { status, body } = await as('owner')('post/delete', { where })
    expect(status).toBe(200)
    expect(body.data).toMatchObject(where)
    expect((await as('owner')('post/delete', { where })).status).toBe(404)
    expect(await stored('Post', where)).toMatchObject([{ isDeleted: true }])
  })

  it('a moderator deletes a comment, and gets it back to show', async () => {
    const where = { id: commentOn('published') }
    expect((await as('reader')('comment/delete', { where })).status).toBe(403)
    const { status, body } = await as('moderator')('comment/delete', { where })
    expect(status).toBe(200)
    expect(body.data).toMatchObject(where)
  })

  it('many at once are those that one may', async () => {
    const change = { data: { isPublic: false }, where: { published: true } }
    const updated = await as('owner')('post/updateMany', change)
    expect(updated.body).toEqual({ data: { count: 1 } })
    const others = await as('stranger')('post/updateMany', change)
    expect(others.body).toEqual({ data: { count: 0 } })
    const made = await as('owner')('post/createMany', { data: [HELLO, HELLO] })
    expect([made.status, made.body]).toEqual([201, { data: { count: 2 } }])
    const gone = await as('owner')('post/deleteMany', { where: HELLO })
    expect(gone.body).toEqual({ data: { count: 2 } })
  })

  it('an upsert says whether it has created', async () => {
    const upsert = (id: number) =>
      as('owner')('post/upsert', {
        where: { id },
        create: HELLO,
        update: { title: 'Mine' },
      })
    expect((await upsert(published.id)).status).toBe(200)
    expect((await upsert(NOBODY)).status).toBe(201)
  })

  it('a broken limit is 422, field by field', async () => {
    const { status, body } = await as('anonymous')('comment/create', {
      data: { name: ' ', body: '', postId: published.id },
    })
    expect(status).toBe(422)
    expect(body.error).toMatchObject({
      reason: 'DATA_VALIDATION_VIOLATION',
      rejectedByValidation: true,
      zodErrors: {
        issues: [
          { path: ['name'], message: 'Needs 1 to 80 characters' },
          { path: ['body'], message: 'Needs 1 to 5,000 characters' },
        ],
      },
    })
  })

  it('what is taken is 409', async () => {
    const data = { name: 'Home again', slug: 'home' }
    const taken = await as('stranger')('organization/create', { data })
    expect(taken.status).toBe(409)
    expect(taken.body.error).toMatchObject({
      reason: 'CONFLICT',
      message: 'Another organization has this short name.',
    })
  })

  it('what superjson says was undefined is not there', async () => {
    const meta = { serialization: { values: { 'data.body': ['undefined'] } } }
    const { status } = await at('post/update', {
      method: 'PATCH',
      headers: await headersOf('owner'),
      body: { where: { id: 1 }, data: { title: 'New', body: null }, meta },
    })
    expect(status).toBe(200)
  })
})

describe('With an API token', () => {
  const bearer = ({ token }: { token: string }) => ({
    authorization: `Bearer ${token}`,
  })
  const create = (headers: Record<string, string>) =>
    at('post/create', { method: 'POST', headers, body: { data: HELLO } })

  it('one acts as its owner, and needs no other proof', async () => {
    const { status, body } = await create(bearer(await addApiToken('owner')))
    expect(status).toBe(201)
    expect(body.data).toMatchObject({ ownerId: ACTORS.owner.id })
  })

  it('that is read-only, one reads and changes nothing', async () => {
    const headers = bearer(await addApiToken('owner', { isReadOnly: true }))
    expect((await at('post/count', { headers })).body).toEqual({ data: 5 })
    const { status, body } = await create(headers)
    expect(status).toBe(403)
    expect(body.error).toMatchObject({
      message: 'This API token is read-only.',
    })
  })

  it('that nobody has, one is nobody', async () => {
    expect((await create(bearer({ token: 'canopy_x' }))).status).toBe(401)
  })
})

describe('What comes too often', () => {
  const { requests } = LIMITS
  const { most } = requests
  afterEach(() => {
    requests.most = most
  })

  it('is 429, with the time to come again', async () => {
    requests.most = 1
    const answers = []
    for (let n = 0; n < 3; n++) {
      answers.push(await as('insider')('post/count'))
    }
    const { status, headers, body } = answers[2]
    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    expect(body.error).toMatchObject({ reason: 'TOO_MANY_REQUESTS' })
  })
})

describe('What is hidden', () => {
  const HASH = { hashedPassword: { startsWith: 'a' } }
  // As in the attacks on ZenStack's own runtime.
  const attacks: [string, object][] = [
    ['user/findMany', { where: { credential: HASH } }],
    ['user/findMany', { where: { AND: [{ credential: HASH }] } }],
    ['user/findMany', { where: { OR: [{ NOT: { credential: HASH } }] } }],
    [
      'user/findMany',
      { where: { posts: { some: { owner: { credential: HASH } } } } },
    ],
    ['user/aggregate', { _max: { email: true } }],
    ['user/groupBy', { by: ['email'] }],
    ['user/findMany', { orderBy: { email: 'asc' } }],
    ['user/findMany', { orderBy: { credential: { salt: 'asc' } } }],
    ['user/findMany', { where: { email: { startsWith: 'a' } } }],
    ['user/findMany', { distinct: ['email'] }],
    ['user/findMany', { cursor: { email: 'admin@example.com' } }],
    ['user/findUnique', { where: { email: 'admin@example.com' } }],
    ['user/findMany', { include: { credential: true } }],
    ['credential/findMany', { where: HASH }],
    ['credential/aggregate', { _max: { salt: true } }],
    [
      'credential/create',
      { data: { userId: 1, hashedPassword: 'a', salt: 'b' } },
    ],
    ['credential/deleteMany', {}],
  ]

  test.each(attacks)('%s of %j tells a visitor nothing', async (path, args) => {
    const before = await stored('Credential')
    const { status, body } = await as('anonymous')(path, args)
    const told = JSON.stringify(body)
    expect(told).not.toMatch(/example\.com|hashedPassword":"|salt":"/)
    expect([200, 401]).toContain(status)
    expect(await stored('Credential')).toEqual(before)
  })

  test.each(['$queryRaw', '$executeRaw', 'fields', '__proto__', 'then'])(
    'there is no operation %s',
    async (operation) => {
      const answer = await as('admin')(`post/${operation}`)
      expect(answer.status).toBe(404)
    }
  )
})

describe('Bad requests', () => {
  const bad: [string, string, Request, number, string?][] = [
    ['an unknown model', 'nothing/findMany', {}, 404],
    ['a model by its name in the schema', 'Post/findMany', {}, 404],
    ['an unknown operation', 'post/findAll', {}, 404],
    ['no operation', 'post', {}, 404],
    ['a path below', 'post/findMany/1', {}, 404],
    ['text that is no JSON', addressOf('post/findMany', '{'), {}, 400, 'q'],
    ['a list', addressOf('post/findMany', []), {}, 400],
    ['null', addressOf('post/findMany', 'null'), {}, 400],
    ['q twice', 'post/findMany?q=%7B%7D&q=%7B%7D', {}, 400, 'q'],
    ['another parameter', 'post/findMany?where=1', {}, 400, 'where'],
    ['q of bytes that are no UTF-8', 'post/findMany?q=%C3%28', {}, 400],
    [
      'an unknown field deep inside',
      addressOf('post/findMany', { where: { OR: [{ AND: { nope: 1 } }] } }),
      {},
      400,
      'where.OR[0].AND.nope',
    ],
    [
      'a value of a wrong type',
      addressOf('post/findMany', { where: { owner: { id: { gt: 'x' } } } }),
      {},
      400,
      'where.owner.id.gt',
    ],
    [
      'a number beyond Int',
      addressOf('post/findMany', { where: { id: 2 ** 31 } }),
      {},
      400,
      'where.id',
    ],
    ['too many', addressOf('post/findMany', { take: 101 }), {}, 400, 'take'],
    [
      'too many inside',
      addressOf('post/findMany', { include: { comments: { take: 101 } } }),
      {},
      400,
      'include.comments.take',
    ],
    [
      'lists in lists in lists',
      addressOf('user/findMany', {
        include: { posts: { include: { comments: true } } },
      }),
      {},
      400,
    ],
    [
      'a thousand alternatives',
      addressOf('post/count', { where: { OR: Array(1000).fill({}) } }),
      {},
      400,
    ],
    [
      'a filter of a hundred levels',
      addressOf(
        'post/count',
        `{"where":${'{"AND":'.repeat(100)}{}${'}'.repeat(100)}}`
      ),
      {},
      400,
    ],
    [
      'a prototype',
      addressOf('post/findMany', '{"where":{"__proto__":{"id":1}}}'),
      {},
      400,
      'where',
    ],
    [
      'a constructor',
      addressOf('post/findMany', { where: { constructor: { id: 1 } } }),
      {},
      400,
      'where.constructor',
    ],
    ['a NUL', addressOf('post/count', { where: { title: 'a\0' } }), {}, 400],
    ['a meta of nothing', 'post/findMany?q={}&meta={}', {}, 400],
    ['a method of another operation', 'post/findMany', { method: 'POST' }, 405],
    ['no body', 'post/create', { method: 'POST' }, 400, 'body'],
    ['an empty body', 'post/create', { method: 'POST', body: '' }, 400],
    [
      'what is missing',
      'post/create',
      { method: 'POST', body: { data: { title: 'x' } } },
      400,
      'data.body',
    ],
    [
      'a comment on nothing',
      'comment/create',
      { method: 'POST', body: { data: { name: 'x', body: 'y' } } },
      400,
      'data.postId',
    ],
    [
      'bytes that are no UTF-8',
      'post/create',
      { method: 'POST', body: new Uint8Array([34, 0xc3, 0x28, 34]) },
      400,
      'body',
    ],
    [
      'a form',
      'post/create',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'title=x',
      },
      415,
    ],
    [
      'plain text',
      'post/create',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' },
      415,
    ],
    [
      'what is too large',
      'post/create',
      { method: 'POST', body: { data: { title: 'x'.repeat(2 ** 20) } } },
      413,
    ],
    [
      'a delete that says which in its body',
      'post/deleteMany',
      { method: 'DELETE', body: { where: { id: 1 } } },
      400,
    ],
  ]

  test.each(bad)('%s', async (...[, path, request, status, place]) => {
    const answer = await at(path, {
      ...request,
      headers: { ...(await headersOf('owner')), ...request.headers },
    })
    expect({ status: answer.status, error: answer.body.error }).toEqual({
      status,
      error: expect.objectContaining({
        message: expect.any(String),
        reason: expect.any(String),
        ...(place && { path: place }),
      }),
    })
    expect(JSON.stringify(answer.body)).not.toMatch(
      /prisma\.|invocation|\bat .*:\d+|SELECT/i
    )
  })

  it('an address that is no UTF-8 is one', async () => {
    const { status } = await at('post/%C3')
    expect(status).toBe(400)
  })

  it('a change with a session that another site may have sent is one', async () => {
    const { cookie } = await headersOf('owner')
    const answer = await at('post/delete?q={"where":{"id":1}}', {
      method: 'DELETE',
      headers: { cookie },
    })
    expect(answer.status).toBe(403)
    expect(answer.body.error).toMatchObject({ reason: 'WRONG_IDENTITY' })
  })

  it('a session that is forged is 401, and no visitor', async () => {
    const answer = await at('post/findMany', {
      headers: { cookie: 'session_8911=AAAA|BBBB' },
    })
    expect(answer.status).toBe(401)
    expect(answer.body.error).toMatchObject({ reason: 'WRONG_IDENTITY' })
  })

  it('when the database breaks, nothing is told of it', async () => {
    const mend = await breakDatabase()
    try {
      const { status, body } = await as('anonymous')('post/findMany')
      expect(status).toBe(500)
      expect(body).toEqual({
        error: { message: 'Something went wrong.', reason: 'INTERNAL_ERROR' },
      })
    } finally {
      await mend()
    }
  })
})
