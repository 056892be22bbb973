import { Prisma } from '@prisma/client'

import { delegateOf } from './delegateOf'
import { keepsPlans, named } from './keptPlans'
import type { Client } from './operation'
import type { FieldPolicy, ModelPolicy, Policy } from './types'

type Args = Record<string, unknown>

/**
 * Has the stock client do an operation of a model of the policy: all that
 * enforces rules asks Prisma through this. Values are named for it, so that it
 * need make no plan of a query that it knows with others. Those that could make a
 * difference are not; only whole numbers, texts and booleans of filters and of
 * data are.
 *
 * @param client the stock client of the policy's schema, or an open transaction
 * @throws what Prisma throws
 */
export const callPrisma = (
  policy: Policy,
  client: Client,
  model: string,
  operation: string,
  args: Args
): Promise<unknown> => {
  const delegate = delegateOf(client, model)
  const known = keepsPlans(client)
    ? namedArgs(policy, policy.models[model], args)
    : null
  return known
    ? delegate[operation](known).catch((error) => {
        if (error instanceof Prisma.PrismaClientValidationError) {
          // It cites the arguments: those that it has been given.
          return delegate[operation](args)
        }
        throw error
      })
    : delegate[operation](args)
}

/** Arguments of which a plan may depend on the values. */
const UNKEPT = ['cursor', 'having']

// Each of these gives null for a query that had better not be kept: one with values
// that are neither named nor few.

const namedArgs = (
  policy: Policy,
  model: ModelPolicy,
  args: Args
): Args | null => {
  const result: Args = {}
  for (const key in args) {
    const value = args[key]
    const known =
      value === undefined
        ? value
        : key === 'where'
          ? namedWhere(policy, model, value as Args)
          : key === 'data'
            ? namedData(model, value as Args | Args[])
            : key === 'select'
              ? namedSelect(policy, model, value as Args)
              : UNKEPT.includes(key)
                ? null
                : value
    if (known === null) {
      return null
    }
    result[key] = known
  }
  return result
}

const namedSelect = (
  policy: Policy,
  model: ModelPolicy,
  select: Args
): Args | null => {
  const result: Args = {}
  for (const key in select) {
    const value = select[key]
    if (typeof value !== 'object' || value === null) {
      result[key] = value
      continue
    }
    const asked = value as Args
    const known =
      key === '_count'
        ? namedCounts(policy, model, asked)
        : namedArgs(policy, policy.models[model.fields[key].type], asked)
    if (known === null) {
      return null
    }
    result[key] = known
  }
  return result
}

/** As a selection: each relation is counted under a filter. */
const namedCounts = (
  policy: Policy,
  model: ModelPolicy,
  { select }: Args
): Args | null => {
  const known = namedSelect(policy, model, (select ?? {}) as Args)
  return known && { select: known }
}

const namedWhere = (
  policy: Policy,
  model: ModelPolicy,
  where: Args
): Args | null => {
  const result: Args = {}
  for (const key in where) {
    const value = where[key]
    if (value === undefined) {
      continue
    }
    const known = namedTest(policy, model, key, value)
    if (known === undefined) {
      return null
    }
    result[key] = known
  }
  return result
}

/** As the others, but null is a value here: undefined for what is not kept. */
const namedTest = (
  policy: Policy,
  model: ModelPolicy,
  key: string,
  value: unknown
): unknown => {
  if (key === 'AND' || key === 'OR' || key === 'NOT') {
    return Array.isArray(value)
      ? all(value, (part: Args) => namedWhere(policy, model, part))
      : (namedWhere(policy, model, value as Args) ?? undefined)
  }
  const field = model.fields[key]
  if (!field) {
    // A key of several fields.
    return namedWhere(policy, model, value as Args) ?? undefined
  }
  if (field.kind !== 'relation') {
    return namedFilter(field, value)
  }
  return value === null
    ? null
    : namedRelation(policy, policy.models[field.type], value as Args)
}

const all = <Part>(parts: Part[], name: (part: Part) => unknown) => {
  const result: unknown[] = []
  for (const part of parts) {
    const known = name(part)
    if (known === null) {
      return undefined
    }
    result.push(known)
  }
  return result
}

const KINDS = ['is', 'isNot', 'some', 'every', 'none']

const namedRelation = (policy: Policy, target: ModelPolicy, filter: Args) => {
  const result: Args = {}
  for (const kind in filter) {
    const inner = filter[kind]
    if (!KINDS.includes(kind)) {
      return undefined
    }
    const known =
      inner === null || inner === undefined
        ? inner
        : namedWhere(policy, target, inner as Args)
    if (known === null && inner !== null) {
      return undefined
    }
    result[kind] = known
  }
  return result
}

const OPERATORS = ['equals', 'not', 'lt', 'lte', 'gt', 'gte']
const OF_LISTS = ['in', 'notIn']
/** How many values a list may have: for each number there is a plan. */
const LONGEST = 100

const namedFilter = (field: FieldPolicy, filter: unknown): unknown => {
  if (typeof filter !== 'object' || filter === null) {
    return namedValue(field, filter)
  }
  if (Object.getPrototypeOf(filter) !== Object.prototype) {
    // A date, another field, and the like.
    return undefined
  }
  const result: Args = {}
  const tests = filter as Args
  for (const operator in tests) {
    const wanted = tests[operator]
    const known = OPERATORS.includes(operator)
      ? namedFilter(field, wanted)
      : OF_LISTS.includes(operator) && Array.isArray(wanted)
        ? namedList(field, wanted)
        : undefined
    if (known === undefined) {
      return undefined
    }
    result[operator] = known
  }
  return result
}

const namedList = (field: FieldPolicy, values: unknown[]) =>
  values.length > LONGEST || values.includes(null)
    ? undefined
    : all(values, (value) => namedValue(field, value) ?? null)

const namedData = (model: ModelPolicy, data: Args | Args[]): Args | null => {
  if (Array.isArray(data)) {
    return null
  }
  const result: Args = {}
  for (const key in data) {
    const value = data[key]
    const known =
      value === undefined ? value : namedValue(model.fields[key], value)
    if (known === undefined && value !== undefined) {
      return null
    }
    result[key] = known
  }
  return result
}

const MOST = 2 ** 31
/** Half of a character, which is refused when a plan is made. */
const HALF = /\p{Surrogate}/u

const namedValue = (
  { type, kind, list }: FieldPolicy,
  value: unknown
): unknown => {
  if (value === null) {
    return null
  }
  if (list) {
    return undefined
  }
  if (kind === 'enum') {
    // Of these there are few.
    return typeof value === 'string' ? value : undefined
  }
  switch (type) {
    case 'Int':
      return Number.isInteger(value) && Math.abs(value as number) < MOST
        ? named(value as number)
        : undefined
    case 'String':
      return typeof value === 'string' && !HALF.test(value)
        ? named(value)
        : undefined
    case 'Boolean':
      return typeof value === 'boolean' ? named(value) : undefined
    default:
      return undefined
  }
}
