import { authModelOf } from '../authModelOf'
import type { Expression, Path, Policy } from '../types'

import { partsOf } from './parts'

/**
 * The models through whose rows some rule looks for the user: elements of a list,
 * or what a relation of `auth()` leads to. Their rows give rights.
 */
export const askedFor = (policy: Policy): Set<string> =>
  new Set(
    Object.values(policy.models).flatMap(({ name, rules, fields }) =>
      [...rules, ...Object.values(fields).flatMap((field) => field.rules)]
        .map(({ condition }) => condition)
        .flatMap((condition) => within(condition, [name], policy))
    )
  )

const within = (
  expression: Expression,
  scopes: string[],
  policy: Policy
): string[] => {
  const inside = (part: Expression) => within(part, scopes, policy)
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.operands.flatMap(inside)
    case 'not':
      return inside(expression.operand)
    case 'compare':
      return [...inside(expression.left), ...inside(expression.right)]
    case 'list':
      return expression.items.flatMap(inside)
    case 'call':
      return expression.args.flatMap(inside)
    case 'auth':
      return modelsAlong(expression, scopes, policy).slice(1)
    case 'some':
    case 'every':
    case 'none': {
      const { collection, condition } = expression
      const models = modelsAlong(collection, scopes, policy)
      const element = models[models.length - 1]
      const asksForUser = partsOf(expression).some(
        ({ kind }) => kind === 'auth'
      )
      return [
        ...(asksForUser ? [element] : []),
        ...inside(collection),
        ...within(condition, [...scopes, element], policy),
      ]
    }
    default:
      return []
  }
}

/** The models that a path leads through, from the one that it starts at. */
const modelsAlong = (
  expression: Path,
  scopes: string[],
  policy: Policy
): string[] => {
  const start =
    expression.kind === 'auth'
      ? authModelOf(policy).name
      : scopes[expression.scope === 'future' ? 0 : expression.scope]
  return expression.path.reduce(
    (along, name) => {
      const field = policy.models[along[along.length - 1]].fields[name]
      return field.kind === 'relation' ? [...along, field.type] : along
    },
    [start]
  )
}
