import { and, not, or } from './condition'
import type { Condition } from './condition'
import type { Actor, Environment } from './environment'
import { evaluate } from './evaluate'
import { beside } from './implies'
import type { Expression, Operation, Policy, Rule } from './types'

// A rule that asks its parent, which asks its own, must come to an end.
const DEEPEST_CHECK = 20

interface Told {
  allows: Rule[]
  denies: Rule[]
}

// What looks ahead, at a row that an update is yet to make, denies nothing before
// and may allow; ./write/foresight decides.
const POSSIBLE: Pick<Rule, 'condition'> = {
  condition: { kind: 'literal', value: true },
}

const told = new WeakMap<object, Map<Operation, Told>>()

/** The rules about an operation, told apart once a policy. */
const rulesOf = (of: { rules: Rule[] }, operation: Operation): Told => {
  let byOperation = told.get(of)
  if (!byOperation) {
    told.set(of, (byOperation = new Map()))
  }
  let rules = byOperation.get(operation)
  if (!rules) {
    const applying = of.rules.filter(({ operations }) =>
      operations.includes(operation)
    )
    rules = {
      allows: applying
        .filter(({ effect }) => effect === 'allow')
        .map((rule) => (rule.looksAhead ? { ...rule, ...POSSIBLE } : rule)),
      denies: applying.filter(
        ({ effect, looksAhead }) => effect === 'deny' && !looksAhead
      ),
    }
    byOperation.set(operation, rules)
  }
  return rules
}

const ofAll = new WeakMap<Rule, Condition>()

/** What is left of a rule; worked out once a policy if it is so for everyone. */
const conditionOf = (rule: Rule, environment: Environment): Condition => {
  const before = ofAll.get(rule)
  if (before !== undefined) {
    return before
  }
  const condition = evaluate(rule.condition, environment)
  if (!asksForActor(rule.condition)) {
    ofAll.set(rule, condition)
  }
  return condition
}

/** Whether it makes a difference to a condition who asks, what, and when. */
const asksForActor = (expression: Expression): boolean => {
  switch (expression.kind) {
    case 'auth':
    case 'now':
    case 'check':
      return true
    case 'literal':
    case 'path':
      return false
    case 'list':
      return expression.items.some(asksForActor)
    case 'and':
    case 'or':
      return expression.operands.some(asksForActor)
    case 'not':
      return asksForActor(expression.operand)
    case 'compare':
      return asksForActor(expression.left) || asksForActor(expression.right)
    case 'call':
      return expression.args.some(asksForActor)
    default:
      return (
        asksForActor(expression.collection) ||
        asksForActor(expression.condition)
      )
  }
}

/**
 * What the rules of one actor come down to, model by model, each worked out
 * once.
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

  const anyOf = (rules: Rule[], environment: Environment): Condition =>
    or(...rules.map((rule) => conditionOf(rule, environment)))

  /** The condition under which the rules allow an operation on a row. */
  const ruleOf = (model: string, operation: Operation): Condition => {
    const key = `${model} ${operation}`
    const before = known.get(key)
    if (before !== undefined || known.has(key)) {
      return before as Condition
    }
    if (depth > DEEPEST_CHECK) {
      throw new Error(`The rules of ${model} go round in a circle`)
    }
    depth++
    try {
      const condition = conditionFor(model, operation)
      known.set(key, condition)
      return condition
    } finally {
      depth--
    }
  }

  const conditionFor = (model: string, operation: Operation): Condition => {
    const { allows, denies } = rulesOf(policy.models[model], operation)
    const environment = environmentOf(model, operation)
    const denied = anyOf(denies, environment)
    return and(beside(anyOf(allows, environment), denied), not(denied))
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
    const policyOfField = policy.models[model].fields[field]
    if (policyOfField.omit && operation === 'read') {
      return false
    }
    if (policyOfField.rules.length === 0) {
      return true
    }
    const { allows, denies } = rulesOf(policyOfField, operation)
    const environment = environmentOf(model, operation)
    // A field with denies only is allowed otherwise.
    return and(
      allows.length === 0 || anyOf(allows, environment),
      not(anyOf(denies, environment))
    )
  }

  return { ruleOf, fieldRuleOf }
}
