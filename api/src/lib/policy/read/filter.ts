import { and } from '../condition'
import type { Condition } from '../condition'
import type { FieldPolicy } from '../types'
import type { Where } from '../where'

import { askedOf, knownOfRelated } from './known'
import { both, fieldOf, NOTHING, refuse } from './visible'
import type { Visible } from './visible'

/**
 * A filter that asks of the visible rows and fields what `where` asks of all:
 * every relation ranges over readable rows, and a field that cannot be read on
 * a row is null there.
 *
 * @param where as Prisma takes it for the model
 * @throws PrismaClientKnownRequestError P2004 for a field or a model that this
 * actor can never read
 */
export const visibleFilter = (visible: Visible, model: string, where: Where) =>
  rewrite(visible, model, where, { negated: false, known: true })

interface Place {
  negated: boolean
  /** What the filter around asks of the row, besides. */
  known: Condition
}

// Negation is driven down to the fields, where a hidden one is unknown: neither
// what is asked nor its opposite is true of it.
const rewrite = (
  visible: Visible,
  model: string,
  where: Where,
  place: Place
): Where => {
  const parts: Where[] = []
  for (const key in where) {
    if (where[key] !== undefined) {
      parts.push(rewriteEntry(visible, model, key, where[key], place))
    }
  }
  return place.negated ? anyOf(parts) : both(...parts)
}

const rewriteEntry = (
  visible: Visible,
  model: string,
  key: string,
  value: unknown,
  place: Place
): Where => {
  const { negated, known } = place
  const inner = (filter: Where, opposite = false) =>
    rewrite(visible, model, filter, { negated: negated !== opposite, known })
  if (key === 'AND' || key === 'OR' || key === 'NOT') {
    // Prisma passes over an empty filter in each of them.
    const parts = ([value].flat() as Where[])
      .filter((filter) => Object.keys(filter).length > 0)
      .map((filter) => inner(filter, key === 'NOT'))
    if (key === 'OR') {
      return negated ? both(...parts) : anyOf(parts)
    }
    // Of NOT, all must be false; they are the opposites by now.
    return negated ? anyOf(parts) : both(...parts)
  }
  const field = fieldOf(visible.policy.models[model], key)
  if (!field) {
    return rewriteCompound(visible, model, key, value, place)
  }
  return field.kind === 'relation'
    ? relationFilter(visible, model, field, value, place)
    : scalarFilter(visible, model, field, value, negated)
}

const anyOf = (parts: Where[]): Where =>
  parts.length === 0 ? NOTHING : parts.length === 1 ? parts[0] : { OR: parts }

/** A unique key of several fields, as in `{ a_b: { a, b } }`. */
const rewriteCompound = (
  visible: Visible,
  model: string,
  key: string,
  value: unknown,
  place: Place
): Where => {
  const { key: primary, uniques } = visible.policy.models[model]
  const fields = [primary, ...uniques].find((names) => names.join('_') === key)
  if (!fields || typeof value !== 'object' || value === null) {
    return refuse(`${model} has no field ${key}`)
  }
  return rewrite(visible, model, value as Where, place)
}

const scalarFilter = (
  visible: Visible,
  model: string,
  { name }: FieldPolicy,
  value: unknown,
  negated: boolean
): Where => {
  const readable = visible.field(model, name)
  if (readable === false) {
    return refuse(`${model}.${name} is not yours to filter by`)
  }
  const asked = negated ? { NOT: { [name]: value } } : { [name]: value }
  return readable !== true && ofNull(value) === !negated
    ? { OR: [{ NOT: visible.strictField(model, name) }, asked] }
    : both(readable, asked)
}

/** What a filter on a field says of null: true, false or (null) unknown. */
const ofNull = (filter: unknown): boolean | null => {
  if (typeof filter !== 'object' || filter === null) {
    return filter === null ? true : null
  }
  const truths = Object.entries(filter).map(([operator, wanted]) => {
    switch (operator) {
      case 'equals':
        return wanted === null ? true : null
      case 'not': {
        const truth = ofNull(wanted)
        return truth === null ? null : !truth
      }
      case 'in':
      case 'notIn':
        return isEmptyList(wanted) ? operator === 'notIn' : null
      default:
        return null
    }
  })
  return truths.includes(false) ? false : truths.includes(null) ? null : true
}

const isEmptyList = (wanted: unknown) =>
  Array.isArray(wanted) && wanted.length === 0

const relationFilter = (
  visible: Visible,
  model: string,
  field: FieldPolicy,
  value: unknown,
  { negated, known }: Place
): Where => {
  const { name, type, list, optional } = field
  const rows = visible.rows(type)
  if (rows === false) {
    return refuse(`${model}.${name} is not yours to filter by`)
  }
  const related = knownOfRelated(visible, field, known)
  const within = (filter: unknown, opposite = false) => {
    const inner = (filter ?? {}) as Where
    const asked = opposite ? true : askedOf(visible, type, inner)
    const place = { negated: opposite, known: visible.rule(type) }
    return both(
      visible.rowsGiven(type, and(related, asked)),
      rewrite(visible, type, inner, place)
    )
  }
  const isThere: Where = {
    [name]: rows === true ? { isNot: null } : { is: rows },
  }
  const isAbsent: Where = {
    [name]: rows === true ? null : { isNot: both(visible.strictRows(type)) },
  }
  // Of one record, a filter may be unknown, and then so is its opposite.
  const isOne = (filter: unknown, opposite: boolean): Where => {
    if (filter === null) {
      return opposite ? isThere : isAbsent
    }
    const found: Where = { [name]: { is: within(filter, opposite) } }
    const canBeAbsent = optional || rows !== true
    return opposite && canBeAbsent ? anyOf([isAbsent, found]) : found
  }
  const unless = (part: Where): Where => (negated ? { NOT: part } : part)
  const asks: Record<string, unknown> =
    list || isLongForm(value)
      ? (value as Record<string, unknown>)
      : { is: value }
  const parts = Object.entries(asks)
    .filter(([, filter]) => filter !== undefined)
    .map(([kind, filter]): Where => {
      switch (kind) {
        case 'some':
        case 'none':
          return unless({ [name]: { [kind]: within(filter) } })
        case 'every':
          return unless({ [name]: { none: within(filter, true) } })
        case 'is':
          return isOne(filter, negated)
        case 'isNot':
          return isOne(filter, !negated)
        default:
          return refuse(`${model}.${name} takes no ${kind}`)
      }
    })
  return negated ? anyOf(parts) : both(...parts)
}

const isLongForm = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ('is' in value || 'isNot' in value)
