import { restOf, send } from 'src/testing/doors'
import type { Request, Response } from 'src/testing/doors'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { askRaw } from 'src/testing/tables'
import {
  ACTORS,
  GROUPS,
  NOBODY,
  POSTS,
  TEAM_POSTS,
  addPost,
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

const as = (actor: Person) => restOf(door, actor)

const { published, draft, deleted } = POSTS
const { open, shared, inside } = TEAM_POSTS

const stored = async (model: string, where = {}, include?: object) => {
  const query = { model, operation: 'findMany', args: { where, include } }
  const [answer] = await askRaw([query])
  return 'result' in answer ? answer.result : answer
}

const idsIn = ({ body }: Response) =>
  (body.data as unknown as { id: string }[]).map(({ id }) => Number(id))

const post = (attributes: object, id?: number) => ({
  data: { type: 'post', ...(id && { id: String(id) }), attributes },
})
const HELLO = post({ title: 'Hello', body: 'Words.' })
const group = (id: number) => ({ type: 'group', id: String(id) })

describe('Reading', () => {
  it('a visitor lists posts as resources', async () => {
    const { status, headers, body } = await as('anonymous')('post')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/vnd.api+json')
    expect(body).toEqual({
      jsonapi: { version: '1.1' },
      links: {
        self: '/api/rest/post?page%5Boffset%5D=0&page%5Blimit%5D=100',
        first: '/api/rest/post?page%5Boffset%5D=0&page%5Blimit%5D=100',
        last: '/api/rest/post?page%5Boffset%5D=0&page%5Blimit%5D=100',
        prev: null,
        next: null,
      },
      data: [
        {
          type: 'post',
          id: '1',
          attributes: expect.objectContaining({
            title: 'published',
            createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
          }),
          relationships: expect.objectContaining({
            comments: {
              links: {
                self: '/api/rest/post/1/relationships/comments',
                related: '/api/rest/post/1/comments',
              },
            },
          }),
          links: { self: '/api/rest/post/1' },
        },
      ],
      meta: { total: 1 },
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
    const answer = await as(actor)('post?sort=id')
    expect(idsIn(answer)).toEqual(ids)
    expect(answer.body.meta).toEqual({ total: ids.length })
  })

  it('a hidden post is as one that is not there, whatever is asked of it', async () => {
    for (const path of ['', '/comments', '/owner', '/relationships/groups']) {
      const hidden = await as('stranger')(`post/${draft.id}${path}`)
      const missing = await as('stranger')(`post/${NOBODY}${path}`)
      expect(hidden.status).toBe(404)
      expect(hidden.body).toEqual(missing.body)
    }
  })

  it('pages have totals of what is readable, and links to the others', async () => {
    await addPosts(3)
    const rest = as('stranger')
    const { body } = await rest('post?page[limit]=2&page[offset]=1&sort=-id')
    expect(body).toMatchObject({ data: { length: 2 }, meta: { total: 4 } })
    const { next, prev } = body.links as unknown as Record<string, string>
    expect(prev).toContain('offset%5D=0')
    const third = await send(door.api.replace('/api', '') + next)
    expect(third.body).toMatchObject({
      data: [{ id: '1' }],
      meta: { total: 4 },
    })
  })

  it('related resources are filtered, sorted and counted likewise', async () => {
    const { id } = await addPost()
    const filter = 'filter[name]=Di'
    const { body } = await as('anonymous')(`post/${id}/comments?${filter}`)
    expect(body).toMatchObject({
      data: [{ type: 'comment', attributes: { name: 'Di' } }],
      meta: { total: 1 },
    })
    const linkage = await as('anonymous')(
      `post/${id}/relationships/comments?sort=-name&page[limit]=1`
    )
    expect(linkage.body).toMatchObject({ meta: { total: 2 } })
    expect(linkage.body.data).toEqual([
      { type: 'comment', id: expect.any(String) },
    ])
  })

  it('to one: the resource, an identifier, or null', async () => {
    const related = await as('anonymous')('post/1/owner')
    expect(related.body.data).toMatchObject({
      type: 'user',
      id: String(ACTORS.owner.id),
    })
    const { body } = await as('anonymous')('post/1/relationships/owner')
    expect(body.data).toEqual({ type: 'user', id: String(ACTORS.owner.id) })
    const none = await as('owner')('post/1/organization')
    expect([none.status, none.body.data]).toEqual([200, null])
  })

  it('what is included comes once, and with only the fields that are asked for', async () => {
    await addPost()
    const { body } = await as('anonymous')(
      'post?include=owner,comments.post&fields[post]=title,owner&fields[user]=name'
    )
    const data = body.data as unknown as Record<string, unknown>[]
    expect(data[0]).toEqual({
      type: 'post',
      id: '1',
      attributes: { title: 'published' },
      relationships: {
        owner: {
          links: expect.anything(),
          data: { type: 'user', id: '3' },
        },
        comments: {
          links: expect.anything(),
          data: [{ type: 'comment', id: '10' }],
        },
      },
      links: { self: '/api/rest/post/1' },
    })
    const included = body.included as unknown as { type: string }[]
    expect(included.map(({ type }) => type).sort()).toEqual([
      'comment',
      'comment',
      'comment',
      'user',
    ])
    expect(included).toContainEqual(
      expect.objectContaining({ type: 'user', attributes: { name: 'owner' } })
    )
  })

  it('nobody but users themselves and admins sees their addresses', async () => {
    const addresses = async (actor: Person) => {
      const { body } = await as(actor)('user/3')
      return (body.data as unknown as { attributes: object }).attributes
    }
    expect(await addresses('stranger')).not.toHaveProperty('email')
    expect(await addresses('owner')).toHaveProperty('email')
    expect(await addresses('admin')).toHaveProperty('email')
  })

  test.each<[string, number[]]>([
    ['filter[title]=published', [1]],
    ['filter[title]=published,draft', [1, 2]],
    ['filter[title$contains]=ra', [2]],
    ['filter[id$gt]=4&filter[id$lte]=6', [5, 6]],
    ['filter[published]=true', [1]],
    ['filter[id]=1,2', [1, 2]],
    ['filter[title$not]=draft&filter[organizationId$isNull]=true', [1]],
    ['filter[organization]=1', [5, 6, 7]],
    ['filter[organization][name$startsWith]=The', [5, 6, 7]],
    ['filter[comments][name]=Cy&filter[published]=true', [1]],
    ['filter[createdAt$lt]=2000-01-01T00:00:00Z', []],
    ['filter[owner]=3', [1, 2, 5, 6, 7]],
  ])('?%s', async (filter, ids) => {
    const { status, body } = await as('owner')(`post?sort=id&${filter}`)
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { data: ids.map((id) => ({ id: String(id) })) },
    })
    expect(body.meta).toEqual({ total: ids.length })
  })

  it('answers with plain JSON to who wants that', async () => {
    const headers = { accept: 'application/json' }
    const answer = await as('anonymous')('post/1', { headers })
    expect(answer.headers['content-type']).toBe('application/json')
  })
})

describe('Writing', () => {
  it('a writer creates a post of their own', async () => {
    const answer = await as('stranger')('post', { method: 'POST', body: HELLO })
    expect(answer.status).toBe(201)
    const { id, attributes } = answer.body.data as unknown as {
      id: string
      attributes: object
    }
    expect(answer.headers.location).toBe(`/api/rest/post/${id}`)
    expect(attributes).toMatchObject({ ownerId: ACTORS.stranger.id })
  })

  test.each<[Person, number]>([
    ['anonymous', 401],
    ['reader', 403],
    ['moderator', 403],
    ['member', 403],
  ])('the %s creates none: %d', async (actor, status) => {
    const answer = await as(actor)('post', { method: 'POST', body: HELLO })
    expect(answer.status).toBe(status)
    expect(answer.body).toEqual({
      jsonapi: { version: '1.1' },
      errors: [
        {
          status: String(status),
          code: expect.any(String),
          title: expect.any(String),
          detail: expect.any(String),
        },
      ],
    })
  })

  test.each<[Person, number, number]>([
    ['owner', published.id, 200],
    ['stranger', published.id, 403],
    ['anonymous', published.id, 401],
    ['moderator', published.id, 403],
    ['owner', draft.id, 200],
    ['stranger', draft.id, 404],
    ['rival', open.id, 404],
    ['member', open.id, 403],
    ['owner', deleted.id, 404],
    ['owner', NOBODY, 404],
  ])('the %s edits post %d: %d', async (actor, id, status) => {
    for (const method of ['PATCH', 'PUT']) {
      const body = post({ title: 'New' }, id)
      const answer = await as(actor)(`post/${id}`, { method, body })
      expect(answer.status).toBe(status)
    }
    const changed = await stored('Post', { id, title: 'New' })
    expect(changed).toHaveLength(status === 200 ? 1 : 0)
  })

  test.each<[Person, number]>([
    ['anonymous', 401],
    ['stranger', 403],
    ['moderator', 403],
    ['owner', 204],
  ])('the %s deletes the post: %d', async (actor, status) => {
    const remove = () => as(actor)('post/1', { method: 'DELETE' })
    expect((await remove()).status).toBe(status)
    const gone = await stored('Post', { id: 1, isDeleted: true })
    expect(gone).toHaveLength(status === 204 ? 1 : 0)
    expect((await remove()).status).toBe(status === 204 ? 404 : status)
  })

  it('what is written but may not be read has no content', async () => {
    const attributes = { name: 'Di', email: 'di@example.com', message: 'Hi' }
    const body = { data: { type: 'contact', attributes } }
    const answer = await as('anonymous')('contact', { method: 'POST', body })
    expect([answer.status, answer.body]).toEqual([204, undefined])
  })

  it('a comment is created with its post as a relationship, in plain JSON too', async () => {
    const body = {
      data: {
        type: 'comment',
        attributes: { name: 'Di', body: 'Hi' },
        relationships: { post: { data: { type: 'post', id: '1' } } },
      },
    }
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    const made = await as('anonymous')('comment?include=post', {
      ...{ method: 'POST', body, headers },
    })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      data: { attributes: { postId: 1 } },
      included: [{ type: 'post', id: '1' }],
    })
    const onDraft = structuredClone(body)
    onDraft.data.relationships.post.data.id = String(draft.id)
    const answer = await as('anonymous')('comment', {
      ...{ method: 'POST', body: onDraft },
    })
    expect(answer.status).toBe(404)
  })

  it('groups are added to, replaced and taken from a post of theirs', async () => {
    const change = (method: string, actor: Person, groups: number[]) =>
      as(actor)(`post/${inside.id}/relationships/groups`, {
        method,
        body: { data: groups.map(group) },
      })
    const { circle, den } = GROUPS
    const groups = () =>
      stored('Post', { id: inside.id, groups: { some: { id: circle.id } } })
    expect((await change('POST', 'owner', [circle.id])).status).toBe(204)
    expect(await groups()).toHaveLength(1)
    expect((await change('DELETE', 'owner', [circle.id])).status).toBe(204)
    expect(await groups()).toHaveLength(0)
    expect((await change('PATCH', 'owner', [circle.id])).status).toBe(204)
    expect((await change('PATCH', 'owner', [])).status).toBe(204)
    expect(await groups()).toHaveLength(0)
    // Another organization's is not seen; of somebody else's post, nothing is.
    expect((await change('POST', 'owner', [den.id])).status).toBe(404)
    expect((await change('POST', 'rival', [den.id])).status).toBe(404)
    expect(await groups()).toHaveLength(0)
  })

  it('members who read a post do not share it', async () => {
    const answer = await as('insider')(
      `post/${shared.id}/relationships/groups`,
      { method: 'PATCH', body: { data: [] } }
    )
    expect(answer.status).toBe(403)
  })

  it('an upsert finds by a key', async () => {
    const upsert = (name: string) =>
      as('stranger')('organization', {
        method: 'POST',
        body: {
          data: { type: 'organization', attributes: { name, slug: 'new' } },
          meta: { operation: 'upsert', matchFields: ['slug'] },
        },
      })
    expect((await upsert('First')).status).toBe(201)
    const second = await upsert('Second')
    expect(second.status).toBe(200)
    expect(second.body.data).toMatchObject({ attributes: { name: 'Second' } })
  })

  it('broken limits point at the attributes', async () => {
    const { status, body } = await as('owner')('post/1', {
      method: 'PATCH',
      body: post({ title: ' ' }),
    })
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([
      {
        code: 'data-validation-violation',
        detail: 'Needs 1 to 200 characters',
        source: { pointer: '/data/attributes/title' },
      },
    ])
  })

  it('what is taken is 409', async () => {
    const attributes = { name: 'x', slug: 'home' }
    const { status, body } = await as('stranger')('organization', {
      method: 'POST',
      body: { data: { type: 'organization', attributes } },
    })
    expect(status).toBe(409)
    expect(body.errors).toMatchObject([
      { source: { pointer: '/data/attributes/slug' } },
    ])
  })
})

describe('Bad requests', () => {
  const patch = (body: unknown): Request => ({ method: 'PATCH', body })
  const create = (body: unknown): Request => ({ method: 'POST', body })
  const at = (pointer: string) => ({ pointer })
  const of = (parameter: string) => ({ parameter })

  const bad: [string, string, Request, number, object?][] = [
    ['an unknown type', 'nothing', {}, 404],
    ['no type', '', {}, 404],
    ['a type that is a prototype', '__proto__', {}, 404],
    ['an id that is none', 'post/one', {}, 404],
    ['an id beyond Int', 'post/99999999999', {}, 404],
    ['an unknown relationship', 'post/1/nothing', {}, 404],
    ['login secrets', 'user/1/credential', {}, 404],
    ['an address below', 'post/1/relationships/owner/id', {}, 404],
    ['an unknown parameter', 'post?nothing=1', {}, 400, of('nothing')],
    ['a parameter twice', 'post?sort=id&sort=-id', {}, 400, of('sort')],
    ['a filter on nothing', 'post?filter[no]=1', {}, 400, of('filter[no]')],
    ['a filter on a prototype', 'post?filter[__proto__]=1', {}, 400],
    ['an operator that is none', 'post?filter[id$no]=1', {}, 400],
    [
      'a filter of a wrong type',
      'post?filter[id]=x',
      {},
      400,
      of('filter[id]'),
    ],
    ['a filter with no end', 'post?filter[id=1', {}, 400],
    ['a sort by nothing', 'post?sort=no', {}, 400, of('sort')],
    ['a sort by a list', 'post?sort=comments', {}, 400, of('sort')],
    ['an include of nothing', 'post?include=no', {}, 400, of('include')],
    ['an include of secrets', 'user?include=credential', {}, 400],
    ['fields of nothing', 'post?fields[no]=id', {}, 400, of('fields[no]')],
    ['an unknown field', 'post?fields[post]=no', {}, 400, of('fields[post]')],
    ['a page too large', 'post?page[limit]=101', {}, 400, of('page[limit]')],
    ['a page of nothing', 'post?page[limit]=0', {}, 400, of('page[limit]')],
    ['a page before the first', 'post?page[offset]=-1', {}, 400],
    ['lists in lists in lists', 'user?include=posts.comments', {}, 400],
    ['a thousand ids', `post?filter[id]=${Array(1000).fill(1)}`, {}, 400],
    ['another method', 'post/1', { method: 'POST', body: {} }, 405],
    ['a method of lists', 'post', { method: 'DELETE' }, 405],
    ['no body', 'post', { method: 'POST' }, 400, at('/body')],
    ['no JSON', 'post', create('{'), 400, at('/body')],
    ['no data', 'post', create({}), 400, at('/data')],
    [
      'another type',
      'post',
      create({ data: { type: 'user' } }),
      409,
      at('/data/type'),
    ],
    ['another id', 'post/1', patch(post({}, 2)), 409, at('/data/id')],
    [
      'an id of their own',
      'post',
      create(post({ title: 'x', body: '' }, 9)),
      403,
    ],
    [
      'no title',
      'post',
      create(post({ body: '' })),
      400,
      at('/data/attributes/title'),
    ],
    [
      'an unknown attribute',
      'post/1',
      patch(post({ no: 1 })),
      400,
      at('/data/attributes/no'),
    ],
    ['a relation as an attribute', 'post/1', patch(post({ owner: {} })), 400],
    [
      'a wrong type',
      'post/1',
      patch(post({ title: 1 })),
      400,
      at('/data/attributes/title'),
    ],
    [
      'a prototype',
      'post/1',
      patch('{"data":{"type":"post","attributes":{"__proto__":1}}}'),
      400,
    ],
    [
      'one where many are',
      'post/5/relationships/groups',
      patch({ data: group(1) }),
      400,
      at('/data'),
    ],
    [
      'many where one is',
      'comment/10/relationships/post',
      patch({ data: [] }),
      400,
      at('/data'),
    ],
    [
      'none where one must be',
      'comment/10/relationships/post',
      patch({ data: null }),
      400,
    ],
    [
      'a relationship to another type',
      'post/5/relationships/groups',
      patch({ data: [{ type: 'user', id: '1' }] }),
      409,
    ],
    [
      'a type with parameters',
      'post',
      {
        ...create('{}'),
        headers: { 'content-type': 'application/vnd.api+json; version=1' },
      },
      415,
    ],
    [
      'a form',
      'post',
      {
        ...create('a=1'),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      415,
    ],
    [
      'who accepts HTML alone',
      'post',
      { headers: { accept: 'text/html' } },
      406,
    ],
    [
      'too large a body',
      'post',
      create(post({ title: 'x'.repeat(2 ** 20) })),
      413,
    ],
  ]

  test.each(bad)('%s', async (...[, path, request, status, source]) => {
    const answer = await as('owner')(path, request)
    const [error] = answer.body.errors as unknown as object[]
    expect({ status: answer.status, error }).toMatchObject({
      status,
      error: { status: String(status), ...(source && { source }) },
    })
    expect(JSON.stringify(answer.body)).not.toMatch(
      /prisma|invocation|\bat .*:\d+|SELECT/i
    )
  })

  it('a session that is forged is 401', async () => {
    const headers = { cookie: 'session_8911=AAAA|BBBB' }
    const { status, body } = await as('anonymous')('post', { headers })
    expect(status).toBe(401)
    expect(body.errors).toMatchObject([{ code: 'wrong-identity' }])
  })

  it('when the database breaks, nothing is told of it', async () => {
    const mend = await breakDatabase()
    try {
      const { status, body } = await as('anonymous')('post')
      expect(status).toBe(500)
      expect(body.errors).toMatchObject([{ detail: 'Something went wrong.' }])
    } finally {
      await mend()
    }
  })
})

it('a moderator moves a comment to another post, and nobody else does', async () => {
  const { id } = await addPost()
  const move = (actor: Person) =>
    as(actor)(`comment/${commentOn('published')}/relationships/post`, {
      method: 'PATCH',
      body: { data: { type: 'post', id: String(id) } },
    })
  expect((await move('anonymous')).status).toBe(401)
  expect((await move('owner')).status).toBe(403)
  expect((await move('moderator')).status).toBe(204)
  expect(await stored('Comment', { postId: id })).toHaveLength(3)
})
