import type { FieldPolicy } from 'src/lib/policy/types'

import type { Row, Tables } from './reference'
import { linkTables } from './relations'
import type { Scratch } from './scratch'

type Stored = string | number | null

/** Puts these rows, and no others, into the database; numbering begins anew. */
export const store = ({ policy, sql }: Scratch, tables: Tables) => {
  sql.exec('PRAGMA foreign_keys = OFF')
  sql.exec('BEGIN IMMEDIATE')
  for (const [table, rows] of Object.entries(tables)) {
    sql.exec(`DELETE FROM "${table}"`)
    for (const row of rows) {
      const names = Object.keys(row)
      const places = names.map(() => '?').join()
      const columns = names.map((name) => `"${name}"`).join()
      sql
        .prepare(`INSERT INTO "${table}" (${columns}) VALUES (${places})`)
        .run(names.map((name) => toStored(row[name])))
    }
    const last = Math.max(0, ...rows.map(({ id }) => Number(id) || 0))
    if (policy.models[table]) {
      sql.prepare('DELETE FROM sqlite_sequence WHERE name = ?').run(table)
      sql
        .prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)')
        .run(table, last)
    }
  }
  sql.exec('COMMIT')
}

/** All that the database holds, past Prisma. */
export const stored = ({ policy, sql }: Scratch): Tables => ({
  ...Object.fromEntries(
    Object.values(policy.models).map(({ name, fields, key }) => [
      name,
      allOf(sql, name, key).map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([column, value]) => [
            column,
            fromStored(fields[column], value),
          ])
        )
      ),
    ])
  ),
  ...Object.fromEntries(
    linkTables(policy).map(({ table }) => [
      table,
      allOf(sql, table, ['A', 'B']),
    ])
  ),
})

const allOf = (
  sql: Scratch['sql'],
  table: string,
  order: string[]
): Record<string, Stored>[] =>
  sql
    .prepare(`SELECT * FROM "${table}" ORDER BY ${order.join()}`)
    .all()
    // The driver gives rows of a class of its own.
    .map((row) => ({ ...(row as Row) }) as Record<string, Stored>)

// As Prisma writes them.
const toStored = (value: unknown): Stored =>
  value instanceof Date
    ? value.toISOString().replace('Z', '+00:00')
    : typeof value === 'boolean'
      ? Number(value)
      : (value as Stored)

const fromStored = ({ type }: FieldPolicy, value: Stored): unknown =>
  value === null
    ? null
    : type === 'Boolean'
      ? Boolean(value)
      : type === 'DateTime'
        ? new Date(value)
        : value
