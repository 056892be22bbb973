import type { Policy } from 'src/lib/policy/types'

import type { Tables } from '../reference'

/** What a database knows of a foreign key. */
export interface ForeignKey {
  table: string
  columns: string[]
  model: string
  references: string[]
  /** What becomes of the row when the other one goes, in SQL's words. */
  onDelete: string
}

/** A database past Prisma: what is really stored, and what is made to be. */
export interface Storage {
  /** Runs the statements of a script. */
  run: (script: string) => Promise<void>
  /** Puts these rows, and no others, into tables; numbering begins anew. */
  fill: (policy: Policy, tables: Tables) => Promise<void>
  /** All rows of a table, in the order of some of its columns. */
  rowsOf: (table: string, order: string[]) => Promise<Record<string, unknown>[]>
  /** By table and column, the SQL of defaults that are no numbering. */
  defaults: () => Promise<Map<string, string | null>>
  foreignKeys: () => Promise<ForeignKey[]>
  close: () => Promise<void>
}
