import { and } from './condition'
import type { Condition } from './condition'
import type { Actor } from './environment'
import { rulesFor } from './rules'
import type { Operation, Policy } from './types'
import { toWhere } from './where'

/**
 * The condition under which an actor may do something to a record: one that
 * they may read, but to create it. With a field, under which they may read or
 * update that field of it; to creating and deleting, fields make no difference.
 */
export type Abilities = (
  model: string,
  operation: Operation,
  field?: string
) => Condition

/**
 * What one actor may do, before it is known what exactly: a rule that looks
 * ahead, at what an update makes of a record, denies nothing here and may allow.
 */
export const abilitiesFor = (policy: Policy, actor: Actor): Abilities => {
  const { ruleOf, fieldRuleOf } = rulesFor(policy, actor)
  return (model, operation, field) =>
    and(
      operation === 'create' || ruleOf(model, 'read'),
      operation === 'read' || ruleOf(model, operation),
      field === undefined ||
        (operation !== 'read' && operation !== 'update') ||
        fieldRuleOf(model, field, operation)
    )
}

/** Whether there could be a record of which a condition is true. */
export const isPossible = (condition: Condition): boolean =>
  toWhere(condition, () => null) !== false
