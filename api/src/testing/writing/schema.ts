import type { FieldPolicy, Policy } from 'src/lib/policy/types'

import type { Scratch } from '../scratch'
import type { ForeignKey } from '../storage/storage'

/** Stands for the time of the write, and for a key that nobody can foretell. */
export const NOW = 'now'
export const ANY_KEY = 'a key'

/** What the database itself knows of a schema, and the policy does not say. */
export interface Schema {
  policy: Policy
  /** A column's value when the input gives none. */
  defaultOf: (model: string, field: FieldPolicy) => unknown
  keysOf: (table: string) => ForeignKey[]
  keysTo: (model: string) => ForeignKey[]
}

/** Asks the database for its defaults and foreign keys. */
export const schemaOf = async ({
  policy,
  storage,
}: Scratch): Promise<Schema> => {
  const defaults = await storage.defaults()
  const keys = await storage.foreignKeys()
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
