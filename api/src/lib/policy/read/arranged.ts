import type { FieldPolicy } from '../types'
import type { Where } from '../where'

import { isNullFirst, placeOf } from './databaseOrder'
import { fieldOf, refuse, requireField } from './visible'
import type { Visible } from './visible'

/*
 * What no ORDER BY can say: the order of rows by what is hidden on some of them
 * and counts as null there. It is done here, in memory, as the database would do
 * it (databaseOrder.ts); text is compared by its bytes.
 */

type Row = Record<string, unknown>
type Args = Record<string, unknown>

interface Term {
  /** What leads to the value in a row that has been read with `selectOf`. */
  path: string[]
  isDescending: boolean
  isNullFirst: boolean
  /** What its values are compared by. */
  placeOf: (value: unknown) => unknown
}

/** How to put rows in order, and what of them must be read for it. */
export interface Arrangement {
  terms: Term[]
  /** The fields that rows are told apart by; none if all are kept. */
  distinct: string[]
  select: Args
}

/**
 * How to arrange rows as asked, if part of it is hidden on some of them.
 *
 * @returns null where the database can do it
 * @throws PrismaClientKnownRequestError P2004 for what is hidden on all
 */
export const arrangementOf = (
  visible: Visible,
  model: string,
  { orderBy, distinct, cursor }: Args
): Arrangement | null => {
  if (orderBy === undefined && distinct === undefined) {
    return null
  }
  const orders = listOf<Args>(orderBy)
  const names = listOf<string>(distinct)
  const isHidden =
    orders.some((order) => isHiddenOrder(visible, model, order)) ||
    names.some((name) => isHiddenOrder(visible, model, { [name]: 'asc' }))
  if (!isHidden) {
    return null
  }
  if (cursor !== undefined) {
    refuse('A cursor does not go with an order by what is hidden on some rows')
  }
  const select: Args = {}
  const terms = orders.flatMap((order) =>
    termsOf(visible, model, order, select)
  )
  for (const name of names) {
    termsOf(visible, model, { [name]: 'asc' }, select)
  }
  return { terms, distinct: names, select }
}

const listOf = <Item>(given: unknown): Item[] =>
  Array.isArray(given) ? given : given === undefined ? [] : [given as Item]

const isHiddenOrder = (
  visible: Visible,
  model: string,
  order: Args
): boolean => {
  for (const name in order) {
    const field = fieldOf(visible.policy.models[model], name)
    if (field && field.kind !== 'relation') {
      if (typeof visible.field(model, name) === 'object') {
        return true
      }
    } else if (field && typeof order[name] === 'object') {
      const rows = visible.rows(field.type)
      if (
        typeof rows === 'object' ||
        (!field.list && isHiddenOrder(visible, field.type, order[name] as Args))
      ) {
        return true
      }
    }
  }
  return false
}

/** Says in `select` what is to be read. */
const termsOf = (
  visible: Visible,
  model: string,
  order: Args,
  select: Args
): Term[] =>
  Object.entries(order).flatMap(([name, how]) => {
    if (how === undefined) {
      return []
    }
    const field = requireField(visible, model, name, 'order')
    if (field.kind !== 'relation') {
      if (visible.field(model, name) === false || !isComparable(field)) {
        refuse(`${model}.${name} is not yours to order by`)
      }
      select[name] = true
      return [
        {
          path: [name],
          ...directionOf(visible, how),
          placeOf: placeOf(visible.policy, field),
        },
      ]
    }
    if (visible.rows(field.type) === false) {
      refuse(`${model}.${name} is not yours to order by`)
    }
    const inner = (how ?? {}) as Args
    if (field.list) {
      if (Object.keys(inner).join() !== '_count') {
        refuse(`${model}.${name} can be ordered by its _count only`)
      }
      const counts = (select._count ??= { select: {} }) as { select: Args }
      counts.select[name] = true
      return [
        {
          path: ['_count', name],
          ...directionOf(visible, inner._count),
          placeOf: (count) => count,
        },
      ]
    }
    const nested = (select[name] ??= { select: {} }) as { select: Args }
    return termsOf(visible, field.type, inner, nested.select).map((term) => ({
      ...term,
      path: [name, ...term.path],
    }))
  })

const isComparable = ({ type, list }: FieldPolicy) =>
  !list && !['Json', 'Bytes', 'Decimal'].includes(type)

const directionOf = ({ policy }: Visible, how: unknown) => {
  const { sort, nulls } =
    typeof how === 'object' && how !== null
      ? (how as { sort?: string; nulls?: string })
      : { sort: String(how), nulls: undefined }
  if (sort !== 'asc' && sort !== 'desc') {
    return refuse('An order is asc or desc')
  }
  const isDescending = sort === 'desc'
  return {
    isDescending,
    isNullFirst:
      nulls === undefined
        ? isNullFirst(policy, isDescending)
        : nulls === 'first',
  }
}

/**
 * The rows of a page.
 *
 * @param rows all that there are, read with the select of the arrangement
 */
export const arranged = (
  rows: Row[],
  { terms, distinct }: Arrangement,
  { take, skip = 0 }: { take?: number; skip?: number }
): Row[] => {
  const ordered = [...rows].sort((a, b) => compareBy(terms, a, b))
  const isBackwards = take !== undefined && take < 0
  if (isBackwards) {
    ordered.reverse()
  }
  const end = take === undefined ? undefined : skip + Math.abs(take)
  const page = toldApart(ordered, distinct).slice(skip, end)
  return isBackwards ? page.reverse() : page
}

const toldApart = (rows: Row[], names: string[]) => {
  if (names.length === 0) {
    return rows
  }
  const seen = new Set<string>()
  return rows.filter((row) => {
    const told = JSON.stringify(
      names.map((name) => String(row[name] ?? null) + typeof row[name])
    )
    return !seen.has(told) && seen.add(told)
  })
}

const compareBy = (terms: Term[], a: Row, b: Row): number => {
  for (const term of terms) {
    const [x, y] = [valueAt(a, term.path), valueAt(b, term.path)]
    if (x === null || y === null) {
      if (x !== y) {
        return (x === null) === term.isNullFirst ? -1 : 1
      }
      continue
    }
    const order = compareValues(term.placeOf(x), term.placeOf(y))
    if (order !== 0) {
      return term.isDescending ? -order : order
    }
  }
  return 0
}

const valueAt = (row: Row, path: string[]) =>
  path.reduce<unknown>((value, name) => (value as Row | null)?.[name], row) ??
  null

/** Text by its bytes. */
const compareValues = (a: unknown, b: unknown): number => {
  if (typeof a === 'string') {
    return Buffer.compare(Buffer.from(a), Buffer.from(String(b)))
  }
  const [x, y] = [a, b] as number[]
  return x < y ? -1 : x > y ? 1 : 0
}

/** A filter for rows by their keys. */
export const keysIn = (key: string[], rows: Row[]): Where =>
  key.length === 1
    ? { [key[0]]: { in: rows.map((row) => row[key[0]]) } }
    : {
        OR: rows.map((row) =>
          Object.fromEntries(key.map((name) => [name, row[name]]))
        ),
      }
