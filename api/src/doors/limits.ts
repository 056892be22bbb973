import { env } from 'src/lib/env'
import type { FieldPolicy, Policy } from 'src/lib/policy/types'

import { invalid } from './refusal'

type Args = Record<string, unknown>

const isObject = (value: unknown): value is Args =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Refuses JSON that is too deep or has too many values, keys that stand for an
 * object's prototype, and texts with a NUL, which no database keeps.
 *
 * @param given as `JSON.parse` makes it
 * @throws Refusal 400, naming the path
 */
export const withinMeasure = <Given>(given: Given): Given => {
  let values = 0
  const look = (value: unknown, path: (string | number)[]) => {
    values += 1
    if (values > env.api.maxNodes) {
      throw invalid(`Has more than ${env.api.maxNodes} values`)
    }
    if (typeof value === 'string' && value.includes('\0')) {
      throw invalid('Has a NUL character', path)
    }
    if (typeof value !== 'object' || value === null) {
      return
    }
    if (path.length >= env.api.maxDepth) {
      throw invalid(`Is more than ${env.api.maxDepth} levels deep`)
    }
    for (const [key, inner] of Object.entries(value)) {
      if (key === '__proto__' || key.includes('\0')) {
        throw invalid('Has a key that cannot be', path)
      }
      look(inner, [...path, Array.isArray(value) ? Number(key) : key])
    }
  }
  look(given, [])
  return given
}

/** How many rows could come of these arguments of a list, at the most. */
const rowsOf = (policy: Policy, model: string, args: Args): number => {
  const { take } = args
  return (
    (typeof take === 'number' ? Math.abs(take) : 1) *
    (1 + nestedRows(policy, model, args))
  )
}

const nestedRows = (policy: Policy, model: string, args: Args): number => {
  const { fields } = policy.models[model]
  const asked = { ...(args.select as Args), ...(args.include as Args) }
  return Object.entries(asked)
    .map(([name, inner]): [FieldPolicy | undefined, unknown] => [
      fields[name],
      inner === true ? {} : inner,
    ])
    .reduce(
      (sum, [field, inner]) =>
        field?.kind === 'relation' && isObject(inner)
          ? sum + rowsOf(policy, field.type, inner)
          : sum,
      0
    )
}

/**
 * Refuses what could answer with too many rows: lists in lists multiply.
 *
 * @param args with a `take` for each list
 * @throws Refusal 400
 */
export const withinRows = (policy: Policy, model: string, args: Args): Args => {
  const rows = rowsOf(policy, model, args)
  if (rows > env.api.maxRows) {
    throw invalid(
      `Could answer with ${rows} rows; ${env.api.maxRows} are the most. ` +
        'Take less of the lists, or fewer lists in lists.'
    )
  }
  return args
}
