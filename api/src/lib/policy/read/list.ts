import type { FieldPolicy } from '../types'
import type { Where } from '../where'

import { inOrderOf, readAgain } from './again'
import { listArguments } from './arguments'
import { isArrangedHere } from './arrangement'
import { finishNested, nestedIn } from './finish'
import type { Finish } from './finish'
import { placesOf } from './places'
import type { VisibleRelation, VisibleShape } from './shape'
import { hiddenCursor, isThere } from './unique'
import { both, isEmpty } from './visible'
import type { Visible } from './visible'

type Row = Record<string, unknown>
type Asked = Record<string, unknown>

/** What a list of related rows is made of. */
interface Parts {
  /** What is asked of each row. */
  inner: VisibleShape
  /** Which rows there are. */
  where: Where
  /** Whether it is the list of one row that a unique key names. */
  isOnly: boolean
  /** How to ask for something else of them. */
  shapeOf: (select: Asked) => VisibleShape
}

/** How to ask for a list of related rows. */
export const visibleList = (
  visible: Visible,
  field: FieldPolicy,
  asked: Asked,
  parts: Parts
): VisibleRelation => {
  const { name, type } = field
  const { inner, where } = parts
  const select = listArguments(asked)
  if (isArrangedHere(visible, type, asked)) {
    return listInOrder(visible, field, asked, parts)
  }
  if (!isEmpty(where)) {
    select.where = where
  }
  select.select = inner.select
  const finish = finishNested(name, inner.finish)
  const cursor =
    asked.cursor === undefined
      ? null
      : hiddenCursor(visible, type, asked.cursor)
  return {
    select,
    where: true,
    needs: [],
    finish: cursor ? fromCursor(visible, field, cursor, finish) : finish,
  }
}

/** After a row that is not there, nothing comes. */
const fromCursor =
  (
    visible: Visible,
    { name, type }: FieldPolicy,
    cursor: Where,
    finish: Finish
  ): Finish =>
  async (parents, client) => {
    if (await isThere(visible, client, type, cursor)) {
      return finish(parents, client)
    }
    for (const parent of parents) {
      parent[name] = []
    }
  }

/**
 * A list in an order that the database cannot make: of all related rows, what they
 * are put in order by; then, of those that are left, what is asked.
 */
const listInOrder = (
  visible: Visible,
  { name, type }: FieldPolicy,
  asked: Asked,
  { inner, where, isOnly, shapeOf }: Parts
): VisibleRelation => {
  const places = placesOf(visible, type, asked, shapeOf)
  const finish: Finish = async (parents, client) => {
    const found = await places.of(nestedIn(parents, name), client)
    const cursor = await places.cursor(client)
    const lists = parents.map((parent) =>
      // Of several lists, Prisma looks for a cursor in each by itself.
      places.page(parent[name] as Row[], found, {
        cursor,
        seeksCursor: !isOnly || places.seeksCursor,
      })
    )
    const rows = await readAgain(visible, client, type, lists.flat(), {
      where,
      shape: inner,
    })
    parents.forEach((parent, n) => {
      // A row may be in several lists.
      parent[name] = inOrderOf(lists[n], rows).map((row) => ({ ...row }))
    })
  }
  return {
    select: { where: both(where, places.where), select: places.select },
    where: true,
    needs: [],
    finish,
  }
}
