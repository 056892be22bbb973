import fc from 'fast-check'

import type { FieldPolicy, Policy } from 'src/lib/policy/types'

import type { Row, Tables } from './reference'
import { keyOwner, linkTables, parentsFirst } from './relations'
import { numbered, valuesOf } from './schemas/pools'

/*
 * Databases at random, of any schema: foreign keys lead somewhere, unique keys
 * are unique.
 */

const MOST_ROWS = 4
const MOST_PAIRS = 3

/** A row as it is thought up: for each field a number that something is chosen
 * by, or null for nothing. */
type Draft = Record<string, number | null>

/** Any database of a schema. */
export const databasesOf = (policy: Policy): fc.Arbitrary<Tables> => {
  const models = parentsFirst(policy)
  const links = linkTables(policy)
  return fc
    .record({
      rows: fc.record(
        Object.fromEntries(
          models.map((model) => [
            model,
            fc.array(draftOf(policy, model), {
              minLength: model === policy.authModel ? 2 : 1,
              maxLength: MOST_ROWS,
            }),
          ])
        )
      ),
      pairs: fc.record(
        Object.fromEntries(
          links.map(({ table }) => [
            table,
            fc.array(fc.tuple(fc.nat(MOST_ROWS), fc.nat(MOST_ROWS)), {
              maxLength: MOST_PAIRS,
            }),
          ])
        )
      ),
    })
    .map(({ rows, pairs }) => {
      const tables: Tables = {}
      for (const model of models) {
        tables[model] = []
        for (const draft of rows[model]) {
          const row = rowOf(policy, model, draft, tables)
          if (
            row &&
            hasParents(policy, model, row, tables) &&
            isUnique(policy, model, row, tables[model])
          ) {
            tables[model].push(row)
          }
        }
      }
      for (const { table, sides } of links) {
        const [a, b] = sides.map((model) => tables[model].map(({ id }) => id))
        const all = pairs[table].flatMap(([n, m]) =>
          a.length && b.length
            ? [{ A: a[n % a.length], B: b[m % b.length] }]
            : []
        )
        tables[table] = all.filter(
          ({ A, B }, n) => all.findIndex((x) => x.A === A && x.B === B) === n
        )
      }
      return tables
    })
}

const columnsOf = (policy: Policy, model: string): FieldPolicy[] =>
  Object.values(policy.models[model].fields).filter(
    ({ kind }) => kind !== 'relation'
  )

const draftOf = (policy: Policy, model: string): fc.Arbitrary<Draft> =>
  fc.record(
    Object.fromEntries(
      columnsOf(policy, model).map(({ name, optional }) => [
        name,
        optional ? fc.option(fc.nat(11)) : fc.nat(11),
      ])
    )
  )

/** The row that a draft means, or null where it has no parent. */
export const rowOf = (
  policy: Policy,
  model: string,
  draft: Draft,
  tables: Tables
): Row | null => {
  const row: Row = {}
  for (const field of columnsOf(policy, model)) {
    const choice = draft[field.name]
    const owner = keyOwner(policy, model, field.name)
    if (choice === null) {
      row[field.name] = null
    } else if (owner) {
      const parents = tables[owner.type]
      if (parents.length === 0 && !field.optional) {
        return null
      }
      const { fields = [], references = [] } = owner.relation ?? {}
      const parent = parents[choice % Math.max(parents.length, 1)]
      row[field.name] = parent?.[references[fields.indexOf(field.name)]] ?? null
    } else if (policy.models[model].key.includes(field.name)) {
      row[field.name] = numbered(field.type, nextNumber(tables[model]))
    } else {
      const values = valuesOf(policy, model, field)
      row[field.name] = values[choice % values.length]
    }
  }
  return row
}

/** Whether foreign keys of several fields lead somewhere, all together. */
const hasParents = (
  policy: Policy,
  model: string,
  row: Row,
  tables: Tables
): boolean =>
  Object.values(policy.models[model].fields).every(
    ({ type, relation }) =>
      !relation?.fields.length ||
      relation.fields.some((name) => row[name] === null) ||
      tables[type].some((parent) =>
        relation.fields.every(
          (name, n) => parent[relation.references[n]] === row[name]
        )
      )
  )

const nextNumber = (rows: Row[]) =>
  1 + Math.max(0, ...rows.map(({ id }) => Number(String(id).replace('u', ''))))

/** Whether no other row has a key of this one's. */
export const isUnique = (
  policy: Policy,
  model: string,
  row: Row,
  rows: Row[]
): boolean => {
  const { key, uniques } = policy.models[model]
  return [key, ...uniques].every(
    (names) =>
      names.some((name) => row[name] === null) ||
      rows.every(
        (other) =>
          other === row || names.some((name) => other[name] !== row[name])
      )
  )
}
