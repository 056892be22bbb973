import { callPrisma } from '../callPrisma'
import type { Client } from '../operation'
import type { Where } from '../where'

import { inOrderOf, readAgain } from './again'
import type { Place } from './again'
import { placesOf } from './places'
import { visibleShape } from './shape'
import type { VisibleShape } from './shape'
import { both, refuse } from './visible'
import type { Visible } from './visible'

type Args = Record<string, unknown>
type Row = Record<string, unknown>

interface Asked {
  args: Args
  /** Which rows there are. */
  where: Where
  /** What is to be added up of each. */
  more?: Args
}

/** The places of a page in an order that the database cannot make. */
export const readPage = async (
  visible: Visible,
  client: Client,
  model: string,
  { args, where, more }: Asked
): Promise<Place[]> => {
  const places = placesOf(visible, model, args, (select) =>
    visibleShape(
      visible,
      model,
      { select: { ...select, ...more } },
      visible.rule(model)
    )
  )
  if (more && args.cursor !== undefined && places.seeksCursor) {
    // Prisma does not do this for fields that may be null either (P2019).
    refuse('A page from a cursor in this order cannot be added up')
  }
  const rows = (await callPrisma(visible.policy, client, model, 'findMany', {
    where: both(where, places.where),
    select: places.select,
  })) as Row[]
  const found = await places.of(rows, client)
  return places.page(rows, found, { cursor: await places.cursor(client) })
}

/** The rows of such a page. */
export const readInOrder = async (
  visible: Visible,
  client: Client,
  model: string,
  { args, where, shape }: { args: Args; where: Where; shape: VisibleShape }
): Promise<Row[]> => {
  const page = await readPage(visible, client, model, { args, where })
  const found = await readAgain(visible, client, model, page, { where, shape })
  return inOrderOf(page, found)
}
