import fc from 'fast-check'

import { actorOf } from 'src/testing/actors'
import { databasesOf } from 'src/testing/anyDatabase'
import { askAll } from 'src/testing/asking'
import type { Answer } from 'src/testing/asking'
import { changes, elsewhere, linksSeen } from 'src/testing/elsewhere'
import { queryOf } from 'src/testing/queries'
import type { Query, QueryOptions } from 'src/testing/queries'
import { visibleIn } from 'src/testing/reference'
import type { Row, Tables } from 'src/testing/reference'
import { linkTables } from 'src/testing/relations'
import { runs } from 'src/testing/runs'
import { valuesOf } from 'src/testing/schemas/pools'
import { openScratch } from 'src/testing/scratch'
import type { Scratch } from 'src/testing/scratch'
import { store } from 'src/testing/stored'

import type { FieldPolicy, Policy } from '../types'

/*
 * As noninterference.test.ts, for schemas that have what the blog has not:
 * check(), lists of the user's, enums, keys of several fields, relations of many
 * to many, and fields of every kind that are hidden on some rows.
 */

// How many pairs of databases.
const RUNS = runs(40)
const QUERIES = 25
const MAKING_MS = 180_000
const LONG_MS = 600_000

/** An answer as a text; null and a hidden field that is absent are one. */
const textOf = (answer: unknown): string =>
  JSON.stringify(answer, (_name, value) =>
    typeof value === 'bigint'
      ? String(value)
      : isObject(value)
        ? Object.fromEntries(Object.entries(value).sort())
        : (value ?? undefined)
  )

const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const same = (a: unknown, b: unknown) => textOf(a) === textOf(b)

/** The user of this number in a database; for the last number, a visitor. */
const userRow = (policy: Policy, tables: Tables, choice: number) => {
  const users = tables[policy.authModel ?? '']
  return users[choice % (users.length + 1)] ?? null
}

const userOf = (policy: Policy, tables: Tables, row: Row | null) => {
  const now = tables[policy.authModel ?? ''].find(({ id }) => id === row?.id)
  return now ? actorOf(policy, tables, now) : null
}

/** Relations that must have a record, of which some visible row has no visible
 * one: a database without the hidden rows could not be made. */
const brokenRelations = (policy: Policy, seen: Tables): string[] =>
  Object.values(policy.models).flatMap(({ name, fields }) =>
    Object.values(fields)
      .filter((field) => {
        const { fields: own = [], references = [] } = field.relation ?? {}
        return seen[name].some(
          (row) =>
            own.length > 0 &&
            own.every((key) => row[key] != null) &&
            !seen[field.type].some((parent) =>
              references.every((key, n) => parent[key] === row[own[n]])
            )
        )
      })
      .flatMap((field) => [
        `${name}.${field.name}`,
        `${field.type}.${field.relation?.opposite}`,
      ])
  )

/** Whether a field cannot be made absent: it is hidden, and may not be null. */
const isHiddenForGood = ({ rules, omit, optional }: FieldPolicy) =>
  omit ||
  (!optional && rules.some(({ operations }) => operations.includes('read')))

const differences = (queries: Query[], a: Answer[], b: Answer[]) =>
  queries
    .map((query, n) => ({ query, first: a[n], second: b[n] }))
    .filter(({ first, second }) => !same(first, second))

describe.each(['todo', 'crm', 'shop', 'office', 'clinic'] as const)(
  'In %s',
  (name) => {
    let scratch: Scratch
    beforeAll(async () => {
      scratch = await openScratch(name)
    }, MAKING_MS)
    afterAll(() => scratch.close())

    it(
      'what a user may not read changes no answer and no error',
      async () => {
        const { policy } = scratch
        const models = Object.keys(policy.models)
        let answered = 0
        let changed = 0
        await fc.assert(
          fc.asyncProperty(
            databasesOf(policy),
            fc.nat(20),
            changes,
            fc.array(queryOf(options(policy, models)), {
              minLength: QUERIES,
              maxLength: QUERIES,
            }),
            async (tables, choice, list, queries) => {
              const row = userRow(policy, tables, choice)
              const other = elsewhere(policy, tables, row, list)
              changed += other === tables ? 0 : 1
              const client = scratch.enhanceAs(userOf(policy, tables, row))
              await store(scratch, tables)
              const first = await askAll(client, queries)
              await store(scratch, other)
              const second = await askAll(client, queries)
              answered += first.filter((answer) => 'result' in answer).length
              expect(differences(queries, first, second)).toEqual([])
            }
          ),
          { numRuns: RUNS }
        )
        expect(changed).toBeGreaterThan(RUNS / 2)
        expect(answered).toBeGreaterThan((RUNS * QUERIES) / 10)
      },
      LONG_MS
    )

    it(
      'every answer is that of a database without the hidden rows',
      async () => {
        const { policy } = scratch
        const models = Object.values(policy.models)
          .filter(({ rules }) =>
            rules.some(({ operations }) => operations.includes('read'))
          )
          .map((model) => model.name)
        let answered = 0
        await fc.assert(
          fc.asyncProperty(
            databasesOf(policy),
            fc.nat(20),
            fc.array(
              queryOf({
                ...options(policy, models),
                mentions: (_model, field) => !isHiddenForGood(field),
              }),
              { minLength: QUERIES, maxLength: QUERIES }
            ),
            async (tables, choice, drawn) => {
              const user = userOf(
                policy,
                tables,
                userRow(policy, tables, choice)
              )
              const seen = visibleIn(policy, tables, user)
              const broken = brokenRelations(policy, seen)
              const queries = drawn.filter(
                ({ model, args }) => !mentionsAny(policy, model, args, broken)
              )
              await store(scratch, tables)
              const answers = await askAll(scratch.enhanceAs(user), queries)
              await store(scratch, onlySeen(policy, tables, user, seen))
              const expected = await askAll(scratch.db, queries)
              const compared = queries.filter(
                (_, n) => !('refused' in answers[n])
              )
              answered += compared.length
              expect(
                differences(queries, answers, expected).filter(
                  ({ first }) => !('refused' in first)
                )
              ).toEqual([])
            }
          ),
          { numRuns: RUNS }
        )
        expect(answered).toBeGreaterThan((RUNS * QUERIES) / 10)
      },
      LONG_MS
    )
  }
)

const options = (policy: Policy, models: string[]): QueryOptions => ({
  policy,
  models,
  values: (model, field) => valuesOf(policy, model, field),
})

/** The rows that are seen; what is hidden of them is null if it may be. */
const onlySeen = (
  policy: Policy,
  tables: Tables,
  user: Row | null,
  seen: Tables
): Tables => ({
  ...Object.fromEntries(
    Object.values(policy.models).map(({ name, key, fields }) => [
      name,
      tables[name].flatMap((row) => {
        const found = seen[name].find((other) =>
          key.every((part) => other[part] === row[part])
        )
        const hidden = Object.keys(row).filter(
          (part) => fields[part].optional && !(part in (found ?? {}))
        )
        const nothing = Object.fromEntries(hidden.map((part) => [part, null]))
        return found ? [{ ...row, ...nothing }] : []
      }),
    ])
  ),
  ...Object.fromEntries(
    linkTables(policy).map(({ table }, n) => [
      table,
      linksSeen(policy, tables, user)[n],
    ])
  ),
})

/** Whether arguments on a model say one of these relations anywhere. */
const mentionsAny = (
  policy: Policy,
  model: string,
  value: unknown,
  relations: string[]
): boolean =>
  Array.isArray(value)
    ? value.some((item) => mentionsAny(policy, model, item, relations))
    : typeof value === 'object' &&
      value !== null &&
      Object.entries(value).some(([key, inner]) => {
        const { fields } = policy.models[model]
        const field = Object.hasOwn(fields, key) ? fields[key] : undefined
        return field?.kind === 'relation'
          ? relations.includes(`${model}.${key}`) ||
              mentionsAny(policy, field.type, inner, relations)
          : !field && mentionsAny(policy, model, inner, relations)
      })
