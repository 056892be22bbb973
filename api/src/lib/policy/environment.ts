import type { Condition } from './condition'
import type { Operation, Policy } from './types'

/** A record in memory: the user, a row that has been read. */
export type Row = Record<string, unknown>

/** Who asks, and when. */
export interface Actor {
  /** null for a visitor. */
  user: Row | null
  now: Date
}

/** What a path of an expression can begin at: a row in memory, or one in the
 * database, about which the condition will be. */
export type Binding = { row: Row; model: string } | { open: string }

export interface Environment {
  policy: Policy
  actor: Actor
  /** By scope: the row of the rule, then the elements of collections. */
  scopes: Binding[]
  /** The row of the rule after the update, if there is one. */
  future?: Binding
  /** Resolves `check(relation, operation)` for rows of the model. */
  ruleOf: (model: string, operation: Operation) => Condition
  operation: Operation
}
