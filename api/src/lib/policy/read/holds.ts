import type { Condition, Test, TestOperator } from '../condition'

import { compare } from './collation'

type Row = Record<string, unknown>

/**
 * The fields of the row that a condition looks at; null if it looks further, or
 * asks what is the database's own affair: how texts compare in part, and lists.
 */
export const fieldsIn = (condition: Condition): string[] | null => {
  if (condition === null || typeof condition === 'boolean') {
    return []
  }
  switch (condition.kind) {
    case 'field':
      if (!(condition.test.operator in FITS)) {
        return null
      }
      return condition.test.fieldOf
        ? [condition.field, String(condition.test.value)]
        : [condition.field]
    case 'not':
      return fieldsIn(condition.part)
    case 'and':
    case 'or': {
      const parts = condition.parts.map(fieldsIn)
      return parts.includes(null) ? null : (parts.flat() as string[])
    }
    default:
      return null
  }
}

/** What the order of two values tells, by the test that asks. */
const FITS: Partial<Record<TestOperator, (order: number) => boolean>> = {
  equals: (order) => order === 0,
  in: (order) => order === 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
}

/**
 * Whether a condition on nothing but the row's own fields is true, false or
 * (null) unknown of a row that has been read with them.
 */
export const holds = (condition: Condition, row: Row): boolean | null => {
  if (condition === null || typeof condition === 'boolean') {
    return condition
  }
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const decisive = condition.kind === 'or'
      const parts = condition.parts.map((part) => holds(part, row))
      return parts.includes(decisive)
        ? decisive
        : parts.includes(null)
          ? null
          : !decisive
    }
    case 'not': {
      const part = holds(condition.part, row)
      return part === null ? null : !part
    }
    case 'field':
      return passes(row[condition.field], condition.test, row)
    default:
      throw new Error(`Not decided by the row alone: ${condition.kind}`)
  }
}

const passes = (
  value: unknown,
  { operator, value: wanted, fieldOf }: Test,
  row: Row
): boolean | null => {
  const other = fieldOf ? row[String(wanted)] : wanted
  if (operator === 'equals' && wanted === null) {
    return value === null
  }
  if (value === null || other === null) {
    return null
  }
  const fits = FITS[operator]
  if (!fits) {
    throw new Error(`Not decided by the row alone: ${operator}`)
  }
  const others = operator === 'in' ? (other as unknown[]) : [other]
  return others.some((each) => fits(compare(value, each)))
}
