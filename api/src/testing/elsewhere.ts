import fc from 'fast-check'

import type { Policy } from 'src/lib/policy/types'

import { actorOf } from './actors'
import { isUnique, rowOf } from './anyDatabase'
import { visibleIn } from './reference'
import type { Row, Tables } from './reference'
import { keyOwner, linkTables } from './relations'
import { valuesOf } from './schemas/pools'

/** One thing to change in a database, by numbers that choose what. */
interface Change {
  what: 'field' | 'delete' | 'insert' | 'link'
  table: number
  row: number
  field: number
  value: number
}

const CHANGES = 25
const choice = fc.nat(23)

const change: fc.Arbitrary<Change> = fc.record({
  what: fc.constantFrom('field', 'field', 'field', 'delete', 'insert', 'link'),
  table: choice,
  row: choice,
  field: choice,
  value: choice,
})

/** What happens to the part of a database that somebody does not see. */
export const changes = fc.array(change, {
  minLength: CHANGES,
  maxLength: CHANGES,
})

/**
 * A database that is the same as far as a user can see: of the changes, those
 * that the user cannot notice.
 */
export const elsewhere = (
  policy: Policy,
  tables: Tables,
  userRow: Row | null,
  list: Change[]
): Tables => {
  const look = (all: Tables) => {
    const row = all[policy.authModel ?? ''].find(({ id }) => id === userRow?.id)
    const user = row && userRow ? actorOf(policy, all, row) : null
    return JSON.stringify([
      user,
      visibleIn(policy, all, user),
      linksSeen(policy, all, user),
    ])
  }
  const seen = look(tables)
  let current = tables
  for (const each of list) {
    const next = changed(policy, current, each)
    if (next && isWhole(policy, next) && look(next) === seen) {
      current = next
    }
  }
  return current
}

/** The pairs of rows that the user sees both of. */
export const linksSeen = (
  policy: Policy,
  tables: Tables,
  user: Row | null
): Row[][] => {
  const seen = visibleIn(policy, tables, user)
  return linkTables(policy).map(({ table, sides: [a, b] }) =>
    tables[table].filter(
      ({ A, B }) =>
        seen[a].some(({ id }) => id === A) && seen[b].some(({ id }) => id === B)
    )
  )
}

const changed = (
  policy: Policy,
  tables: Tables,
  { what, table, row, field, value }: Change
): Tables | null => {
  const models = Object.values(policy.models)
  const links = linkTables(policy)
  if (what === 'link') {
    const link = links[table % links.length]
    if (!link) {
      return null
    }
    const pairs = tables[link.table]
    const [as, bs] = link.sides.map((side) => tables[side])
    const [a, b] = [as[row % as.length], bs[field % bs.length]]
    if (!a || !b) {
      return null
    }
    const rest = pairs.filter(({ A, B }) => A !== a.id || B !== b.id)
    return {
      ...tables,
      [link.table]:
        rest.length < pairs.length ? rest : [...pairs, { A: a.id, B: b.id }],
    }
  }
  const model = models[table % models.length]
  const rows = tables[model.name]
  const old = rows[row % rows.length]
  const columns = Object.values(model.fields).filter(
    ({ kind, name }) => kind !== 'relation' && !model.key.includes(name)
  )
  if (what === 'insert') {
    const draft = Object.fromEntries(
      Object.keys(model.fields).map((name, n) => [name, value + n * field])
    )
    const added = rowOf(policy, model.name, draft, tables)
    return added && { ...tables, [model.name]: [...rows, added] }
  }
  if (!old) {
    return null
  }
  if (what === 'delete') {
    return {
      ...tables,
      [model.name]: rows.filter((other) => other !== old),
      ...Object.fromEntries(
        links.map(({ table: name, sides }) => [
          name,
          tables[name].filter(
            ({ A, B }) =>
              (sides[0] !== model.name || A !== old.id) &&
              (sides[1] !== model.name || B !== old.id)
          ),
        ])
      ),
    }
  }
  const column = columns[field % columns.length]
  if (!column) {
    return null
  }
  const values = valuesOf(policy, model.name, column)
  const updated = { ...old, [column.name]: values[value % values.length] }
  return {
    ...tables,
    [model.name]: rows.map((other) => (other === old ? updated : other)),
  }
}

/** Whether keys are unique and foreign keys lead somewhere. */
const isWhole = (policy: Policy, tables: Tables): boolean =>
  Object.values(policy.models).every(({ name, fields }) =>
    tables[name].every(
      (row) =>
        isUnique(policy, name, row, tables[name]) &&
        Object.keys(row).every((column) => {
          const owner = fields[column] && keyOwner(policy, name, column)
          const { fields: own = [], references = [] } = owner?.relation ?? {}
          return (
            !owner ||
            row[column] === null ||
            tables[owner.type].some(
              (parent) =>
                parent[references[own.indexOf(column)]] === row[column]
            )
          )
        })
    )
  )
