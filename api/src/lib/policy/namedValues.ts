import { named } from './keptPlans'
import type { FieldPolicy, ModelPolicy, Policy } from './types'

type Args = Record<string, unknown>

/** Of a query that had better not be kept. */
const UNKEPT = Symbol('unkept')

/**
 * The arguments of an operation, with names for all values that vary and make no
 * difference to its plan: whole numbers, texts and booleans in filters and in data.
 *
 * @returns null for a query with values that are neither named nor few, whose plan
 * is not worth keeping
 */
export const withNamedValues = (
  policy: Policy,
  model: string,
  args: Args
): Args | null => {
  const known = ofArgs(policy, policy.models[model], args)
  return known === UNKEPT ? null : (known as Args)
}

/** An object of the same keys; UNKEPT where one of its values is. */
const each = (
  given: unknown,
  name: (key: string, value: unknown) => unknown
): unknown => {
  if (typeof given !== 'object' || given === null || !isPlain(given)) {
    return UNKEPT
  }
  const result: Args = {}
  for (const [key, value] of Object.entries(given)) {
    if (value !== undefined) {
      const known = name(key, value)
      if (known === UNKEPT) {
        return UNKEPT
      }
      result[key] = known
    }
  }
  return result
}

/** Not a list, a date, a reference to another field and the like. */
const isPlain = (given: object) =>
  Object.getPrototypeOf(given) === Object.prototype

const all = (given: unknown[], name: (value: unknown) => unknown): unknown => {
  const result = given.map(name)
  return result.includes(UNKEPT) ? UNKEPT : result
}

const ofArgs = (policy: Policy, model: ModelPolicy, args: unknown) =>
  each(args, (key, value) => {
    switch (key) {
      case 'where':
        return ofWhere(policy, model, value)
      case 'data':
        return ofData(model, value)
      case 'select':
        return ofSelect(policy, model, value)
      case 'cursor':
      case 'having':
        return UNKEPT
      default:
        return value
    }
  })

const fieldOf = ({ fields }: ModelPolicy, name: string) =>
  Object.hasOwn(fields, name) ? fields[name] : undefined

const ofSelect = (
  policy: Policy,
  model: ModelPolicy,
  select: unknown
): unknown =>
  each(select, (key, value) => {
    if (typeof value !== 'object') {
      return value
    }
    if (key === '_count') {
      return each(value, (_select, counted) => ofSelect(policy, model, counted))
    }
    const field = fieldOf(model, key)
    return field?.kind === 'relation'
      ? ofArgs(policy, policy.models[field.type], value)
      : UNKEPT
  })

const ofWhere = (policy: Policy, model: ModelPolicy, where: unknown): unknown =>
  each(where, (key, value) => {
    if (key === 'AND' || key === 'OR' || key === 'NOT') {
      return Array.isArray(value)
        ? all(value, (part) => ofWhere(policy, model, part))
        : ofWhere(policy, model, value)
    }
    const field = fieldOf(model, key)
    if (!field) {
      // A key of several fields.
      return ofWhere(policy, model, value)
    }
    return field.kind === 'relation'
      ? ofRelated(policy, policy.models[field.type], value)
      : ofTest(field, value)
  })

const KINDS = ['is', 'isNot', 'some', 'every', 'none']

const ofRelated = (policy: Policy, target: ModelPolicy, filter: unknown) =>
  filter === null
    ? null
    : each(filter, (kind, inner) => {
        if (!KINDS.includes(kind)) {
          return UNKEPT
        }
        return inner === null ? null : ofWhere(policy, target, inner)
      })

const OPERATORS = ['equals', 'not', 'lt', 'lte', 'gt', 'gte']
/** How many values a list may have: for each number there is a plan. */
const LONGEST = 100

const ofTest = (field: FieldPolicy, test: unknown): unknown =>
  typeof test !== 'object' || test === null
    ? ofValue(field, test)
    : each(test, (operator, wanted) => {
        if (operator === 'in' || operator === 'notIn') {
          return ofList(field, wanted)
        }
        return OPERATORS.includes(operator) ? ofTest(field, wanted) : UNKEPT
      })

const ofList = (field: FieldPolicy, values: unknown) =>
  !Array.isArray(values) || values.length > LONGEST || values.includes(null)
    ? UNKEPT
    : all(values, (value) => ofValue(field, value))

const ofData = (model: ModelPolicy, data: unknown) =>
  each(data, (key, value) => {
    const field = fieldOf(model, key)
    return field ? ofValue(field, value) : UNKEPT
  })

const MOST = 2 ** 31
/** Half of a character, which is refused where a plan is made. */
const HALF = /\p{Surrogate}/u

const ofValue = (
  { type, kind, list }: FieldPolicy,
  value: unknown
): unknown => {
  if (value === null) {
    return null
  }
  if (list) {
    return UNKEPT
  }
  switch (typeof value) {
    case 'number':
      return type === 'Int' && Number.isInteger(value) && Math.abs(value) < MOST
        ? named(value)
        : UNKEPT
    case 'string':
      // Of an enum there are few.
      return kind === 'enum'
        ? value
        : type === 'String' && !HALF.test(value)
          ? named(value)
          : UNKEPT
    case 'boolean':
      return type === 'Boolean' ? named(value) : UNKEPT
    default:
      return UNKEPT
  }
}
