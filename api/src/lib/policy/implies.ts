import { isDeepStrictEqual } from 'node:util'

import { and, not, one, or } from './condition'
import type { Condition, Test } from './condition'

/*
 * What need not be asked, as it follows from what is known. A proof goes by the
 * shape of two conditions alone: where it finds none, nothing is said.
 */

/**
 * Whether a condition is known to be true of every row of which another one is.
 *
 * @param given true of the row
 * @returns false also for what does follow, but not so plainly
 */
export const implies = (given: Condition, wanted: Condition): boolean =>
  wanted === true || (given !== true && proves(spread(given), spread(wanted)))

/**
 * What is left to ask of a row to know that `wanted` is true of it.
 *
 * @param given true of the row
 * @returns `wanted` itself if nothing of it follows
 */
export const beyond = (wanted: Condition, given: Condition): Condition => {
  if (given === true || typeof wanted === 'boolean') {
    return wanted
  }
  if (isOpen(given) && given.kind === 'field' && !asks(wanted, given.field)) {
    return wanted
  }
  const known = spread(given)
  const parts = partsOf(wanted)
  const open = parts.filter((part) => !proves(known, spread(part)))
  return open.length === parts.length ? wanted : and(...open)
}

/**
 * What is known of the rows that a relation leads to, from what is known of the
 * row it leads from.
 *
 * @param opposite the relation back, if it leads to one row
 */
export const knownThrough = (
  given: Condition,
  relation: string,
  opposite: string | undefined
): Condition => {
  const parts = isOpen(given) && given.kind === 'and' ? given.parts : [given]
  const known: Condition[] = []
  for (const part of parts) {
    if (isOpen(part) && part.kind === 'one' && part.relation === relation) {
      known.push(part.condition)
    }
  }
  if (opposite !== undefined && given !== true) {
    known.push(one(opposite, given))
  }
  return and(...known)
}

type Open = Exclude<Condition, boolean | null>

const isOpen = (condition: Condition): condition is Open =>
  typeof condition === 'object' && condition !== null

/** Whether a condition tests this field of the row itself. */
const asks = (condition: Condition, field: string): boolean => {
  if (!isOpen(condition)) {
    return false
  }
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.some((part) => asks(part, field))
    case 'not':
      return asks(condition.part, field)
    default:
      return condition.kind === 'field' && condition.field === field
  }
}

/** What must all be true for a condition to be. */
const partsOf = (condition: Condition): Condition[] => {
  if (!isOpen(condition)) {
    return [condition]
  }
  if (condition.kind === 'and') {
    return condition.parts.flatMap(partsOf)
  }
  if (condition.kind !== 'not') {
    return [condition]
  }
  const { part } = condition
  return isOpen(part) && part.kind === 'or'
    ? part.parts.map(not).flatMap(partsOf)
    : [condition]
}

/**
 * The same condition, with `not` and `one` driven down to the tests, so that
 * whatever can be told apart stands side by side.
 */
const spread = (condition: Condition): Condition => {
  if (!isOpen(condition)) {
    return condition
  }
  switch (condition.kind) {
    case 'and':
      return and(...condition.parts.map(spread))
    case 'or':
      return or(...condition.parts.map(spread))
    case 'one':
      return eachOfOne(condition.relation, spread(condition.condition))
    case 'some':
      return { ...condition, condition: spread(condition.condition) }
    case 'not':
      return spreadNot(condition.part)
    default:
      return condition
  }
}

const eachOfOne = (relation: string, inner: Condition): Condition => {
  if (!isOpen(inner) || (inner.kind !== 'and' && inner.kind !== 'or')) {
    return one(relation, inner)
  }
  const parts = inner.parts.map((part) => eachOfOne(relation, part))
  return inner.kind === 'and' ? and(...parts) : or(...parts)
}

const spreadNot = (part: Condition): Condition => {
  if (!isOpen(part)) {
    return not(part)
  }
  switch (part.kind) {
    case 'and':
      return or(...part.parts.map(spreadNot))
    case 'or':
      return and(...part.parts.map(spreadNot))
    case 'not':
      return spread(part.part)
    // Without the record, both are unknown.
    case 'one':
      return eachOfOne(part.relation, spreadNot(part.condition))
    case 'field':
      return isLiteral(part.test) && typeof part.test.value === 'boolean'
        ? { ...part, test: { ...part.test, value: !part.test.value } }
        : not(part)
    default:
      return not(part)
  }
}

const proves = (given: Condition, wanted: Condition): boolean => {
  if (wanted === true || given === false || given === null) {
    return true
  }
  if (isOpen(given) && given.kind === 'or') {
    return given.parts.every((part) => proves(part, wanted))
  }
  if (isOpen(wanted) && wanted.kind === 'and') {
    return wanted.parts.every((part) => proves(given, part))
  }
  if (isOpen(given) && given.kind === 'and') {
    return (
      given.parts.some((part) => proves(part, wanted)) ||
      provesSome(given, wanted)
    )
  }
  return isOpen(given) && isOpen(wanted)
    ? provesSome(given, wanted) || provesTest(given, wanted)
    : false
}

const provesSome = (given: Condition, wanted: Condition) =>
  isOpen(wanted) &&
  wanted.kind === 'or' &&
  wanted.parts.some((part) => proves(given, part))

/**
 * What remains to be said of `allowed` where `denied` is denied besides. Of
 * "owned, or published" and no "owned and not published", it is "published".
 */
export const beside = (allowed: Condition, denied: Condition): Condition => {
  if (!isOpen(allowed) || allowed.kind !== 'or' || !isOpen(denied)) {
    return allowed
  }
  const { parts } = allowed
  const denials = denied.kind === 'or' ? denied.parts : [denied]
  const leadsElsewhere = (denial: Condition, part: Open) =>
    isOpen(denial) &&
    denial.kind === 'and' &&
    denial.parts.some((each) => isOpen(each) && isSame(each, part)) &&
    denial.parts.every((each) => {
      const other = not(each)
      return (
        isOpen(each) &&
        (isSame(each, part) ||
          parts.some((some) => isOpen(some) && isSame(some, other as Open)))
      )
    })
  const needed = parts.filter(
    (part) =>
      !isOpen(part) ||
      part.kind !== 'field' ||
      part.optional ||
      !denials.some((denial) => leadsElsewhere(denial, part))
  )
  return needed.length === parts.length ? allowed : or(...needed)
}

/** For conditions that are neither `and` nor `or`. */
const provesTest = (given: Open, wanted: Open): boolean => {
  const isOfOne = given.kind === 'one' && wanted.kind === 'one'
  const isOfSome = given.kind === 'some' && wanted.kind === 'some'
  if (isOfOne || isOfSome) {
    return (
      given.relation === wanted.relation &&
      proves(given.condition, wanted.condition)
    )
  }
  return (
    (given.kind === 'field' &&
      isLiteral(given.test) &&
      excludesOthers(given.field, given.test.value, wanted)) ||
    isSame(given, wanted)
  )
}

const isSame = (given: Open, wanted: Open): boolean => {
  if (given.kind !== wanted.kind) {
    return false
  }
  switch (given.kind) {
    case 'field': {
      const { field, test } = wanted as typeof given
      return (
        given.field === field &&
        given.test.operator === test.operator &&
        given.test.fieldOf === test.fieldOf &&
        (given.test.value === test.value ||
          isDeepStrictEqual(given.test.value, test.value))
      )
    }
    case 'and':
    case 'or': {
      const { parts } = wanted as typeof given
      return (
        given.parts.length === parts.length &&
        given.parts.every((part, n) => areSame(part, parts[n]))
      )
    }
    case 'not':
      return areSame(given.part, (wanted as typeof given).part)
    case 'absent':
      return given.relation === (wanted as typeof given).relation
    default: {
      const { relation, condition } = wanted as typeof given
      return given.relation === relation && areSame(given.condition, condition)
    }
  }
}

const areSame = (given: Condition, wanted: Condition): boolean =>
  given === wanted || (isOpen(given) && isOpen(wanted) && isSame(given, wanted))

const isLiteral = ({ operator, fieldOf, value }: Test) =>
  operator === 'equals' && fieldOf === undefined && value !== null

/** Whether a condition is true of any row with this value in this field. */
const excludesOthers = (field: string, value: unknown, wanted: Open) => {
  if (wanted.kind === 'field') {
    const { test } = wanted
    return (
      wanted.field === field &&
      test.operator === 'in' &&
      (test.value as unknown[]).includes(value)
    )
  }
  if (wanted.kind !== 'not' || !isOpen(wanted.part)) {
    return false
  }
  const { part } = wanted
  return (
    part.kind === 'field' &&
    part.field === field &&
    part.test.operator === 'equals' &&
    part.test.fieldOf === undefined &&
    (part.test.value === null || areTwo(part.test.value, value))
  )
}

// Of other types, the database may take two values for the same.
const areTwo = (a: unknown, b: unknown) =>
  Number.isSafeInteger(a) && Number.isSafeInteger(b) && a !== b
