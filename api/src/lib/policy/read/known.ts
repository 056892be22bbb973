import { and, one } from '../condition'
import type { Condition } from '../condition'
import { knownThrough } from '../implies'
import type { FieldPolicy } from '../types'
import type { Where } from '../where'

import { fieldOf } from './visible'
import type { Visible } from './visible'

/**
 * What is certain of every row that a caller's filter finds: plain equalities,
 * of the row and of the one record that a relation leads to, and that this
 * record can be read.
 */
export const certainOf = (
  visible: Visible,
  model: string,
  where: Where
): Condition => {
  const parts: Condition[] = []
  for (const name in where) {
    const value = where[name]
    if (name === 'AND') {
      for (const each of [value].flat()) {
        parts.push(certainOf(visible, model, each as Where))
      }
    } else if (name !== 'OR' && name !== 'NOT') {
      parts.push(certainOfEntry(visible, model, name, value))
    }
  }
  return parts.length === 1 ? parts[0] : and(...parts)
}

const certainOfEntry = (
  visible: Visible,
  model: string,
  name: string,
  value: unknown
): Condition => {
  const field = fieldOf(visible.policy.models[model], name)
  if (field === undefined) {
    // A key of several fields.
    return isObject(value) ? certainOf(visible, model, value) : true
  }
  if (field.kind === 'relation') {
    return certainOfOne(visible, field, value)
  }
  const equal = equalTo(value)
  return isPlain(equal)
    ? {
        kind: 'field',
        field: name,
        optional: field.optional,
        test: { operator: 'equals', value: equal },
      }
    : true
}

const equalTo = (value: unknown) =>
  isObject(value) && Object.keys(value).join() === 'equals'
    ? value.equals
    : value

const certainOfOne = (
  visible: Visible,
  { name, type, list }: FieldPolicy,
  value: unknown
): Condition => {
  if (list || !isObject(value) || 'isNot' in value) {
    return true
  }
  const filter = 'is' in value ? value.is : value
  if (!isObject(filter)) {
    return true
  }
  const inner = and(visible.rule(type), certainOf(visible, type, filter))
  return inner === true ? true : one(name, inner)
}

const isObject = (value: unknown): value is Where =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isPlain = (value: unknown) =>
  ['string', 'number', 'boolean', 'bigint'].includes(typeof value)

/**
 * What is certain of the rows that a relation leads to.
 *
 * @param known true of the row that it leads from
 */
export const knownOfRelated = (
  { policy }: Visible,
  { name, type, relation }: FieldPolicy,
  known: Condition
): Condition => {
  const opposite = relation?.opposite
  const back = opposite === undefined || policy.models[type].fields[opposite]
  return knownThrough(
    known,
    name,
    back !== true && !back.list ? opposite : undefined
  )
}
