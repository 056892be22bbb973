import type { Comparison, Expression, Literal } from '../types'

import { operandOf } from './operands'
import type { Operand, Setting } from './operands'

type Side<Kind> = Extract<Operand, { is: Kind }>

const ORDERED = ['Int', 'BigInt', 'Float', 'Decimal', 'DateTime']
const NUMBERS = ['Int', 'BigInt', 'Float', 'Decimal']
const OPAQUE = ['Json', 'Bytes', 'Unsupported']
const LARGEST_INT = 2 ** 31 - 1

/**
 * Refuses a comparison that the database would not understand, or not as one
 * in memory.
 *
 * @throws Error saying what is wrong with it
 */
export const checkComparison = (
  { operator, left, right }: Extract<Expression, { kind: 'compare' }>,
  setting: Setting
) => {
  const a = operandOf(left, setting)
  const b = operandOf(right, setting)
  if (operator === 'in') {
    return checkMembership(a, b, setting)
  }
  const sides = [a, b]
  const isOrdering = operator !== '==' && operator !== '!='
  if (sides.some(({ is }) => is === 'list')) {
    throw new Error('a list cannot be compared, but with in')
  }
  if (sides.some((side) => side.is === 'rows' || isListField(side))) {
    throw new Error('a list cannot be compared: use ?[…], has() or isEmpty()')
  }
  if (sides.some(isNull)) {
    sides.forEach((side) => {
      // Of JSON there are two kinds of null.
      if (side.is === 'field') mustBeComparable(side.field.type, false)
    })
    if (isOrdering) {
      throw new Error('nothing is more or less than null')
    }
    return
  }
  if (a.is === 'row' || b.is === 'row') {
    return checkRows(a, b, isOrdering)
  }
  checkValues(a, b, operator, setting)
}

const isNull = (side: Operand) => side.is === 'literal' && side.value === null
const isListField = (side: Operand) => side.is === 'field' && side.field.list
const isAsked = (side: Operand) =>
  (side.is === 'field' || side.is === 'row') && !side.inMemory

const checkRows = (a: Operand, b: Operand, isOrdering: boolean) => {
  if (a.is !== 'row' || b.is !== 'row') {
    throw new Error('a record cannot be compared with a value')
  }
  if (isOrdering) {
    throw new Error('records have no order')
  }
  if (a.model !== b.model) {
    throw new Error(`a ${a.model.name} is never a ${b.model.name}`)
  }
  if (isAsked(a) && isAsked(b)) {
    throw new Error('two records cannot be compared: compare their keys')
  }
  const odd = a.model.key.find((name) =>
    [...OPAQUE, 'BigInt', 'Decimal'].includes(a.model.fields[name].type)
  )
  if (odd !== undefined) {
    throw new Error(
      `${a.model.name} has a key that records cannot be compared by: compare ${odd}`
    )
  }
}

const checkMembership = (a: Operand, b: Operand, { policy }: Setting) => {
  if (a.is !== 'field' || a.field.list) {
    throw new Error('only a field can be in a list')
  }
  if (b.is === 'field' && b.inMemory && b.field.list) {
    return mustBeSame(a, b, false)
  }
  if (b.is !== 'list') {
    throw new Error('in needs a list of values')
  }
  for (const item of b.items) {
    if (item.is !== 'literal' || item.value === null) {
      throw new Error(
        'a list can hold literals only: a value that may be null is compared by =='
      )
    }
    mustTake(a, item.value, false, policy.enums)
  }
}

const checkValues = (
  a: Operand,
  b: Operand,
  operator: Comparison,
  { policy, inEvery }: Setting
) => {
  const isOrdering = operator !== '==' && operator !== '!='
  if (a.is === 'field' && b.is === 'field') {
    mustBeSame(a, b, isOrdering)
    if (isAsked(a) && isAsked(b)) {
      const [one, other] = [a, b].map(({ path }) => path.slice(0, -1).join('.'))
      if (one !== other) {
        throw new Error('fields of two records cannot be compared')
      }
      // Unknown would pass for true in Prisma's `every`.
      if (inEvery && b.field.optional) {
        throw new Error('a field that may be null cannot stand right in ![…]')
      }
    }
    return
  }
  const [field, other] = a.is === 'field' ? [a, b] : [b, a]
  if (field.is === 'field' && other.is === 'literal') {
    mustTake(field, other.value, isOrdering, policy.enums)
  } else if (field.is === 'field' && field.field.type !== 'DateTime') {
    throw new Error('only a DateTime can be compared with now()')
  } else if (field.is !== 'field' && (isOrdering || a.is !== b.is)) {
    throw new Error('two constants cannot be compared')
  }
}

const mustBeSame = (
  a: Side<'field'>,
  b: Side<'field'>,
  isOrdering: boolean
) => {
  const { type } = a.field
  if (type !== b.field.type) {
    throw new Error(`${type} and ${b.field.type} cannot be compared`)
  }
  mustBeComparable(type, isOrdering)
  if (type === 'Decimal') {
    throw new Error('a Decimal can be compared with a number only')
  }
}

const mustBeComparable = (type: string, isOrdering: boolean) => {
  if (OPAQUE.includes(type)) {
    throw new Error(`${type} cannot be compared`)
  }
  if (isOrdering && !ORDERED.includes(type)) {
    throw new Error(`${type} has no order that holds in every database`)
  }
}

/** Whether a literal is a value that the field can have. */
export const mustTake = (
  { field, path }: Side<'field'>,
  value: Literal,
  isOrdering: boolean,
  enums: Record<string, string[]>
) => {
  const { type, kind } = field
  mustBeComparable(type, isOrdering)
  if (kind === 'enum') {
    if (!enums[type].includes(String(value))) {
      throw new Error(`${type} has no ${value}`)
    }
    return
  }
  if (NUMBERS.includes(type)) {
    if (typeof value !== 'number') {
      throw new Error(`${path.join('.')} is a number`)
    }
    return mustFit(type, value, isOrdering)
  }
  const fits =
    (type === 'String' && typeof value === 'string') ||
    (type === 'Boolean' && typeof value === 'boolean')
  if (!fits) {
    throw new Error(
      `${path.join('.')} is a ${type}: it cannot be compared with a ${typeof value}`
    )
  }
}

const mustFit = (type: string, value: number, isOrdering: boolean) => {
  // In memory these are objects of their own, and equal to no number.
  if (!isOrdering && (type === 'BigInt' || type === 'Decimal')) {
    throw new Error(`whether a ${type} is the same as a number is uncertain`)
  }
  if ((type === 'Int' || type === 'BigInt') && !Number.isSafeInteger(value)) {
    throw new Error(`${value} is no ${type}`)
  }
  if (type === 'Int' && Math.abs(value) > LARGEST_INT) {
    throw new Error(`${value} is too large for an Int`)
  }
}
