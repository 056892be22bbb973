import { authModelOf } from '../authModelOf'
import { relationOf } from '../relationOf'
import type { Expression, ModelPolicy, Operation, Policy, Rule } from '../types'

import { isAlways, isNever, partsOf } from './parts'
import type { Trap } from './traps'

/**
 * Trap: an update may give a row to somebody else, or take it away. Catches keys
 * that a rule compares with the user, or that default to the user's.
 */
export const findMovableOwners = (policy: Policy): Trap[] =>
  Object.values(policy.models).flatMap((model) => {
    const rule = ruleFor(model, 'update')
    return rule
      ? ownerKeys(model, policy)
          .filter((key) => !isGuarded(model, key))
          .map((key) => ({
            message: `${model.name}.${key} says whose a row is, and an update may change it: give it an update rule, such as @allow('update', false)`,
            source: rule.source,
          }))
      : []
  })

/** An allow by which somebody might do this. */
export const ruleFor = (
  { rules }: ModelPolicy,
  operation: Operation
): Rule | undefined => {
  const own = rules.filter(({ operations }) => operations.includes(operation))
  const isClosed = own.some(
    ({ effect, condition }) => effect === 'deny' && isAlways(condition)
  )
  return isClosed
    ? undefined
    : own.find(
        ({ effect, condition }) => effect === 'allow' && !isNever(condition)
      )
}

/** Whether any rule limits how an update may change a field. */
const isGuarded = ({ fields, rules }: ModelPolicy, name: string) =>
  fields[name].rules.some(({ operations }) => operations.includes('update')) ||
  looksAheadAt(rules, name)

/** `@@deny('update', future().ownerId != ownerId)` guards a field as well. */
export const looksAheadAt = (rules: Rule[], name: string) =>
  rules
    .flatMap(({ condition }) => partsOf(condition))
    .some(
      (part) =>
        part.kind === 'path' && part.scope === 'future' && part.path[0] === name
    )

const ownerKeys = (model: ModelPolicy, policy: Policy): string[] => {
  const defaults = Object.values(model.fields)
    .filter(({ authDefault }) => authDefault)
    .map(({ name }) => name)
  const compared = model.rules
    .flatMap(({ condition }) => partsOf(condition))
    .flatMap((part) =>
      part.kind === 'compare'
        ? [
            ...keyBeside(part.left, part.right, model, policy),
            ...keyBeside(part.right, part.left, model, policy),
          ]
        : []
    )
  return [...new Set([...defaults, ...compared])]
}

/** The fields of the row that are compared with the user, or the user's key. */
const keyBeside = (
  user: Expression,
  row: Expression,
  model: ModelPolicy,
  policy: Policy
): string[] => {
  const isUser =
    user.kind === 'auth' &&
    user.path.every((name) => authModelOf(policy).key.includes(name))
  if (!isUser || row.kind !== 'path' || row.scope !== 0 || !row.path[0]) {
    return []
  }
  const field = model.fields[row.path[0]]
  const { kind, name } = field
  if (kind === 'relation') {
    // What lies further away is another row's owner.
    return row.path.length <= 2 ? relationOf(field).fields : []
  }
  return policy.authModel === model.name && model.key.includes(name)
    ? []
    : [name]
}
