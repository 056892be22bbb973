import { getIntrospectionQuery } from 'graphql'
import { serverAudits } from 'graphql-http'

import { logIn } from 'src/testing/client'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { ACTORS, POSTS, breakDatabase, setScene } from 'src/testing/world'

import { compiledQueries, graphqlOptions } from './graphqlOptions'
import { logger } from './logger'

let ours: Door
let redwoods: Door

beforeAll(async () => {
  ours = await openDoor('ours')
  redwoods = await openDoor("Redwood's")
})

afterAll(async () => {
  await ours.close()
  await redwoods.close()
})

beforeEach(setScene)

interface Request {
  path?: string
  method?: string
  headers?: Record<string, string>
  body?: string
}

const ask = async (
  door: Door,
  { path = '', method = 'POST', headers = {}, body }: Request
) => {
  const response = await fetch(door.url + path, {
    method,
    body,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
  })
  const { date: _date, ...rest } = Object.fromEntries(response.headers)
  return {
    status: response.status,
    headers: rest,
    body: await response.text(),
  }
}

/** Our answer, once it is clear that Redwood's server gives the same one. */
const answerTo = async (request: Request) => {
  const answer = await ask(ours, request)
  await setScene()
  expect(answer).toEqual(await ask(redwoods, request))
  return answer
}

const json = (body: unknown, headers: Request['headers'] = {}): Request => ({
  headers,
  body: JSON.stringify(body),
})

const POST = 'query Read($id: Int!) { post(id: $id) { title owner { name } } }'
const RENAME = `mutation {
  updatePost(id: ${POSTS.published.id}, input: { title: "Mine" }) { title }
}`
const FIRST = { query: POST, variables: { id: POSTS.published.id } }

const asked: Record<string, Request> = {
  'a query': json({ query: '{ posts { id title } }' }),
  'a query with variables': json({ ...FIRST, operationName: 'Read' }),
  'a query for nothing that is there': json({
    query: POST,
    variables: { id: POSTS.draft.id },
  }),
  'no type named': { body: JSON.stringify(FIRST), headers: { accept: '' } },
  'a type with a character set': json(FIRST, {
    'content-type': 'application/json; charset=utf-8',
  }),
  'a type in capitals': json(FIRST, { 'content-type': 'Application/JSON' }),
  introspection: json({ query: getIntrospectionQuery() }),
  'Redwood itself': json({ query: '{ redwood { version currentUser } }' }),
  'a page that is too long': json({ query: '{ posts(first: 101) { id } }' }),
  'a change without a session': json({ query: RENAME }),
  'a comment with every field wrong': json({
    query: `mutation {
      createComment(input: { postId: 1, name: " ", body: "" }) { id }
    }`,
  }),
  'what is there and what is refused': json({
    query: '{ posts { id } myPosts { id } }',
  }),
  'wrong syntax': json({ query: '{' }),
  'an unknown field': json({ query: '{ nothing }' }),
  'a variable of a wrong type': json({ ...FIRST, variables: { id: 'one' } }),
  'a variable too few': json({ ...FIRST, variables: {} }),
  'an operation that is not there': json({ ...FIRST, operationName: 'Write' }),
  'two operations and no name': json({
    query: 'query A { posts { id } } query B { posts { id } }',
  }),
  'a subscription': json({ query: 'subscription { posts { id } }' }),
  'a query that is too deep': json({
    query: `{ posts ${'{ owner '.repeat(8)}{ id }${' }'.repeat(8)} }`,
  }),
  'a list of queries': json([FIRST, FIRST]),
  'an empty query': json({ query: '' }),
  'a query that is a number': json({ query: 1 }),
  'variables that are a list': json({ ...FIRST, variables: [] }),
  'extensions that are text': json({ ...FIRST, extensions: 'none' }),
  'a parameter nobody knows': json({ ...FIRST, id: 1 }),
  'no JSON': { body: '{ query' },
  'JSON with a prototype': { body: '{ "__proto__": { "query": "{ a }" } }' },
  'an empty body': { body: '' },
  'a body that is too large': json({ query: '#'.repeat(2 ** 20) }),
  'a body that is just not too large': json({
    query: `{ posts { id } } ${'#'.repeat(2 ** 20 - 100)}`,
  }),
  'another site': json(FIRST, { origin: 'https://example.com' }),
  'a preflight': {
    method: 'OPTIONS',
    headers: {
      origin: 'https://example.com',
      'access-control-request-method': 'POST',
    },
  },
  'a query in the address': {
    method: 'GET',
    path: `?query=${encodeURIComponent('{ posts { id } }')}`,
  },
  'a change in the address': {
    method: 'GET',
    path: `?query=${encodeURIComponent(RENAME)}`,
  },
  'a browser': { method: 'GET', headers: { accept: 'text/html' } },
  'a query beside one in the address': {
    ...json(FIRST),
    path: `?query=${encodeURIComponent('{ users { id } }')}`,
  },
  health: { method: 'GET', path: '/health' },
  readiness: { method: 'GET', path: '/readiness' },
  'a path below': { ...json(FIRST), path: '/nothing' },
  'a slash at the end': { ...json(FIRST), path: '/' },
  'another method': { ...json(FIRST), method: 'PUT' },
  'a forged session': json(FIRST, {
    cookie: 'session_8911=AAAA|BBBB; auth-provider=dbAuth',
    'auth-provider': 'dbAuth',
  }),
  'a provider without a session': json(FIRST, { 'auth-provider': 'dbAuth' }),
  'another provider': json(FIRST, { cookie: 'auth-provider=other' }),
  'a cookie that is not ours': json(FIRST, { cookie: 'theme=dark' }),
}

const types = [
  'text/plain',
  'application/graphql',
  'application/graphql+json',
  'application/json-patch+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
]
for (const type of types) {
  asked[`a body of ${type}`] = json(FIRST, { 'content-type': type })
}

describe('A client of the GraphQL door notices nothing of the short way', () => {
  test.each(Object.entries(asked))('%s', async (_name, request) => {
    await answerTo(request)
  })

  test.each([
    '*/*',
    'application/*',
    'application/json',
    'application/graphql-response+json',
    'application/graphql-response+json, application/json;q=0.9',
    'application/json, multipart/mixed',
    'text/html, application/json;charset=utf-8',
    'application/json; charset=iso-8859-1',
    'text/event-stream',
    'multipart/mixed',
    'text/html',
    'nonsense',
  ])('who accepts %s', async (accept) => {
    await answerTo(json(FIRST, { accept }))
    await answerTo(json({ query: '{ nothing }' }, { accept }))
    await answerTo(json({ query: '{ myPosts { id } }' }, { accept }))
    await answerTo(json({ query: '{' }, { accept }))
  })

  test.each(['reader', 'owner', 'admin'] as const)(
    'who is logged in: %s',
    async (actor) => {
      const cookie = await logIn(ACTORS[actor].email)
      for (const query of [
        '{ me { email roles } }',
        '{ myPosts { id can { update } } }',
        '{ redwood { currentUser } }',
        RENAME,
        'mutation { deletePost(id: 4711) { id } }',
      ]) {
        await answerTo(json({ query }, { cookie }))
      }
    }
  )

  it('when something breaks, which is all they are told', async () => {
    const mend = await breakDatabase()
    try {
      const broken = json({ query: '{ posts { id } }' })
      const answer = await ask(ours, broken)
      expect(answer).toEqual(await ask(redwoods, broken))
      expect(answer.body).toContain('Something went wrong')
      expect(answer.body).not.toContain('Post')
    } finally {
      await mend()
    }
  })

  it('and neither does who reads the logs', async () => {
    const errors = jest.spyOn(logger, 'error')
    const told = async (door: Door) => {
      errors.mockClear()
      door.logged.length = 0
      await ask(door, json(FIRST))
      await ask(door, json({ query: '{ nothing }' }))
      await ask(door, { body: '{' })
      const [first] = door.logged
      const ids = door.logged.map(({ reqId }) => reqId)
      expect(first).toMatchObject({
        msg: 'incoming request',
        req: { method: 'POST', url: '/graphql', remoteAddress: '127.0.0.1' },
      })
      expect(new Set(ids).size).toBe(3)
      return [
        door.logged.map(({ reqId: _reqId, ...entry }) => entry),
        errors.mock.calls.map(([error]) => String(error)),
      ]
    }
    try {
      expect(await told(ours)).toEqual(await told(redwoods))
    } finally {
      errors.mockRestore()
    }
  })
})

describe('A client of the GraphQL door notices nothing of compiled queries', () => {
  let stock: Door

  beforeAll(async () => {
    const extraPlugins = graphqlOptions.extraPlugins?.filter(
      (plugin) => plugin !== compiledQueries
    )
    stock = await openDoor('ours', { extraPlugins })
  })

  afterAll(() => stock.close())

  // The order of what is found at different times is nobody's to rely on.
  const inNoOrder = ({ status, body }: Awaited<ReturnType<typeof ask>>) => {
    try {
      return { status, body: JSON.parse(body) }
    } catch {
      return { status, body }
    }
  }

  const requireAlike = async (request: Request) => {
    const usual = inNoOrder(await ask(stock, request))
    for (let n = 0; n < 5; n++) {
      expect(inNoOrder(await ask(ours, request))).toEqual(usual)
    }
  }

  test.each(Object.entries(asked))('%s', async (_name, request) => {
    await requireAlike(request)
  })

  test.each(['reader', 'owner', 'admin'] as const)(
    'who is logged in: %s',
    async (actor) => {
      const cookie = await logIn(ACTORS[actor].email)
      for (const query of [
        '{ redwood { version prismaVersion currentUser } me { email roles } }',
        `{ myPosts { id createdAt can { update } comments { id createdAt } }
           users { id email owned: posts { title owner { name } } } }`,
        '{ contacts { message createdAt } }',
      ]) {
        await requireAlike(json({ query }, { cookie }))
      }
    }
  )
})

describe('A body without a query', () => {
  // On Redwood's way some wait here until they give up.
  test.each(['{}', 'null', '1', '""', '"{ posts { id } }"', 'true'])(
    'is answered at once: %s',
    async (body) => {
      const answer = await ask(ours, { body })
      expect(answer.body).toMatch(/Must provide query|expected to be object/)
    }
  )
})

describe('GraphiQL and introspection', () => {
  const doors: Door[] = []
  const closeAll = () => Promise.all(doors.map((door) => door.close()))
  afterAll(closeAll)

  const browser = {
    method: 'GET',
    headers: { accept: 'text/html' },
  }
  const introspection = json({ query: getIntrospectionQuery() })

  it('are closed in production', async () => {
    expect((await ask(ours, browser)).body).not.toContain('GraphiQL')
    expect((await ask(ours, introspection)).body).toContain('disabled')
  })

  it('are open in development', async () => {
    const before = process.env.NODE_ENV
    process.env.NODE_ENV = 'development'
    try {
      const door = await openDoor('ours')
      doors.push(door)
      expect((await ask(door, browser)).body).toContain('GraphiQL')
      expect((await ask(door, introspection)).body).toContain('"__schema"')
    } finally {
      process.env.NODE_ENV = before
    }
  })
})

describe('GraphQL over HTTP, as its specification has it', () => {
  let door: Door
  beforeAll(async () => {
    door = await openDoor('ours', { allowIntrospection: true })
  })
  afterAll(() => door.close())

  const audits = serverAudits({ url: () => door.url })
  it('is audited in 60 points', () => {
    expect(audits).toHaveLength(60)
  })

  test.each(audits.map((audit) => [audit.id, audit] as const))(
    '%s',
    async (_id, audit) => {
      const result = await audit.fn()
      expect(result).toMatchObject({ status: 'ok' })
    }
  )
})
