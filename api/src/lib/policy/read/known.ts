import { and, not, one, or } from '../condition'
import type { Condition } from '../condition'
import { knownThrough } from '../implies'
import type { FieldPolicy } from '../types'
import type { Where } from '../where'

import { fieldOf } from './visible'
import type { Visible } from './visible'

/**
 * What is certain of every row that a caller's filter finds: plain equalities and
 * their opposites, of the row and of records that a relation leads to, and that
 * these records can be read.
 */
export const certainOf = (
  visible: Visible,
  model: string,
  where: Where
): Condition => certain(visible, model, where)

/**
 * The same, but nothing that a rule says of records that a relation leads to: so
 * that no rule is left out for one that is left out for it.
 */
export const askedOf = (
  { policy }: Visible,
  model: string,
  where: Where
): Condition => certain({ policy, rule: () => true }, model, where)

/** What rules make certain besides. */
type Ruled = Pick<Visible, 'policy' | 'rule'>

const certain = (visible: Ruled, model: string, where: Where): Condition => {
  const parts: Condition[] = []
  for (const name in where) {
    const value = where[name]
    if (name === 'AND') {
      for (const each of [value].flat()) {
        parts.push(certain(visible, model, each as Where))
      }
    } else if (name === 'OR') {
      const each = [value].flat() as Where[]
      const ofEach = each.map((one) => certain(visible, model, one))
      // An empty one finds nothing, and is not to be relied on.
      parts.push(each.length === 0 || or(...ofEach))
    } else if (name !== 'NOT') {
      parts.push(certainOfEntry(visible, model, name, value))
    }
  }
  return parts.length === 1 ? parts[0] : and(...parts)
}

const certainOfEntry = (
  visible: Ruled,
  model: string,
  name: string,
  value: unknown
): Condition => {
  const field = fieldOf(visible.policy.models[model], name)
  if (field === undefined) {
    // A key of several fields.
    return isObject(value) ? certain(visible, model, value) : true
  }
  if (field.kind === 'relation') {
    return field.list
      ? certainOfSome(visible, field, value)
      : certainOfOne(visible, field, value)
  }
  const { isEqual, to } = comparisonIn(value)
  if (!isPlain(to)) {
    return true
  }
  const equals: Condition = {
    kind: 'field',
    field: name,
    optional: field.optional,
    test: { operator: 'equals', value: to },
  }
  return isEqual ? equals : not(equals)
}

const comparisonIn = (value: unknown): { isEqual: boolean; to: unknown } => {
  const [word, ...more] = isObject(value) ? Object.keys(value) : []
  if (!isObject(value) || more.length > 0) {
    return { isEqual: true, to: value }
  }
  return { isEqual: word === 'equals', to: wordIs(word) ? value[word] : null }
}

const wordIs = (word: string) => word === 'equals' || word === 'not'

const certainOfOne = (
  visible: Ruled,
  { name, type }: FieldPolicy,
  value: unknown
): Condition => {
  if (!isObject(value)) {
    return true
  }
  const filter =
    'isNot' in value
      ? value.isNot === null && {}
      : 'is' in value
        ? value.is
        : value
  if (!isObject(filter)) {
    return true
  }
  const inner = and(visible.rule(type), certain(visible, type, filter))
  return inner === true ? true : one(name, inner)
}

const certainOfSome = (
  visible: Ruled,
  { name, type }: FieldPolicy,
  value: unknown
): Condition =>
  isObject(value) && isObject(value.some)
    ? {
        kind: 'some',
        relation: name,
        condition: and(visible.rule(type), certain(visible, type, value.some)),
      }
    : true

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
