import type { Condition, Test } from './condition'

/** A filter of the Prisma client. */
export type Where = Record<string, unknown>

/** Gives Prisma's reference to a field, to compare another one with. */
export type FieldReference = (model: string, field: string) => unknown

interface Emission {
  /** Whether the opposite is asked for. */
  negated: boolean
  /** Whether unknown must not pass for true when it is negated around us. */
  strict: boolean
  reference: FieldReference
}

/**
 * The filter for the rows of which a condition is true: not false, and not
 * unknown either.
 *
 * @returns true or false when no row needs to be looked at
 */
export const toWhere = (
  condition: Condition,
  reference: FieldReference = noReference
): Where | boolean =>
  emit(condition, { negated: false, strict: false, reference })

/**
 * As `toWhere`, but of no row is the filter unknown, so that its negation finds
 * all the other rows.
 */
export const toStrictWhere = (
  condition: Condition,
  reference: FieldReference
): Where | boolean =>
  emit(condition, { negated: false, strict: true, reference })

const noReference: FieldReference = (model, field) => {
  throw new Error(`No way to refer to ${model}.${field}`)
}

// Negation is driven down to the tests, so that each of them is asked for what
// is true of it, and unknown falls out on both sides.
const emit = (condition: Condition, how: Emission): Where | boolean => {
  if (condition === null) {
    return false
  }
  if (typeof condition === 'boolean') {
    return condition !== how.negated
  }
  switch (condition.kind) {
    case 'and':
    case 'or': {
      if (how.negated && condition.kind === 'and' && isPlain(condition.parts)) {
        return { NOT: allOf(condition.parts.map((part) => emit(part, PLAIN))) }
      }
      const parts = condition.parts.map((part) => emit(part, how))
      return (condition.kind === 'and') !== how.negated
        ? allOf(parts)
        : anyOf(parts)
    }
    case 'not':
      return emit(condition.part, { ...how, negated: !how.negated })
    case 'field':
      return emitField(condition, how)
    case 'absent': {
      const { relation } = condition
      return how.negated
        ? { [relation]: { isNot: null } }
        : { [relation]: null }
    }
    case 'one': {
      const inner = emit(condition.condition, how)
      return inner === false
        ? false
        : { [condition.relation]: { is: inner === true ? {} : inner } }
    }
    default:
      return emitCollection(condition, how)
  }
}

const PLAIN: Emission = {
  negated: false,
  strict: false,
  reference: noReference,
}

/**
 * Whether these are plain tests of fields that always have a value, some of which
 * had to be turned into `not`. All can be negated at once, which Prisma makes less
 * of than of each by itself.
 */
const isPlain = (parts: Condition[]) => {
  let isWorthIt = false
  const arePlain = parts.every((part) => {
    const isNot = typeof part === 'object' && part?.kind === 'not'
    const test = isNot ? part.part : part
    if (typeof test !== 'object' || test?.kind !== 'field' || test.optional) {
      return false
    }
    const { operator, value, fieldOf } = test.test
    const isSwitch = typeof value === 'boolean'
    isWorthIt ||= !isSwitch
    return (
      operator === 'equals' &&
      !fieldOf &&
      value !== null &&
      (isSwitch || !isNot)
    )
  })
  return arePlain && isWorthIt
}

const allOf = (parts: (Where | boolean)[]): Where | boolean => {
  const open = parts.filter((part) => part !== true)
  if (open.includes(false)) {
    return false
  }
  const filters = open as Where[]
  return filters.length === 0 ? true : merged(filters)
}

/**
 * One filter for the rows that pass all of these, as flat as can be: two
 * conditions on one related record are asked of it at once, as each would be a
 * join of its own.
 */
export const merged = (filters: Where[]): Where => {
  if (filters.length === 1) {
    return filters[0]
  }
  const flat: Where = {}
  const apart: Where[] = []
  for (const filter of filters) {
    for (const key in filter) {
      const value = filter[key]
      const before = flat[key]
      if (before === undefined) {
        flat[key] = value
      } else if (before === value) {
        continue
      } else if (isOfOne(before) && isOfOne(value)) {
        flat[key] = { is: merged([before.is, value.is]) }
      } else {
        apart.push({ [key]: value })
      }
    }
  }
  return apart.length === 0
    ? flat
    : { ...flat, AND: [...[flat.AND ?? []].flat(), ...apart] }
}

const isOfOne = (value: unknown): value is { is: Where } =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).join() === 'is' &&
  (value as { is: unknown }).is !== null

const anyOf = (parts: (Where | boolean)[]): Where | boolean => {
  const open = parts.filter((part) => part !== false)
  if (open.includes(true)) {
    return true
  }
  return open.length < 2 ? (open[0] ?? false) : { OR: open }
}

const emitField = (
  { field, optional, test }: { field: string; optional: boolean; test: Test },
  { negated, strict, reference }: Emission
): Where => {
  const { operator, fieldOf } = test
  const value = fieldOf ? reference(fieldOf, String(test.value)) : test.value
  const isPlain = operator === 'equals' && !fieldOf
  const filter = isPlain ? value : { [operator]: value }
  // `= false` can use an index, `<> true` cannot.
  const isSwitch = isPlain && typeof value === 'boolean' && !optional
  const where = !negated
    ? { [field]: filter }
    : isSwitch
      ? { [field]: !value }
      : isPlain
        ? { [field]: { not: value } }
        : { NOT: { [field]: filter } }
  const needsValue = strict && optional && test.value !== null
  return needsValue ? { AND: [{ [field]: { not: null } }, where] } : where
}

// Some element: of which the condition is true. Every element: there is none of
// which it is not true, be it false or unknown; Prisma's `every` lets unknown
// pass, so the tests inside are made to answer false instead.
const emitCollection = (
  condition: Extract<Condition, { kind: 'some' | 'every' | 'none' }>,
  { negated, reference }: Emission
): Where | boolean => {
  const { kind, relation } = condition
  const inner = emit(condition.condition, {
    negated: false,
    strict: kind === 'every',
    reference,
  })
  if (inner === false && kind !== 'every') {
    return (kind === 'none') !== negated
  }
  if (kind === 'every') {
    return negated
      ? { [relation]: { some: opposite(inner) } }
      : { [relation]: { every: filterOf(inner) } }
  }
  const isSome = (kind === 'some') !== negated
  return { [relation]: { [isSome ? 'some' : 'none']: filterOf(inner) } }
}

const filterOf = (where: Where | boolean): Where =>
  where === true ? {} : where === false ? NOTHING : where

// Prisma reads `NOT: {}` as no condition at all.
const opposite = (where: Where | boolean): Where =>
  typeof where === 'boolean' ? filterOf(!where) : { NOT: where }

/** A filter that no row passes. */
const NOTHING: Where = { OR: [] }
