/*
 * What is left of a rule once the user is put in: a condition on one row, in
 * the three-valued logic of SQL. null is "unknown".
 */

export type Condition =
  | boolean
  | null
  | { kind: 'and' | 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  /** A test of a field of the row. */
  | { kind: 'field'; field: string; optional: boolean; test: Test }
  /** A condition on the one row that a relation leads to; unknown without it. */
  | { kind: 'one'; relation: string; condition: Condition }
  /** Whether a relation leads to no row. */
  | { kind: 'absent'; relation: string }
  | {
      kind: 'some' | 'every' | 'none'
      relation: string
      condition: Condition
    }

/** A test of a field against a value, or against a field of the same row. */
export interface Test {
  operator: TestOperator
  value: unknown
  /** With it, `value` is the name of a field of this model. */
  fieldOf?: string
}

/** As Prisma calls them. */
export type TestOperator =
  | 'equals'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'in'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'has'
  | 'hasEvery'
  | 'hasSome'
  | 'isEmpty'

const isConstant = (condition: Condition): condition is boolean | null =>
  condition === null || typeof condition === 'boolean'

const joined = (
  kind: 'and' | 'or',
  decisive: boolean,
  conditions: Condition[]
): Condition => {
  let isUnknown = false
  const open: Condition[] = []
  for (const condition of conditions) {
    if (condition === decisive) {
      return decisive
    }
    if (condition === null) {
      isUnknown = true
    } else if (!isConstant(condition)) {
      if (condition.kind !== kind) {
        open.push(condition)
      } else if (condition.parts[0] === null) {
        isUnknown = true
        open.push(...condition.parts.slice(1))
      } else {
        open.push(...condition.parts)
      }
    }
  }
  if (open.length === 0) {
    return isUnknown ? null : !decisive
  }
  // What looks at the row alone is asked first: where that decides, a database
  // looks no further.
  if (open.length > 1) {
    flatFirst(open)
  }
  if (isUnknown) {
    // Always the first part.
    open.unshift(null)
  }
  return open.length === 1 ? open[0] : { kind, parts: open }
}

/** Puts those that look further behind the others, in place. */
const flatFirst = (conditions: Condition[]) => {
  let flat = 0
  for (let n = 0; n < conditions.length; n++) {
    const condition = conditions[n]
    if (isFlat(condition)) {
      if (n > flat) {
        conditions.splice(n, 1)
        conditions.splice(flat, 0, condition)
      }
      flat++
    }
  }
}

/** All of them; true for none. */
export const and = (...conditions: Condition[]): Condition =>
  joined('and', false, conditions)

/** Any of them; false for none. */
export const or = (...conditions: Condition[]): Condition =>
  joined('or', true, conditions)

/** The opposite; unknown stays unknown. */
export const not = (condition: Condition): Condition => {
  if (condition === null) {
    return null
  }
  if (typeof condition === 'boolean') {
    return !condition
  }
  return condition.kind === 'not'
    ? condition.part
    : { kind: 'not', part: condition }
}

/** A condition on the row that `relation` leads to. */
export const one = (relation: string, condition: Condition): Condition =>
  condition === null ? null : { kind: 'one', relation, condition }

/** Whether a condition looks at nothing but the row itself. */
export const isFlat = (condition: Condition): boolean => {
  if (isConstant(condition)) {
    return true
  }
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.every(isFlat)
    case 'not':
      return isFlat(condition.part)
    default:
      return condition.kind === 'field'
  }
}
