import type { Client } from '../operation'

type Row = Record<string, unknown>

/** Takes from rows what was only asked for to decide what the actor may read. */
export type Finish = (rows: Row[], client: Client) => Promise<void>

/** Of rows of which nothing is to be decided. */
export const asItIs: Finish = async () => {}

/** Finishes what a relation leads to. */
export const finishNested = (name: string, finish: Finish): Finish =>
  finish === asItIs
    ? asItIs
    : (parents, client) => finish(nestedIn(parents, name), client)

/** What the relation of these rows leads to. */
export const nestedIn = (parents: Row[], name: string): Row[] =>
  parents
    .flatMap((parent) => [parent[name]].flat())
    .filter(
      (value): value is Row => typeof value === 'object' && value !== null
    )
