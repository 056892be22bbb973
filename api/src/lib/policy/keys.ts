import type { ModelPolicy } from './types'

/*
 * Rows by their primary keys.
 */

type Row = Record<string, unknown>

/** A Prisma `select` of these fields. */
export const selecting = (names: Iterable<string>): Record<string, true> =>
  Object.fromEntries([...names].map((name) => [name, true]))

/** The values of these fields of a row. */
export const picked = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, row[name]]))

/** The primary key of a row, by field. */
export const keyOf = ({ key }: ModelPolicy, row: Row): Row => picked(row, key)

/** A primary key as a text, to tell rows apart by. */
export const idOf = (model: ModelPolicy, row: Row): string =>
  JSON.stringify(keyOf(model, row), (_name, value) =>
    typeof value === 'bigint' ? String(value) : value
  )

// Prisma's SQLite takes 999 parameters, and an OR of as many goes too deep.
const MOST_KEYS = 300

/** So many rows at a time as one filter can name. */
export const inParts = (rows: Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / MOST_KEYS) }, (_, n) =>
    rows.slice(n * MOST_KEYS, (n + 1) * MOST_KEYS)
  )

/** A filter for the rows with these primary keys. */
export const withKeys = ({ key }: ModelPolicy, rows: Row[]): Row => {
  const [name, ...others] = key
  return others.length === 0
    ? { [name]: { in: rows.map((row) => row[name]) } }
    : { OR: rows.map((row) => picked(row, key)) }
}

/** A primary key as Prisma's unique filter has it. */
export const uniqueBy = ({ key }: ModelPolicy, row: Row): Row =>
  key.length === 1 ? picked(row, key) : { [key.join('_')]: picked(row, key) }
