import { callPrisma } from '../callPrisma'
import { idOf, keyOf, selecting } from '../keys'
import type { Client } from '../operation'
import type { Where } from '../where'

import type { Place } from './again'
import { arranged } from './arranged'
import type { Page } from './arranged'
import { arrangementOf } from './arrangement'
import type { VisibleShape } from './shape'
import { visibleUnique } from './unique'
import type { Visible } from './visible'

type Row = Record<string, unknown>
type Args = Record<string, unknown>

interface How {
  cursor: Page['cursor']
  /** Whether the cursor's row must be among these; as in `Places` if not said. */
  seeksCursor?: boolean
}

/** How rows are put in order in memory. */
export interface Places {
  /** What to read of the rows, and which rows have it. */
  select: Args
  where: Where | true
  /** Whether Prisma looks for a cursor's row among those that are found. */
  seeksCursor: boolean
  /** Where rows stand that have been read so; what is hidden is taken away. */
  of: (rows: Row[], client: Client) => Promise<Map<Row, Place>>
  /** Where the cursor's row stands, if the arguments name one. */
  cursor: (client: Client) => Promise<Page['cursor']>
  /** The page of some of the rows that the arguments ask for. */
  page: (rows: Row[], places: Map<Row, Place>, how: How) => Place[]
}

/**
 * How to put the rows of a model in the order that these arguments ask for.
 *
 * @param shapeOf how to read something of such rows
 */
export const placesOf = (
  visible: Visible,
  model: string,
  args: Args,
  shapeOf: (select: Args) => VisibleShape
): Places => {
  const target = visible.policy.models[model]
  const arrangement = arrangementOf(visible, model, args)
  const shape = shapeOf({ ...arrangement.select, ...selecting(target.key) })
  // A key that the actor does not read tells rows apart all the same.
  const select = { ...shape.select, ...selecting(target.key) }
  const of = async (rows: Row[], client: Client) => {
    const places = new Map(
      rows.map((row) => {
        const key = keyOf(target, row)
        return [row, { row, key, id: idOf(target, key) }] as const
      })
    )
    await shape.finish(rows, client)
    return places
  }
  const unique =
    args.cursor === undefined
      ? undefined
      : visibleUnique(visible, model, args.cursor as Where, shape.where)
  return {
    select,
    where: shape.where,
    seeksCursor: arrangement.seeksCursor,
    of,
    cursor: async (client) => {
      if (!unique) {
        return undefined
      }
      const row = (await callPrisma(
        visible.policy,
        client,
        model,
        'findUnique',
        {
          where: unique,
          select,
        }
      )) as Row | null
      return row && [...(await of([row], client)).values()][0]
    },
    page: (rows, places, { cursor, seeksCursor = arrangement.seeksCursor }) =>
      arranged(
        rows.map((row) => places.get(row) as Place),
        { ...arrangement, seeksCursor },
        { ...(args as Page), cursor }
      ),
  }
}
