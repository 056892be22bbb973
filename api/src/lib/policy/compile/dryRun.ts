import type { Environment, Row } from '../environment'
import { evaluate } from '../evaluate'
import type { FieldPolicy, ModelPolicy, Policy, Rule } from '../types'
import { toWhere } from '../where'

import { findCircle, nameOf } from './checkCircle'
import { madeUpRow } from './madeUp'
import { blaming, PolicyError } from './source'
import { typeCheck } from './typeCheck'
import type { Checked } from './typeCheck'

/**
 * Tries every rule out before it is relied on: checks its types, then evaluates
 * it for a made-up user who has one of everything, and for a visitor.
 *
 * @param provider the kind of database
 * @throws PolicyError for a rule that cannot be enforced exactly
 */
export const dryRun = (policy: Policy, provider: string) => {
  const checked = Object.values(policy.models)
    .flatMap(rulesOf)
    .map((each): Checked => {
      const { rule, model, field } = each
      return blaming(rule.source, () => {
        refuseForesight(rule, field)
        const delegations = typeCheck(rule, model.name, policy, provider)
        return { ...each, delegations }
      })
    })
  for (const each of checked) {
    blaming(each.rule.source, () => refuseForgetting(each, policy))
  }
  const circle = findCircle(checked)
  if (circle) {
    const chain = circle.chain.map(nameOf).join(' → ')
    throw new PolicyError(
      `rules that ask each other go round in a circle, ${chain}`,
      circle.rule.source
    )
  }
  for (const { rule, model } of checked) {
    blaming(rule.source, () => tryOut(rule, model.name, policy))
  }
}

const rulesOf = (model: ModelPolicy): Omit<Checked, 'delegations'>[] => [
  ...model.rules.map((rule) => ({ rule, model })),
  ...Object.values(model.fields).flatMap((field) =>
    field.rules.map((rule) => ({ rule, model, field }))
  ),
]

const refuseForesight = (
  { looksAhead, operations }: Rule,
  field: FieldPolicy | undefined
) => {
  if (looksAhead && (field || operations.some((name) => name !== 'update'))) {
    throw new Error(`future() is for rules of a model's 'update' alone`)
  }
}

/** `check()` asks of the row as it is: it would forget rules that look ahead. */
const refuseForgetting = (
  { rule: { operations }, delegations }: Checked,
  policy: Policy
) => {
  const forgetful = delegations.find(
    ({ model, operation }) =>
      (operation ? operation === 'update' : operations.includes('update')) &&
      policy.models[model].rules.some(({ looksAhead }) => looksAhead)
  )
  if (forgetful) {
    throw new Error(
      `check() for 'update' cannot ask what ${forgetful.model} says with future()`
    )
  }
}

const tryOut = (rule: Rule, model: string, policy: Policy) => {
  const { authModel } = policy
  const somebody = authModel === null ? null : madeUpRow(policy, authModel)
  for (const user of [somebody, null]) {
    for (const operation of rule.operations) {
      const environment = {
        policy,
        operation,
        actor: { user, now: new Date(0) },
        // The rules behind check() are tried out themselves.
        ruleOf: () => true,
        ...rowsOf(rule, model, policy),
      }
      toWhere(evaluate(rule.condition, environment), () => ({}))
    }
  }
}

const rowsOf = (
  { looksAhead }: Rule,
  model: string,
  policy: Policy
): Pick<Environment, 'scopes' | 'future'> => {
  const row: Row = madeUpRow(policy, model)
  return looksAhead
    ? { scopes: [{ row, model }], future: { open: model } }
    : { scopes: [{ open: model }] }
}
