import type { FieldPolicy, Policy } from 'src/lib/policy/types'

import type { Scratch } from '../scratch'

/** Stands for the time of the write, and for a key that nobody can foretell. */
export const NOW = 'now'
export const ANY_KEY = 'a key'

interface ForeignKey {
  table: string
  column: string
  model: string
  references: string[]
  onDelete: string
}

interface ColumnInfo {
  name: string
  dflt_value: string | null
}

interface KeyInfo {
  table: string
  from: string
  to: string
  on_delete: string
}

/** What the database itself knows of a schema, and the policy does not say. */
export interface Schema {
  policy: Policy
  /** A column's value when the input gives none. */
  defaultOf: (model: string, field: FieldPolicy) => unknown
  keysOf: (table: string) => ForeignKey[]
  keysTo: (model: string) => ForeignKey[]
}

/** Asks the database for its defaults and foreign keys. */
export const schemaOf = ({ policy, sql }: Scratch): Schema => {
  const ask = <Info>(pragma: string, table: string) =>
    sql.prepare(`PRAGMA ${pragma}("${table}")`).all() as Info[]
  const tables = (
    sql
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`)
      .all() as { name: string }[]
  ).map(({ name }) => name)
  const defaults = new Map(
    tables.flatMap((table) =>
      ask<ColumnInfo>('table_info', table).map((column): [string, unknown] => [
        `${table}.${column.name}`,
        column.dflt_value,
      ])
    )
  )
  const keys = tables.flatMap((table) =>
    ask<KeyInfo>('foreign_key_list', table).map((key) => ({
      table,
      column: key.from,
      model: key.table,
      references: [key.to],
      onDelete: key.on_delete,
    }))
  )
  return {
    policy,
    defaultOf: (model, field) =>
      valueFrom(field, defaults.get(`${model}.${field.name}`) as string | null),
    keysOf: (table) => keys.filter((key) => key.table === table),
    keysTo: (model) => keys.filter((key) => key.model === model),
  }
}

const valueFrom = (
  { type, hasDefault }: FieldPolicy,
  text: string | null
): unknown => {
  if (text === null) {
    return !hasDefault ? null : type === 'DateTime' ? NOW : ANY_KEY
  }
  if (text === 'CURRENT_TIMESTAMP') {
    return NOW
  }
  return type === 'Boolean'
    ? text === 'true'
    : type === 'Int'
      ? Number(text)
      : text.slice(1, -1)
}
