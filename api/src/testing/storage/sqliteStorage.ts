import Database from 'libsql'

import type { Row } from '../reference'

import type { Storage } from './storage'

type Stored = string | number | null

/** The SQLite file at a path, through a connection of its own. */
export const sqliteStorage = (file: string): Storage => {
  const sql = new Database(file, {})
  sql.pragma('journal_mode = WAL')
  // It is thrown away: nothing in it need survive a power cut.
  sql.pragma('synchronous = OFF')
  // Each is prepared once. The driver closes those that it is not asked for again
  // only when garbage is collected, and until then a pragma goes through them all.
  const known = new Map<string, Database.Statement>()
  const prepare = (text: string): Database.Statement => {
    const statement = known.get(text) ?? sql.prepare(text)
    known.set(text, statement)
    return statement
  }
  const ask = <Info>(pragma: string, table: string) =>
    sql.prepare(`PRAGMA ${pragma}("${table}")`).all() as Info[]
  const tableNames = () =>
    (
      sql
        .prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`)
        .all() as { name: string }[]
    ).map(({ name }) => name)

  const number = (table: string, rows: Row[]) => {
    const last = Math.max(0, ...rows.map(({ id }) => Number(id) || 0))
    prepare('DELETE FROM sqlite_sequence WHERE name = ?').run(table)
    prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(
      table,
      last
    )
  }

  return {
    run: async (script) => {
      sql.exec(script)
    },
    fill: async (policy, tables) => {
      sql.exec('PRAGMA foreign_keys = OFF')
      sql.exec('BEGIN IMMEDIATE')
      for (const [table, rows] of Object.entries(tables)) {
        sql.exec(`DELETE FROM "${table}"`)
        for (const row of rows) {
          const names = Object.keys(row)
          const places = names.map(() => '?').join()
          const columns = names.map((name) => `"${name}"`).join()
          prepare(`INSERT INTO "${table}" (${columns}) VALUES (${places})`).run(
            names.map((name) => toStored(row[name]))
          )
        }
        if (policy.models[table]) {
          number(table, rows)
        }
      }
      sql.exec('COMMIT')
    },
    rowsOf: async (table, order) =>
      prepare(`SELECT * FROM "${table}" ORDER BY ${order.join()}`)
        .all()
        // The driver gives rows of a class of its own.
        .map((row) => ({ ...(row as Row) })),
    defaults: async () =>
      new Map(
        tableNames().flatMap((table) =>
          ask<ColumnInfo>('table_info', table).map(
            (column): [string, string | null] => [
              `${table}.${column.name}`,
              column.dflt_value,
            ]
          )
        )
      ),
    foreignKeys: async () =>
      tableNames().flatMap((table) => {
        const columns = ask<KeyInfo>('foreign_key_list', table)
        return columns
          .filter(({ seq }) => seq === 0)
          .map((first) => {
            const own = columns.filter(({ id }) => id === first.id)
            return {
              table,
              columns: own.map(({ from }) => from),
              model: first.table,
              references: own.map(({ to }) => to),
              onDelete: first.on_delete,
            }
          })
      }),
    close: async () => {
      sql.close()
    },
  }
}

interface ColumnInfo {
  name: string
  dflt_value: string | null
}

interface KeyInfo {
  id: number
  /** Which of the columns of the key it is. */
  seq: number
  table: string
  from: string
  to: string
  on_delete: string
}

// As Prisma writes them.
const toStored = (value: unknown): Stored =>
  value instanceof Date
    ? value.toISOString().replace('Z', '+00:00')
    : typeof value === 'boolean'
      ? Number(value)
      : (value as Stored)
