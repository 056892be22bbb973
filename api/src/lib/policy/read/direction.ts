import type { FieldPolicy, Policy } from '../types'

import { compare, isNullFirst, ranksOf } from './collation'
import { refuse } from './visible'

/** Which way values are put in order. */
export interface Direction {
  isDescending: boolean
  isNullFirst: boolean
  /** The values from the least on, where they have an order of their own. */
  ranks?: string[]
}

/**
 * The direction that `'asc'`, `'desc'` or `{ sort, nulls }` means.
 *
 * @param field of which values are put in order; null for numbers of rows
 *
 * @throws PrismaClientKnownRequestError P2004 for anything else
 */
export const directionOf = (
  policy: Policy,
  field: FieldPolicy | null,
  how: unknown
): Direction => {
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
    isNullFirst: isNullFirst(policy, isDescending, nulls),
    ranks: field ? ranksOf(policy, field) : undefined,
  }
}

/** Less than 0, 0 or more than 0, for two values from the least on; neither is null. */
export const compareBy = (
  { ranks }: Pick<Direction, 'ranks'>,
  x: unknown,
  y: unknown
): number =>
  ranks ? ranks.indexOf(String(x)) - ranks.indexOf(String(y)) : compare(x, y)

/** Less than 0 where the first of two values or nulls comes first. */
export const compareIn = (
  direction: Direction,
  x: unknown,
  y: unknown
): number => {
  if (x === null || y === null) {
    return x === y ? 0 : (x === null) === direction.isNullFirst ? -1 : 1
  }
  const order = compareBy(direction, x, y)
  return direction.isDescending ? -order : order
}

/** The first of these that is not 0. */
export const firstOrder = <Term>(
  terms: Term[],
  orderBy: (term: Term) => number
): number => {
  for (const term of terms) {
    const order = orderBy(term)
    if (order !== 0) {
      return order
    }
  }
  return 0
}

/**
 * Some of the rows that stand in order; in the opposite order if `take` is
 * negative.
 *
 * @throws PrismaClientKnownRequestError P2004 for what is no part
 */
export const partOf = <Item>(
  ordered: Item[],
  { take, skip = 0 }: { take?: number; skip?: number }
): Item[] => {
  if (!isWhole(take) || !isWhole(skip) || skip < 0) {
    refuse('take and skip are whole numbers, and skip is none below zero')
  }
  return ordered.slice(
    skip,
    take === undefined ? undefined : skip + Math.abs(take)
  )
}

const isWhole = (number: number | undefined) =>
  number === undefined || Number.isSafeInteger(number)
