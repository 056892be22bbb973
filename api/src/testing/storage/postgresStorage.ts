import { Client, types } from 'pg'

import type { Policy } from 'src/lib/policy/types'

import type { Row } from '../reference'

import type { Storage } from './storage'

/** A PostgreSQL database, through a connection of its own. */
export const postgresStorage = async (url: string): Promise<Storage> => {
  const client = new Client({
    connectionString: url,
    types: { getTypeParser: getTypeParser as typeof types.getTypeParser },
  })
  await client.connect()
  const ask = async <Info>(text: string, values: unknown[] = []) =>
    (await client.query(text, values)).rows as Info[]

  const insert = async (table: string, row: Row) => {
    const names = Object.keys(row)
    const places = names.map((_name, n) => `$${n + 1}`).join()
    const columns = names.map((name) => `"${name}"`).join()
    await ask(
      `INSERT INTO "${table}" (${columns}) VALUES (${places})`,
      names.map((name) => toStored(row[name]))
    )
  }

  return {
    run: async (script) => {
      await client.query(script)
    },
    fill: async (policy, tables) => {
      await client.query(
        // Foreign keys and triggers are not looked at; that takes a superuser.
        ['BEGIN', 'SET LOCAL session_replication_role = replica']
          .concat(Object.keys(tables).map((table) => `DELETE FROM "${table}"`))
          .join(';')
      )
      for (const [table, rows] of Object.entries(tables)) {
        for (const row of rows) {
          await insert(table, row)
        }
      }
      const counted = Object.keys(tables).filter((table) =>
        isNumbered(policy, table)
      )
      await client.query(counted.map(numberAnew).concat('COMMIT').join(';'))
    },
    rowsOf: (table, order) =>
      ask(
        `SELECT * FROM "${table}" ORDER BY ${order.map((name) => `"${name}"`).join()}`
      ),
    defaults: async () =>
      new Map(
        (await ask<ColumnInfo>(COLUMNS)).map(({ column, text }) => [
          column,
          defaultIn(text),
        ])
      ),
    foreignKeys: () => ask(FOREIGN_KEYS),
    close: () => client.end(),
  }
}

const isNumbered = ({ models }: Policy, table: string) => {
  const id = models[table]?.fields.id
  return id?.type === 'Int' && id.hasDefault
}

const numberAnew = (table: string) =>
  `SELECT setval(pg_get_serial_sequence('"${table}"', 'id'),
    (SELECT COALESCE(MAX("id"), 0) FROM "${table}") + 1, false)`

interface ColumnInfo {
  column: string
  text: string | null
}

const COLUMNS = `
  SELECT table_name || '.' || column_name AS column, column_default AS text
  FROM information_schema.columns WHERE table_schema = 'public'`

const FOREIGN_KEYS = `
  SELECT c.conrelid::regclass::text AS oid, t.relname AS table,
    array_agg(a.attname::text) AS columns, m.relname AS model,
    array_agg(r.attname::text) AS references,
    CASE c.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL'
      WHEN 'r' THEN 'RESTRICT' ELSE 'NO ACTION' END AS "onDelete"
  FROM pg_constraint c
    CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS pair(own, other)
    JOIN pg_class t ON t.oid = c.conrelid
    JOIN pg_class m ON m.oid = c.confrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = pair.own
    JOIN pg_attribute r ON r.attrelid = c.confrelid AND r.attnum = pair.other
  WHERE c.contype = 'f'
  GROUP BY c.oid, c.conrelid, t.relname, m.relname, c.confdeltype`

/** Without its cast; what counts is no default of SQLite's. */
const defaultIn = (text: string | null) =>
  text === null || text.startsWith('nextval(')
    ? null
    : text.replace(/::[^']*$/, '')

const toStored = (value: unknown) =>
  value instanceof Date ? value.toISOString() : value

const { TIMESTAMP, NUMERIC } = types.builtins

// The driver takes a time without a zone for a local one.
const getTypeParser = (id: number, format: 'text') =>
  id === TIMESTAMP
    ? (text: string) => new Date(`${text}Z`)
    : id === NUMERIC
      ? Number
      : types.getTypeParser(id, format)
