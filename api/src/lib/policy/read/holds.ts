import type { Condition, Test } from '../condition'

type Row = Record<string, unknown>

/** The fields of the row that a condition looks at; null if it looks further. */
export const fieldsIn = (condition: Condition): string[] | null => {
  if (condition === null || typeof condition === 'boolean') {
    return []
  }
  switch (condition.kind) {
    case 'field':
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
  const [a, b] = [comparable(value), comparable(other)]
  switch (operator) {
    case 'equals':
      return a === b
    case 'lt':
      return a < b
    case 'lte':
      return a <= b
    case 'gt':
      return a > b
    case 'gte':
      return a >= b
    case 'in':
      return (other as unknown[]).map(comparable).includes(a)
    case 'contains':
      return String(value).includes(String(other))
    case 'startsWith':
      return String(value).startsWith(String(other))
    case 'endsWith':
      return String(value).endsWith(String(other))
    default:
      throw new Error(`Not decided by the row alone: ${operator}`)
  }
}

const comparable = (value: unknown) =>
  (value instanceof Date ? value.getTime() : value) as string | number
