import type { FieldPolicy } from 'src/lib/policy/types'

import type { Tables } from './reference'
import { linkTables } from './relations'
import type { Scratch } from './scratch'

/** Puts these rows, and no others, into the database; numbering begins anew. */
export const store = ({ policy, storage }: Scratch, tables: Tables) =>
  storage.fill(policy, tables)

/** All that the database holds, past Prisma. */
export const stored = async ({ policy, storage }: Scratch): Promise<Tables> => {
  const tables: Tables = {}
  for (const { name, fields, key } of Object.values(policy.models)) {
    const rows = await storage.rowsOf(name, key)
    tables[name] = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          fromStored(fields[column], value),
        ])
      )
    )
  }
  for (const { table } of linkTables(policy)) {
    tables[table] = await storage.rowsOf(table, ['A', 'B'])
  }
  return tables
}

const fromStored = ({ type }: FieldPolicy, value: unknown): unknown =>
  value === null
    ? null
    : type === 'Boolean'
      ? Boolean(value)
      : type === 'DateTime'
        ? new Date(value as string | Date)
        : value
