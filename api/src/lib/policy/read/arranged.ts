import type { Place } from './again'
import type { Arrangement, Term } from './arrangement'
import { identityOf } from './collation'
import { compareBy, compareIn, firstOrder, partOf } from './direction'

type Row = Record<string, unknown>

/** A page, as Prisma's arguments say it. */
export interface Page {
  take?: number
  skip?: number
  /** The place of the cursor's row; null if there is none for the actor. */
  cursor?: Place | null
}

/**
 * The places of a page.
 *
 * @param places all that there are, read with the select of the arrangement
 */
export const arranged = (
  places: Place[],
  { terms, distinct, seeksCursor }: Arrangement,
  { take, skip, cursor }: Page
): Place[] => {
  const isBackwards = take !== undefined && take < 0
  const way = isBackwards ? -1 : 1
  let ordered = [...places].sort(
    (a, b) =>
      way *
      firstOrder(terms, (term) =>
        compareIn(term, valueAt(a.row, term.path), valueAt(b.row, term.path))
      )
  )
  if (cursor === null) {
    // After a row that is not there, nothing comes.
    return []
  }
  if (cursor) {
    ordered = ordered.filter(({ row }) =>
      isFrom(terms, row, cursor.row, isBackwards)
    )
  }
  let found = toldApart(ordered, distinct)
  if (cursor && seeksCursor) {
    const start = found.findIndex(({ id }) => id === cursor.id)
    found = start === -1 ? [] : found.slice(start)
  }
  const page = partOf(found, { take, skip })
  return isBackwards ? page.reverse() : page
}

const toldApart = (places: Place[], names: string[]) => {
  if (names.length === 0) {
    return places
  }
  const seen = new Set<string>()
  return places.filter(({ row }) => {
    const told = JSON.stringify(names.map((name) => identityOf(row[name])))
    return !seen.has(told) && seen.add(told)
  })
}

/** Whether a row stands where the cursor's does, or after it. */
const isFrom = (
  terms: Term[],
  row: Row,
  cursor: Row,
  isBackwards: boolean
): boolean =>
  terms.some((last, n) => {
    const isLast = n === terms.length - 1
    return (
      terms.slice(0, n).every((term) => isLevel(term, row, cursor)) &&
      isBeyond(last, row, cursor, { isBackwards, orLevel: isLast })
    )
  })

// As Prisma has it: where a value may be null and is, a row stands anywhere.
const isLevel = (term: Term, row: Row, cursor: Row) => {
  const { path, isNullable } = term
  const [a, b] = [valueAt(row, path), valueAt(cursor, path)]
  return a === null || b === null ? isNullable : compareBy(term, a, b) === 0
}

const isBeyond = (
  term: Term,
  row: Row,
  cursor: Row,
  { isBackwards, orLevel }: { isBackwards: boolean; orLevel: boolean }
): boolean => {
  const { path, isDescending, isNullable, isOptional } = term
  const [a, b] = [valueAt(row, path), valueAt(cursor, path)]
  if (a === null || b === null) {
    return (
      isNullable || (isOptional && valueAt(row, path.slice(0, -1)) === null)
    )
  }
  const order = compareBy(term, a, b) * (isDescending === isBackwards ? 1 : -1)
  return order > 0 || (orLevel && order === 0)
}

const valueAt = (row: Row, path: string[]): unknown => {
  let value: unknown = row
  for (const name of path) {
    value = (value as Row | null)?.[name]
  }
  // Of a record that is not there, there are none.
  return value ?? (path.at(-2) === '_count' ? 0 : null)
}
