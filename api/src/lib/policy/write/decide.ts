import type { Question } from '../ask'
import { and, not, or } from '../condition'
import type { Condition } from '../condition'
import { holds } from '../read/holds'
import type { FieldPolicy, ModelPolicy } from '../types'

import { linkOf, parentKey } from './rows'
import type { Row } from './writing'

/**
 * What is left to ask of a condition on a row that is about to be made: tests of
 * the values it will have are decided, and it has nothing below it yet.
 *
 * @param row the values that are known
 * @param isParent whether the row will have related rows from the beginning
 */
export const decide = (
  condition: Condition,
  row: Row,
  model: ModelPolicy,
  isParent: boolean
): Condition => {
  if (condition === null || typeof condition === 'boolean') {
    return condition
  }
  const inner = (part: Condition) => decide(part, row, model, isParent)
  switch (condition.kind) {
    case 'and':
      return and(...condition.parts.map(inner))
    case 'or':
      return or(...condition.parts.map(inner))
    case 'not':
      return not(inner(condition.part))
    case 'field': {
      const { fieldOf, value } = condition.test
      const names = [condition.field, ...(fieldOf ? [String(value)] : [])]
      return IN_MEMORY.has(condition.test.operator) &&
        names.every((name) => isPlain(model.fields[name], row[name]))
        ? holds(condition, row)
        : condition
    }
    case 'one': {
      const { fields } = linkOf(model.fields[condition.relation])
      if (fields.length > 0) {
        return fields.some((name) => row[name] === null) ? null : condition
      }
      return isParent ? condition : null
    }
    case 'absent':
      return isParent ? condition : true
    default:
      return isParent ? condition : condition.kind !== 'some'
  }
}

// How the database compares texts in part is its own affair.
const IN_MEMORY = new Set(['equals', 'lt', 'lte', 'gt', 'gte', 'in'])

/** Whether the value is certainly what the database will hold. */
const isPlain = ({ type, kind, list }: FieldPolicy, value: unknown) => {
  if (list || value === undefined) {
    return false
  }
  if (value === null) {
    return true
  }
  return kind === 'enum' || type === 'String'
    ? typeof value === 'string'
    : type === 'Boolean'
      ? typeof value === 'boolean'
      : type === 'Int'
        ? typeof value === 'number'
        : type === 'DateTime' && value instanceof Date
}

/**
 * The question about another row that a condition on a new row comes down to,
 * where that is about one parent of it; null if it is not.
 */
export const parentQuestion = (
  condition: Condition,
  row: Row,
  model: ModelPolicy
): Question | null => {
  const [relation, ...others] = new Set(relationsIn(condition) ?? [])
  if (relation === undefined || others.length > 0) {
    return null
  }
  const field = model.fields[relation]
  const key = parentKey(field, row)
  return key && { model: field.type, key, condition: ofParent(condition) }
}

/** The relations to one that a condition asks through; null if it asks more. */
const relationsIn = (condition: Condition): string[] | null => {
  if (condition === null || typeof condition === 'boolean') {
    return []
  }
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const parts = condition.parts.map(relationsIn)
      return parts.includes(null) ? null : (parts as string[][]).flat()
    }
    case 'not':
      return relationsIn(condition.part)
    case 'one':
      return [condition.relation]
    default:
      return null
  }
}

const ofParent = (condition: Condition): Condition => {
  if (condition === null || typeof condition === 'boolean') {
    return condition
  }
  switch (condition.kind) {
    case 'and':
      return and(...condition.parts.map(ofParent))
    case 'or':
      return or(...condition.parts.map(ofParent))
    case 'not':
      return not(ofParent(condition.part))
    case 'one':
      return condition.condition
    default:
      throw new Error(`Not about a parent: ${condition.kind}`)
  }
}
