import { callPrisma } from '../callPrisma'
import { idOf, inParts, selecting, withKeys } from '../keys'
import type { Client } from '../operation'
import type { Where } from '../where'

import type { VisibleShape } from './shape'
import { both } from './visible'
import type { Visible } from './visible'

type Row = Record<string, unknown>

/** Which of these rows, read with their keys, pass a filter. */
export const passing = async (
  visible: Visible,
  client: Client,
  model: string,
  rows: Row[],
  filter: Where
): Promise<Set<Row>> => {
  const target = visible.policy.models[model]
  const ids = new Set<string>()
  for (const part of inParts(rows)) {
    const found = (await callPrisma(visible.policy, client, model, 'findMany', {
      where: both(withKeys(target, part), filter),
      select: selecting(target.key),
    })) as Row[]
    found.forEach((row) => ids.add(idOf(target, row)))
  }
  return new Set(rows.filter((row) => ids.has(idOf(target, row))))
}

/** A row, as far as it matters for where it stands. */
export interface Place {
  row: Row
  key: Row
  /** The key as a text. */
  id: string
}

/** Rows by their keys as texts. */
type Found = Map<string, Row>

/** The rows of these places; one that is gone by now is passed over. */
export const inOrderOf = (places: Place[], found: Found): Row[] =>
  places
    .map(({ id }) => found.get(id))
    .filter((row): row is Row => row !== undefined)

/** What is asked of rows, and what must be true of those that have it. */
interface Asked {
  where: Where
  shape: VisibleShape
}

/**
 * Reads what is asked of rows.
 *
 * @param places the rows, with their primary keys
 */
export const readAgain = async (
  visible: Visible,
  client: Client,
  model: string,
  places: Place[],
  { where, shape }: Asked
): Promise<Found> => {
  const target = visible.policy.models[model]
  const byId: Found = new Map()
  const keys = new Map<string, Row>(places.map(({ id, key }) => [id, key]))
  for (const part of inParts([...keys.values()])) {
    const found = (await callPrisma(visible.policy, client, model, 'findMany', {
      where: both(where, withKeys(target, part)),
      select: { ...shape.select, ...selecting(target.key) },
    })) as Row[]
    found.forEach((row) => byId.set(idOf(target, row), row))
  }
  const rows = [...byId.values()]
  await shape.finish(rows, client)
  for (const name of target.key.filter((part) => !(part in shape.select))) {
    rows.forEach((row) => delete row[name])
  }
  return byId
}
