import { compileTexts } from 'src/testing/compiling'

import type { Condition } from './condition'
import { selectExistence } from './sql'
import type { Policy } from './types'

const schema = (provider: string) => `
datasource db {
  provider = "${provider}"
  url      = "test"
}
enum Size {
  SMALL
  LARGE @map("big")
}
model Zoo {
  id     Int     @id @map("zoo_id")
  name   String? @map("the name")
  open   Boolean
  size   Size
  data   Bytes
  area   BigInt
  ${provider === 'postgresql' ? 'words String[]' : ''}
  tags   Tag[]
  fans   Zoo[]   @relation("Fan")
  idols  Zoo[]   @relation("Fan")
  liked  Tag[]   @relation("Liked")
  keeper Keeper?
  @@map("zoos")
}
model Tag {
  id     String @id
  zoos   Zoo[]
  likers Zoo[]  @relation("Liked")
}
model Keeper {
  country String
  number  Int
  zooId   Int    @unique
  zoo     Zoo    @relation(fields: [zooId], references: [id])
  pets    Pet[]
  @@id([country, number])
}
model Pet {
  id      Int     @id
  country String?
  number  Int?
  keeper  Keeper? @relation(fields: [country, number], references: [country, number])
}
`

const policies: Record<string, Policy> = {}

beforeAll(async () => {
  for (const provider of ['sqlite', 'postgresql', 'mysql']) {
    const compiled = await compileTexts({ 'test.zmodel': schema(provider) })
    policies[provider] = compiled.policy
  }
})

const field = (name: string, value: unknown, optional = false): Condition => ({
  kind: 'field',
  field: name,
  optional,
  test: { operator: 'equals', value },
})

const on = (provider: string, model: string, condition: Condition) =>
  selectExistence(policies[provider], [{ model, condition }])

/** Animals in one schema of a database, their food in another. */
const SCHEMAS = `
datasource db {
  provider = "postgresql"
  url      = "test"
  schemas  = ["zoo", "shop"]
}
model Animal {
  id      Int      @id
  friends Animal[] @relation("Friend")
  liked   Animal[] @relation("Friend")
  eats    Food[]
  @@schema("zoo")
}
model Food {
  id    Int      @id
  eaten Animal[]
  @@schema("shop")
}
`

/** What stands after WHERE, in SQLite. */
const whereOf = (model: string, condition: Condition) =>
  on('sqlite', model, condition)?.sql.match(/WHERE (.*)\) AS a0$/)?.[1]

describe('In SQL', () => {
  test('tables and columns have the names that the database has for them', () => {
    expect(on('sqlite', 'Zoo', field('name', 'x', true))).toEqual({
      sql: 'SELECT EXISTS (SELECT 1 FROM "zoos" t0 WHERE (t0."the name" = ?)) AS a0',
      parameters: ['x'],
    })
  })

  test('PostgreSQL counts its parameters, and has true and false', () => {
    const both: Condition = {
      kind: 'and',
      parts: [field('open', true), field('id', 3)],
    }
    expect(on('postgresql', 'Zoo', both)).toEqual({
      sql:
        'SELECT EXISTS (SELECT 1 FROM "zoos" t0 ' +
        'WHERE ((t0."open" = $1) AND (t0."zoo_id" = $2))) AS a0',
      parameters: [true, 3],
    })
    expect(on('sqlite', 'Zoo', both)?.parameters).toEqual([1, 3])
  })

  test.each([
    ['tags', 'Tag', '_TagToZoo', 'id', 'B', 'A'],
    ['liked', 'Tag', '_Liked', 'id', 'B', 'A'],
    ['fans', 'zoos', '_Fan', 'zoo_id', 'A', 'B'],
    ['idols', 'zoos', '_Fan', 'zoo_id', 'B', 'A'],
  ])(
    'many %s of many are found in the pairs that Prisma keeps',
    (relation, table, pairs, key, own, other) => {
      expect(whereOf('Zoo', { kind: 'some', relation, condition: true })).toBe(
        `EXISTS (SELECT 1 FROM "${pairs}" t2 ` +
          `JOIN "${table}" t1 ON t2."${other}" = t1."${key}" ` +
          `WHERE t2."${own}" = t0."zoo_id" AND TRUE)`
      )
    }
  )

  test('a related record is found by all of its key, from either side', () => {
    expect(
      whereOf('Pet', {
        kind: 'one',
        relation: 'keeper',
        condition: { kind: 'some', relation: 'pets', condition: null },
      })
    ).toBe(
      '(SELECT EXISTS (SELECT 1 FROM "Pet" t2 ' +
        'WHERE t2."country" = t1."country" AND t2."number" = t1."number" ' +
        'AND CAST(NULL AS BOOLEAN)) FROM "Keeper" t1 ' +
        'WHERE t0."country" = t1."country" AND t0."number" = t1."number")'
    )
    expect(whereOf('Zoo', { kind: 'absent', relation: 'keeper' })).toBe(
      '(NOT EXISTS (SELECT 1 FROM "Keeper" t1 WHERE t1."zooId" = t0."zoo_id"))'
    )
  })

  test('an element of which a condition is unknown is none of every', () => {
    expect(
      whereOf('Tag', {
        kind: 'every',
        relation: 'zoos',
        condition: field('name', 'x', true),
      })
    ).toMatch(/^\(NOT EXISTS \(.* AND \(t1."the name" = \?\) IS NOT TRUE\)\)$/)
  })

  test('null in no list at all is unknown, and nothing else is', () => {
    const none = (name: string, optional: boolean): Condition => ({
      kind: 'field',
      field: name,
      optional,
      test: { operator: 'in', value: [] },
    })
    expect(whereOf('Zoo', none('name', true))).toBe(
      '(t0."the name" <> t0."the name")'
    )
    expect(whereOf('Zoo', none('id', false))).toBe('(FALSE)')
  })
})

test('tables, and those of pairs, are found in their schemas', async () => {
  const { policy } = await compileTexts({ 'test.zmodel': SCHEMAS })
  const some = (model: string, relation: string) =>
    selectExistence(policy, [
      { model, condition: { kind: 'some', relation, condition: true } },
    ])
  expect(some('Animal', 'friends')?.sql).toBe(
    'SELECT EXISTS (SELECT 1 FROM "zoo"."Animal" t0 ' +
      'WHERE EXISTS (SELECT 1 FROM "zoo"."_Friend" t2 ' +
      'JOIN "zoo"."Animal" t1 ON t2."B" = t1."id" ' +
      'WHERE t2."A" = t0."id" AND TRUE)) AS a0'
  )
  // Which schema the pairs are in, Prisma knows.
  expect(some('Animal', 'eats')).toBeNull()
})

test('What is no relation leads nowhere', () => {
  const condition: Condition = { kind: 'absent', relation: 'name' }
  expect(() => on('sqlite', 'Zoo', condition)).toThrow('name is no relation')
})

test('What is undefined is compared with nothing', () => {
  expect(() => on('sqlite', 'Zoo', field('id', undefined))).toThrow(
    'id is compared with undefined'
  )
})

describe('Left to Prisma is', () => {
  test.each<[string, string, unknown]>([
    ['a number for a text', 'name', 3],
    ['half a number for a whole one', 'id', 1.5],
    ['a number too large', 'id', 2 ** 31],
    ['bytes', 'data', Buffer.from('x')],
    ['an enum that the database spells otherwise', 'size', 'LARGE'],
  ])('%s', (_what, name, value) => {
    expect(on('sqlite', 'Zoo', field(name, value))).toBeNull()
  })

  test.each([5, BigInt(5)])('but no BigInt: %s', (value) => {
    expect(on('sqlite', 'Zoo', field('area', value))?.parameters).toEqual([
      value,
    ])
  })

  test('a list of values', () => {
    const has: Condition = {
      kind: 'field',
      field: 'words',
      optional: false,
      test: { operator: 'has', value: 'x' },
    }
    expect(on('postgresql', 'Zoo', has)).toBeNull()
  })

  test('a relation without another side', () => {
    const { Keeper } = policies.sqlite.models
    const { pets } = Keeper.fields
    const oneSided = {
      ...policies.sqlite,
      models: {
        ...policies.sqlite.models,
        Keeper: {
          ...Keeper,
          fields: {
            ...Keeper.fields,
            pets: { ...pets, relation: { fields: [], references: [] } },
          },
        },
      },
    }
    const condition: Condition = {
      kind: 'some',
      relation: 'pets',
      condition: true,
    }
    expect(selectExistence(oneSided, [{ model: 'Keeper', condition }])).toBe(
      null
    )
  })

  test('a kind of database that is not known here', () => {
    expect(on('mysql', 'Zoo', field('id', 3))).toBeNull()
  })
})
