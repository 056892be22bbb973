import type { Expression, Policy } from 'src/lib/policy/types'

import type { Row, Tables } from './reference'
import { related } from './relations'

/** Relations by name, each with those that are followed from there. */
interface Followed {
  [relation: string]: Followed
}

/**
 * The user of a row, as rules want `auth()`: all its fields and, nested, the
 * relations that some rule or default follows.
 */
export const actorOf = (policy: Policy, tables: Tables, row: Row): Row =>
  loaded(policy, tables, policy.authModel ?? '', row, followedFromUser(policy))

const loaded = (
  policy: Policy,
  tables: Tables,
  model: string,
  row: Row,
  followed: Followed
): Row => ({
  ...row,
  ...Object.fromEntries(
    Object.entries(followed).map(([name, further]) => {
      const field = policy.models[model].fields[name]
      const rows = related(policy, tables, model, row, field).map((other) =>
        loaded(policy, tables, field.type, other, further)
      )
      return [name, field.list ? rows : (rows[0] ?? null)]
    })
  ),
})

/** Where a path from the user ends: at rows of a model. */
interface End {
  model: string
  followed: Followed
}

/** The relations that rules follow from `auth()`. */
const followedFromUser = (policy: Policy): Followed => {
  const user = { model: policy.authModel ?? '', followed: {} }
  for (const { rules, fields } of Object.values(policy.models)) {
    const all = [
      ...rules,
      ...Object.values(fields).flatMap((field) => field.rules),
    ]
    for (const { condition } of all) {
      follow(policy, condition, user, [null])
    }
  }
  return user.followed
}

/** `scopes` has, for each row that a path can begin at, where that is from the
 * user; null for rows that do not come with the user. */
const follow = (
  policy: Policy,
  expression: Expression,
  user: End,
  scopes: (End | null)[]
): void => {
  const inside = (part: Expression) => follow(policy, part, user, scopes)
  switch (expression.kind) {
    case 'and':
    case 'or':
      expression.operands.forEach(inside)
      break
    case 'not':
      inside(expression.operand)
      break
    case 'compare':
      inside(expression.left)
      inside(expression.right)
      break
    case 'list':
      expression.items.forEach(inside)
      break
    case 'call':
      expression.args.forEach(inside)
      break
    case 'auth':
    case 'path':
      endOf(policy, expression, user, scopes)
      break
    case 'some':
    case 'every':
    case 'none': {
      const end = endOf(policy, expression.collection, user, scopes)
      follow(policy, expression.condition, user, [...scopes, end])
    }
  }
}

/** Where a path ends, marking the relations on its way as followed. */
const endOf = (
  policy: Policy,
  expression: Expression,
  user: End,
  scopes: (End | null)[]
): End | null => {
  if (expression.kind !== 'auth' && expression.kind !== 'path') {
    return null
  }
  const start =
    expression.kind === 'auth'
      ? user
      : expression.scope === 'future'
        ? null
        : scopes[expression.scope]
  return (
    start &&
    expression.path.reduce((end, name) => {
      const { kind, type } = policy.models[end.model].fields[name]
      return kind === 'relation'
        ? { model: type, followed: (end.followed[name] ??= {}) }
        : end
    }, start)
  )
}
