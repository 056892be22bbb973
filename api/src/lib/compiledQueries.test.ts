import fc from 'fast-check'
import { createSchema, createYoga } from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'

import { rootSchema } from '@redwoodjs/graphql-server'

import { runs } from 'src/testing/runs'

import { useCompiledQueries } from './compiledQueries'

const typeDefs = /* GraphQL */ `
  scalar JSON
  scalar DateTime
  enum Colour {
    RED
    GREEN
  }
  interface Named {
    name: String
  }
  type Leaf implements Named {
    name: String
    size: Int
  }
  type Node implements Named {
    name: String
    must: String
    surely: String!
    count: Int
    ratio: Float
    isOpen: Boolean
    key: ID
    colour: Colour
    at: DateTime
    any: JSON
    one: Node
    only: Node!
    many: [Node]
    all: [Node!]!
    texts: [String]
    named: Named
    resolved(first: Int = 2, text: String): [Node]
  }
  type Query {
    node(key: ID): Node
  }
  type Mutation {
    grow: Int
  }
`

/** The stock engine and the plugin beside it, with the same resolvers. */
const engines = (node: () => unknown) => {
  let grown = 0
  const schema = createSchema({
    typeDefs,
    resolvers: {
      JSON: rootSchema.resolvers.JSON,
      DateTime: rootSchema.resolvers.DateTime,
      Named: {
        __resolveType: (value: { name?: unknown }) => {
          if (value.name === 'nobody') {
            throw new Error('Of no type')
          }
          return 'size' in value ? 'Leaf' : 'Node'
        },
      },
      Node: {
        resolved: async (
          parent: { resolved?: () => unknown },
          { first, text }: { first: number; text?: string }
        ) => [{ count: first, name: text, surely: 'yes' }, parent.resolved?.()],
      },
      Query: { node: async () => node() },
      Mutation: { grow: () => ++grown },
    },
  })
  let asked = 0
  const counted: Plugin = {
    onExecute: ({ executeFn, setExecuteFn }) =>
      setExecuteFn((args) => {
        asked += 1
        return executeFn(args)
      }),
  }
  const serve = (plugins: Plugin[]) => {
    const yoga = createYoga({ schema, plugins, logging: false })
    return async (body: object) => {
      const answer = await yoga.fetch('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: await answer.json() }
    }
  }
  const stock = serve([])
  const compiling = serve([counted, useCompiledQueries()])
  /** What is answered, and whether without the stock engine. */
  const ask = async (body: object) => {
    asked = 0
    const answer = await compiling(body)
    return { answer, isCompiled: asked === 0 }
  }
  const often = async (body: object) => {
    for (let n = 0; n < 3; n++) {
      await ask(body)
    }
    return ask(body)
  }
  return { stock, ask, often, grown: () => grown }
}

const plain = {
  name: 'plain',
  surely: 'yes',
  count: 3,
  ratio: 1.5,
  isOpen: true,
  key: 7,
  colour: 'RED',
  at: new Date('2026-01-02T03:04:05.678Z'),
  any: { deep: [1, null] },
  only: { surely: 'inside', name: null },
  many: [{ surely: 'first' }, null],
  all: [],
  texts: ['a', null],
  named: { name: 'leaf', size: 1 },
}

const WHOLE = `
  name surely count ratio isOpen key colour at any only { surely name }
  many { surely } all { name } texts named { __typename name ... on Leaf { size } }
  resolved { count name }
`

it('answers what is asked often from a compiled query', async () => {
  const { stock, often } = engines(() => plain)
  const query = { query: `{ node { ${WHOLE} } }` }

  expect(await often(query)).toEqual({
    answer: await stock(query),
    isCompiled: true,
  })
})

it.each<[string, string, object?]>([
  [
    'aliases and fragments',
    '{ node { a: name ...f } } fragment f on Node { b: count ... { c: key } }',
  ],
  [
    'what is left out',
    'query ($no: Boolean = false) { node { name @include(if: $no) count @skip(if: $no) } }',
  ],
  [
    'arguments',
    'query ($n: Int!) { node { x: resolved(first: $n, text: "t") { count name } resolved { count } } }',
    { n: 5 },
  ],
  [
    'introspection',
    '{ __schema { queryType { name } } __type(name: "Node") { name } }',
  ],
])('compiles %s', async (_what, query, variables = {}) => {
  const { stock, often } = engines(() => plain)

  expect(await often({ query, variables })).toEqual({
    answer: await stock({ query, variables }),
    isCompiled: true,
  })
})

it.each([
  ['a promise in an object', { any: Promise.resolve({ a: 1 }) }, 'any'],
  ['a promise of text', { name: Promise.resolve('later') }, 'name'],
  [
    'a promise of an object',
    { one: Promise.resolve({ name: 'later' }) },
    'one { name }',
  ],
  [
    'promises in a list',
    { many: [Promise.resolve({ name: 'later' })] },
    'many { name }',
  ],
  [
    'promises in what a resolver gives',
    { resolved: () => Promise.resolve({ name: 'later' }) },
    'resolved { name }',
  ],
  ['promises of texts', { texts: [Promise.resolve('later')] }, 'texts'],
  [
    'a function',
    {
      name: () => 'called',
      one: () => ({ name: 'called' }),
      any: () => 'called',
    },
    'name one { name } any',
  ],
  ['an error in an object', { name: new Error('no') }, 'name count'],
  ['nothing where there must be something', { surely: null }, 'surely'],
  ['nothing deep inside', { all: [{ surely: null }] }, 'name all { surely }'],
  ['a value of another type', { count: 'many' }, 'count name'],
])('answers as the stock engine for %s', async (_what, node, selection) => {
  const { stock, often } = engines(() => node)
  const query = { query: `{ node { ${selection} } }` }

  expect((await often(query)).answer).toEqual(await stock(query))
})

it('answers as the stock engine when a resolver fails', async () => {
  const { stock, often } = engines(() => {
    throw new Error('No')
  })
  const query = { query: '{ node { name } }' }

  expect(await often(query)).toEqual({
    answer: await stock(query),
    isCompiled: false,
  })
})

it.each<[string, object]>([
  ['of another type', { n: 'many' }],
  ['that is missing', {}],
])('answers as the stock engine to a variable %s', async (_what, variables) => {
  const { stock, often } = engines(() => plain)
  const query = 'query ($n: Int!) { node { resolved(first: $n) { count } } }'
  await often({ query, variables: { n: 1 } })

  expect((await often({ query, variables })).answer).toEqual(
    await stock({ query, variables })
  )
})

it('tells operations of one document apart', async () => {
  const { stock, often } = engines(() => plain)
  const query = 'query A { node { name } } query B { node { count } }'

  for (const operationName of ['A', 'B', 'C', undefined]) {
    const { answer } = await often({ query, operationName })
    expect(answer).toEqual(await stock({ query, operationName }))
  }
})

it('tells types apart, as their resolver says', async () => {
  const { stock, often } = engines(() => plain)
  const query = {
    query: '{ node { named { __typename name ... on Leaf { size } } } }',
  }

  expect(await often(query)).toEqual({
    answer: await stock(query),
    isCompiled: true,
  })
})

const broken = {
  get name(): string {
    throw new Error('Not to be read')
  },
}
const later = async (value: unknown) => value

it.each([
  ['what cannot be read', broken],
  ['a promise of it', { one: later(broken) }],
  ['promises of it in a list', { many: [later(broken), later(plain)] }],
  ['a resolver that gives it', { resolved: () => broken }],
  ['a resolver that promises it', { resolved: () => later(broken) }],
  ['what is of no type', { named: { name: 'nobody' } }],
  ['a promise of what is of no type', { named: later({ name: 'nobody' }) }],
])('answers as the stock engine for %s', async (_what, node) => {
  const { stock, often } = engines(() => node)
  const query = {
    query: `{ node { name one { name } many { name } resolved { name }
      named { name } } }`,
  }

  expect(await often(query)).toEqual({
    answer: await stock(query),
    isCompiled: false,
  })
})

it('leaves changes to the stock engine', async () => {
  const { often, grown } = engines(() => plain)

  const { isCompiled } = await often({ query: 'mutation { grow }' })

  expect(isCompiled).toBe(false)
  expect(grown()).toBe(4)
})

it('compiles what is asked often, and forgets what is asked no more', async () => {
  const { ask } = engines(() => plain)
  const query = { query: '{ node { name } }' }
  const asked = [await ask(query), await ask(query), await ask(query)]
  expect(asked.some(({ isCompiled }) => isCompiled)).toBe(false)
  expect((await ask(query)).isCompiled).toBe(true)

  for (let n = 0; n < 300; n++) {
    await ask({ query: `{ node { a${n}: name } }` })
  }

  expect((await ask(query)).isCompiled).toBe(false)
})

it('keeps nothing of a query that is very long', async () => {
  const { stock, often } = engines(() => plain)
  const query = { query: `{ node { name } } ${'#'.repeat(5000)}` }

  expect(await often(query)).toEqual({
    answer: await stock(query),
    isCompiled: false,
  })
})

const oddly = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: value },
    value.map((each) => () => each),
    value.map((each) => async () => each),
    value.map((each) => ({
      then: (done: (given: unknown) => void) => done(each),
    })),
    fc.constantFrom(null, undefined, broken, new Error('odd'), () => {
      throw new Error('thrown')
    })
  )

const SCALARS: Record<string, fc.Arbitrary<unknown>> = {
  name: fc.oneof(fc.string(), fc.integer(), fc.object()),
  surely: fc.string(),
  count: fc.oneof(fc.integer(), fc.string(), fc.double()),
  ratio: fc.double(),
  isOpen: fc.oneof(fc.boolean(), fc.string()),
  key: fc.oneof(fc.string(), fc.integer()),
  colour: fc.constantFrom('RED', 'GREEN', 'BLUE'),
  at: fc.oneof(fc.date({ noInvalidDate: false }), fc.string(), fc.integer()),
  any: fc.object(),
  texts: fc.array(oddly(fc.string()), { maxLength: 3 }),
}

const values = Object.fromEntries(
  Object.entries(SCALARS).map(([name, value]) => [name, oddly(value)])
)

const nodeOf = (depth: number): fc.Arbitrary<unknown> => {
  const inner =
    depth > 0 ? nodeOf(depth - 1) : fc.record(values, { requiredKeys: [] })
  const list = (element: fc.Arbitrary<unknown>) =>
    oddly(fc.array(element, { maxLength: 2 }))
  return fc.record(
    {
      ...values,
      one: oddly(inner),
      only: oddly(inner),
      many: list(oddly(inner)),
      all: list(inner),
      named: oddly(fc.oneof(inner, fc.constant({ name: 'leaf', size: 2 }))),
      resolved: inner.map((each) => () => each),
    },
    { requiredKeys: [] }
  )
}

const FIELDS = fc.constantFrom(
  ...Object.keys(SCALARS),
  'name @skip(if: $on)',
  'other: count @include(if: $on)'
)

const selectionOf = (depth: number): fc.Arbitrary<string> => {
  const names = ['one', 'only', 'many', 'all', 'x: resolved(first: 1)']
  const deeper = () =>
    fc.oneof(
      fc
        .tuple(fc.constantFrom(...names), selectionOf(depth - 1))
        .map((parts) => parts.join(' ')),
      selectionOf(depth - 1).map((inner) => `named { ... on Node ${inner} }`)
    )
  const field = depth > 0 ? fc.oneof(FIELDS, deeper()) : FIELDS
  return fc
    .array(field, { minLength: 1, maxLength: 5 })
    .map((fields) => `{ __typename ${fields.join(' ')} }`)
}

it('answers as the stock engine, whatever is asked and found', async () => {
  await fc.assert(
    fc.asyncProperty(
      nodeOf(2),
      selectionOf(3),
      fc.boolean(),
      async (found, asked, on) => {
        const { stock, often } = engines(() => found)
        const query = `query ($on: Boolean!) { node ${asked} }`
        const body = { query, variables: { on } }

        expect((await often(body)).answer).toEqual(await stock(body))
      }
    ),
    { numRuns: runs(100) }
  )
})
