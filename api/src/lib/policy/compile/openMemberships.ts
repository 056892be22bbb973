import type { Condition } from '../condition'
import type { Row } from '../environment'
import { evaluate } from '../evaluate'
import { relationOf } from '../relationOf'
import type { FieldPolicy, ModelPolicy, Policy, Rule } from '../types'

import { askedFor } from './askedFor'
import { newcomer } from './newcomer'
import type { Trap } from './traps'

/**
 * Trap: users may add themselves to what only members may see. A membership is a
 * model between the user and another one, through whose rows some rule looks
 * with `?[…]`, `![…]`, `^[…]` or as a relation of auth(). It is open when a
 * create rule passes for a newcomer's own row, whichever row of the other model
 * it names.
 *
 * Not caught: memberships that are no model (implicit many-to-many), and rules
 * that ask of the other model what is true of every row of it.
 */
export const findOpenMemberships = (policy: Policy): Trap[] =>
  [...askedFor(policy)]
    .map((name) => policy.models[name])
    .filter((model) => isBetween(model, policy))
    .flatMap((model) => {
      const rules = model.rules.filter(
        ({ operations, looksAhead }) =>
          operations.includes('create') && !looksAhead
      )
      const isDenied = rules.some(
        (rule) =>
          rule.effect === 'deny' &&
          !mayBe(false, rule, { model, policy, others: true })
      )
      return rules
        .filter(
          (rule) =>
            !isDenied &&
            rule.effect === 'allow' &&
            mayBe(true, rule, { model, policy, others: false })
        )
        .map(({ source }) => ({
          message: `anybody may create a ${model.name} of their own, and so join whatever it gives rights in: ask for a right of those who may invite`,
          source,
        }))
    })

const isBetween = (model: ModelPolicy, policy: Policy) => {
  const ends = Object.values(model.fields).filter(
    ({ relation }) => relation && relation.fields.length > 0
  )
  return (
    model.name !== policy.authModel &&
    ends.some(({ type }) => type === policy.authModel) &&
    ends.some(({ type }) => type !== policy.authModel)
  )
}

interface Attempt {
  model: ModelPolicy
  policy: Policy
  /** Whether conditions on rows that exist already count as fulfilled. */
  others: boolean
}

/** Whether a rule can come out so for a row that a newcomer may make up. */
const mayBe = (outcome: boolean, rule: Rule, attempt: Attempt): boolean => {
  const { policy, model } = attempt
  const user = newcomer(policy, new Set(), true)
  const condition = evaluate(rule.condition, {
    policy,
    actor: { user, now: new Date(0) },
    scopes: [{ open: model.name }],
    operation: 'create',
    ruleOf: () => true,
  })
  return canBe(outcome, condition, user, attempt)
}

const canBe = (
  outcome: boolean,
  condition: Condition,
  user: Row,
  attempt: Attempt
): boolean => {
  if (condition === null || typeof condition === 'boolean') {
    return condition === outcome
  }
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const can = (part: Condition) => canBe(outcome, part, user, attempt)
      return (condition.kind === 'and') === outcome
        ? condition.parts.every(can)
        : condition.parts.some(can)
    }
    case 'not':
      return canBe(!outcome, condition.part, user, attempt)
    case 'field':
      return testCanBe(outcome, condition, user, attempt)
    case 'one':
      return attempt.others
    case 'absent':
      return true
    // A new row has nothing in its lists.
    case 'some':
      return !outcome
    default:
      return outcome
  }
}

/** What a new row has in its fields is free, but for keys: they name others. */
const testCanBe = (
  outcome: boolean,
  { field, test }: Extract<Condition, { kind: 'field' }>,
  user: Row,
  { model, policy, others }: Attempt
): boolean => {
  const relation = relationOver(field, model)
  if (!relation || test.fieldOf) {
    return true
  }
  if (test.value === null) {
    return !outcome
  }
  if (relation.type !== policy.authModel) {
    return others
  }
  const { fields, references } = relationOf(relation)
  const isUser = user[references[fields.indexOf(field)]] === test.value
  return test.operator !== 'equals' || isUser === outcome
}

const relationOver = (
  key: string,
  { fields }: ModelPolicy
): FieldPolicy | undefined =>
  Object.values(fields).find(({ relation }) => relation?.fields.includes(key))
