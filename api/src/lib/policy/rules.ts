import { and, not, or } from './condition'
import type { Condition } from './condition'
import type { Actor, Environment } from './environment'
import { evaluate } from './evaluate'
import type { Operation, Policy, Rule } from './types'

// A rule that asks its parent, which asks its own, must come to an end.
const DEEPEST_CHECK = 20

/**
 * What the rules of one actor come down to, model by model, each worked out
 * once. Made for one request: nothing is kept beyond it.
 */
export const rulesFor = (policy: Policy, actor: Actor) => {
  const known = new Map<string, Condition>()
  let depth = 0

  const environmentOf = (model: string, operation: Operation): Environment => ({
    policy,
    actor,
    scopes: [{ open: model }],
    ruleOf,
    operation,
  })

  /** An allow, and no deny. */
  const combined = (
    rules: readonly Rule[],
    model: string,
    operation: Operation
  ): Condition => {
    const environment = environmentOf(model, operation)
    const conditions = (effect: Rule['effect']) =>
      rules
        .filter((rule) => rule.effect === effect)
        .map(({ condition }) => evaluate(condition, environment))
    return and(or(...conditions('allow')), not(or(...conditions('deny'))))
  }

  /** The condition under which the rules allow an operation on a row. */
  const ruleOf = (model: string, operation: Operation): Condition => {
    const key = `${model} ${operation}`
    const before = known.get(key)
    if (before !== undefined || known.has(key)) {
      return before as Condition
    }
    if (depth++ > DEEPEST_CHECK) {
      throw new Error(`The rules of ${model} go round in a circle`)
    }
    const rules = policy.models[model].rules.filter(
      ({ operations, looksAhead }) =>
        operations.includes(operation) && !looksAhead
    )
    const condition = combined(rules, model, operation)
    depth--
    known.set(key, condition)
    return condition
  }

  /**
   * The condition under which one field may be read or updated, where the
   * model's own rule holds; true for a field without rules.
   */
  const fieldRuleOf = (
    model: string,
    field: string,
    operation: 'read' | 'update'
  ): Condition => {
    const { rules, omit } = policy.models[model].fields[field]
    if (omit && operation === 'read') {
      return false
    }
    const own = rules.filter(({ operations }) => operations.includes(operation))
    if (own.length === 0) {
      return true
    }
    // A field with denies only is allowed otherwise.
    const environment = environmentOf(model, operation)
    const of = (effect: Rule['effect']) =>
      own
        .filter((rule) => rule.effect === effect)
        .map(({ condition }) => evaluate(condition, environment))
    const allows = of('allow')
    return and(allows.length === 0 || or(...allows), not(or(...of('deny'))))
  }

  return { ruleOf, fieldRuleOf }
}
