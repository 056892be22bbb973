import { Prisma } from '@prisma/client'

import { PEOPLE, actAs } from './world'
import type { Person } from './world'

/**
 * What comes of an operation: it is done, the rules deny it, or the row is not
 * there for this actor.
 */
export type Outcome = 'yes' | 'no' | '-'

/** One cell of a policy table. */
export interface Cell {
  /** The row's words before the actors, e.g. `draft update`. */
  state: string
  operation: string
  actor: Person
  expected: Outcome
}

/**
 * Reads a policy table: a header `state operation actor…`, then a line for
 * each state and operation, with `yes`, `no` (denied) or `-` (absent) under
 * each actor.
 *
 * @throws Error for a word that is no actor or outcome
 */
export const policyTable = (table: string): Cell[] => {
  const [[, , ...actors], ...lines] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return lines.flatMap(([state, operation, ...outcomes]) =>
    actors.map((actor, index) => {
      const expected = outcomes[index]
      if (!(actor in PEOPLE) || !/^(yes|no|-)$/.test(expected)) {
        throw new Error(`Not in a policy table: ${actor} ${expected}`)
      }
      return { state, operation, actor, expected } as Cell
    })
  )
}

const OUTCOMES: Record<string, Outcome> = { P2004: 'no', P2025: '-' }

/**
 * Acts as `actor` and says what came of it. A result of null or undefined, an
 * empty list or a count of 0 is an absent row.
 */
export const outcomeOf = async (
  actor: Person,
  act: () => Promise<unknown>
): Promise<Outcome> => {
  actAs(actor)
  try {
    const result = await act()
    return result == null || (Array.isArray(result) && result.length === 0)
      ? '-'
      : 'yes'
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError) {
      return OUTCOMES[error.code] ?? Promise.reject(error)
    }
    throw error
  }
}
