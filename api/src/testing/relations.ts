import type { FieldPolicy, Policy } from 'src/lib/policy/types'

import type { Row, Tables } from './reference'

/*
 * How rows in memory hang together: by foreign keys, and by pairs in a table of
 * links for a relation of many to many.
 */

/** The relation that a field is a foreign key of, if it is one. */
export const keyOwner = (
  policy: Policy,
  model: string,
  name: string
): FieldPolicy | undefined =>
  Object.values(policy.models[model].fields).find(({ relation }) =>
    relation?.fields.includes(name)
  )

/** The relations that these fields are foreign keys of, or some of them. */
export const keyOwners = (
  policy: Policy,
  model: string,
  names: string[]
): FieldPolicy[] =>
  Object.values(policy.models[model].fields).filter(({ relation }) =>
    relation?.fields.some((name) => names.includes(name))
  )

/** The relation on the other side. */
export const oppositeOf = (
  policy: Policy,
  { type, relation }: FieldPolicy
): FieldPolicy => policy.models[type].fields[relation?.opposite ?? '']

/** For a relation of many to many: the table of links, and this side's column. */
export const linkOf = (
  policy: Policy,
  model: string,
  field: FieldPolicy
): { table: string; own: 'A' | 'B'; other: 'A' | 'B' } | null => {
  if (!field.list || !oppositeOf(policy, field).list) {
    return null
  }
  const [a, b] = [model, field.type].sort()
  return model === a
    ? { table: `_${a}To${b}`, own: 'A', other: 'B' }
    : { table: `_${a}To${b}`, own: 'B', other: 'A' }
}

/** All tables of links, each with the models on its two sides. */
export const linkTables = (
  policy: Policy
): { table: string; sides: string[] }[] => {
  const found = new Map(
    Object.values(policy.models).flatMap(({ name, fields }) =>
      Object.values(fields).flatMap((field): [string, string[]][] => {
        const link = field.kind === 'relation' && linkOf(policy, name, field)
        return link ? [[link.table, [name, field.type].sort()]] : []
      })
    )
  )
  return [...found].map(([table, sides]) => ({ table, sides }))
}

/** The rows that a relation of a row leads to. */
export const related = (
  policy: Policy,
  tables: Tables,
  model: string,
  row: Row,
  field: FieldPolicy
): Row[] => {
  const others = tables[field.type] ?? []
  const link = linkOf(policy, model, field)
  if (link) {
    const keys = (tables[link.table] ?? [])
      .filter((pair) => pair[link.own] === row.id)
      .map((pair) => pair[link.other])
    return others.filter(({ id }) => keys.includes(id))
  }
  const { fields = [], references = [] } = field.relation ?? {}
  if (fields.length > 0) {
    return others.filter((other) =>
      references.every((key, n) => other[key] === row[fields[n]])
    )
  }
  const back = oppositeOf(policy, field).relation
  return others.filter((other) =>
    back?.fields.every((key, n) => other[key] === row[back.references[n]])
  )
}

/** Models so that each comes after those that its foreign keys refer to. */
export const parentsFirst = (policy: Policy): string[] => {
  const sorted: string[] = []
  const add = (model: string) => {
    if (sorted.includes(model)) {
      return
    }
    for (const { type, relation } of Object.values(
      policy.models[model].fields
    )) {
      if (type !== model && (relation?.fields.length ?? 0) > 0) {
        add(type)
      }
    }
    sorted.push(model)
  }
  Object.keys(policy.models).forEach(add)
  return sorted
}
