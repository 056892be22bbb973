import type { Row } from '../environment'
import type { FieldPolicy, Policy } from '../types'

/** What a made-up row has in a field that is no relation. */
export type MakeValue = (field: FieldPolicy, model: string) => unknown

/**
 * A row with one of everything: a value in each field, a row behind each
 * relation, and one element in each list. Rows are made when they are asked for,
 * as relations go round in circles.
 */
export const madeUpRow = (
  policy: Policy,
  model: string,
  make: MakeValue = anyValue
): Row => {
  const row: Row = {}
  for (const field of Object.values(policy.models[model].fields)) {
    Object.defineProperty(row, field.name, {
      enumerable: true,
      get: () => {
        const value =
          field.kind === 'relation'
            ? madeUpRow(policy, field.type, make)
            : make(field, model)
        return field.list ? [value] : value
      },
    })
  }
  return row
}

const anyValue: MakeValue = ({ type }) => VALUES[type] ?? 'made up'

const VALUES: Record<string, unknown> = {
  Int: 1,
  BigInt: BigInt(1),
  Float: 1.5,
  Decimal: 1.5,
  Boolean: true,
  DateTime: new Date(0),
  Json: {},
  Bytes: new Uint8Array(),
}
