import { and, not, or } from '../condition'
import type { Condition } from '../condition'
import type { Environment, Row } from '../environment'
import { evaluate } from '../evaluate'
import { relationOf } from '../relationOf'
import type { ModelPolicy, Policy, Rule } from '../types'

import { newcomer } from './newcomer'
import { looksAheadAt, ruleFor } from './ownerKeys'
import { allRules, partsOf } from './parts'
import type { Trap } from './traps'

/**
 * Trap: users may change the very field of theirs that a rule asks for. Tried
 * with a newcomer's own row, so that a right to be given by those who have it
 * (`@allow('update', auth().isAdmin)`) is no trap; a rule about relations of
 * that row counts as fulfilled.
 */
export const findOwnGrants = (policy: Policy): Trap[] => {
  const { authModel } = policy
  const model = authModel === null ? undefined : policy.models[authModel]
  const rule = model && ruleFor(model, 'update')
  if (!model || !rule) {
    return []
  }
  const rights = grantingFields(model, policy)
  return [...rights]
    .filter((name) => !looksAheadAt(model.rules, name))
    .filter((name) =>
      [true, false].some((flags) =>
        mayChange(name, model, rights, flags, policy)
      )
    )
    .map((name) => ({
      message: `rules ask for auth().${name}, and users may change their own: give it an update rule`,
      source: rule.source,
    }))
}

/** Fields of the user that rules ask for, as they are or as foreign keys. */
const grantingFields = (model: ModelPolicy, policy: Policy): Set<string> => {
  const names = allRules(policy)
    .flatMap(({ condition }) => partsOf(condition))
    .flatMap((part) => (part.kind === 'auth' ? part.path.slice(0, 1) : []))
    .flatMap((name) => {
      const field = model.fields[name]
      return field.kind === 'relation' ? relationOf(field).fields : [name]
    })
  return new Set(names.filter((name) => !model.key.includes(name)))
}

const mayChange = (
  name: string,
  model: ModelPolicy,
  rights: Set<string>,
  flags: boolean,
  policy: Policy
): boolean => {
  const row = newcomer(policy, rights, flags)
  const held = (rules: Rule[], effect: Rule['effect']): Condition[] =>
    rules
      .filter((rule) => rule.effect === effect && !rule.looksAhead)
      .filter(({ operations }) => operations.includes('update'))
      .map((rule) => conditionOn(row, rule, model.name, policy))
  const fieldRules = model.fields[name].rules
  const fieldAllows = held(fieldRules, 'allow')
  const condition = and(
    or(...held(model.rules, 'allow')),
    fieldAllows.length === 0 || or(...fieldAllows),
    not(or(...held(model.rules, 'deny'), ...held(fieldRules, 'deny')))
  )
  return condition !== false && condition !== null
}

/** What a rule comes to when the user is the row; unclear, when it delegates. */
const conditionOn = (
  row: Row,
  rule: Rule,
  model: string,
  policy: Policy
): Condition => {
  const environment = (scope: Environment['scopes'][0]): Environment => ({
    policy,
    actor: { user: row, now: new Date(0) },
    scopes: [scope],
    operation: 'update',
    ruleOf: (): Condition => ({ kind: 'absent', relation: 'unclear' }),
  })
  const delegates = partsOf(rule.condition).some(({ kind }) => kind === 'check')
  return evaluate(
    rule.condition,
    environment(delegates ? { open: model } : { row, model })
  )
}
