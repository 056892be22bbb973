import type { Client } from '../operation'

type Row = Record<string, unknown>

/**
 * Takes from rows what was only asked for to decide what the actor may read: at
 * once, or with a promise where something is to be looked up.
 */
export type Finish = (rows: Row[], client: Client) => Promise<void> | undefined

/** Of rows of which nothing is to be decided. */
export const asItIs: Finish = () => undefined

/** A result, once what it waits for is done. */
export const once = <Result>(
  done: Promise<void> | undefined,
  result: Result
): Result | Promise<Result> => (done ? done.then(() => result) : result)

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
