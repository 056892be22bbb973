import { ask } from '../ask'
import { and, not, or } from '../condition'
import type { Condition } from '../condition'
import type { Environment } from '../environment'
import { evaluate } from '../evaluate'
import type { Client } from '../operation'
import type { Expression, Policy, Rule } from '../types'

import type { Row, Writing } from './writing'

/*
 * Rules with future() see a row twice: as it is before an update and as it is
 * afterwards. The first is kept in memory, the second asked of the database.
 */

const updateRules = (policy: Policy, model: string) =>
  policy.models[model].rules.filter(({ operations }) =>
    operations.includes('update')
  )

/** Whether some rule of the model sees what an update makes of a row. */
export const looksAhead = (policy: Policy, model: string): boolean =>
  policy.models[model].rules.some((rule) => rule.looksAhead)

type Select = Record<string, true | { select: Select }>

/** A row in memory, as far as a rule asks for it. */
interface Remembered {
  model: string
  select: Select
}

/** What of a row must be kept from before an update, as a Prisma `select`. */
export const rememberedOf = (policy: Policy, model: string): Select => {
  const select: Select = {}
  const row = { model, select }
  rememberKey(policy, row)
  for (const { condition, looksAhead: isAhead } of updateRules(policy, model)) {
    if (isAhead) {
      remember(policy, condition, [row])
    }
  }
  return select
}

const rememberKey = (policy: Policy, { model, select }: Remembered) => {
  for (const name of policy.models[model].key) {
    select[name] = true
  }
}

// Elements of a list of the new row or of the user's are no part of the old row:
// their scope is null.
const remember = (
  policy: Policy,
  expression: Expression,
  scopes: (Remembered | null)[]
): void => {
  const inside = (part: Expression) => remember(policy, part, scopes)
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.operands.forEach(inside)
    case 'not':
      return inside(expression.operand)
    case 'compare':
      inside(expression.left)
      return inside(expression.right)
    case 'list':
      return expression.items.forEach(inside)
    case 'call':
      return expression.args.forEach(inside)
    case 'path':
      along(policy, expression, scopes)
      return
    case 'some':
    case 'every':
    case 'none': {
      const { collection, condition } = expression
      const elements =
        collection.kind === 'path' ? along(policy, collection, scopes) : null
      return remember(policy, condition, [...scopes, elements])
    }
    default:
  }
}

/** Follows a path, selecting what it passes; the row or rows it ends at. */
const along = (
  policy: Policy,
  { scope, path }: Extract<Expression, { kind: 'path' }>,
  scopes: (Remembered | null)[]
): Remembered | null => {
  let row = scope === 'future' ? null : scopes[scope]
  for (const name of path) {
    if (row === null) {
      return null
    }
    const { kind, type } = policy.models[row.model].fields[name]
    if (kind !== 'relation') {
      row.select[name] = true
      return null
    }
    const before = row.select[name]
    const select = typeof before === 'object' ? before.select : {}
    row.select[name] = { select }
    row = { model: type, select }
    rememberKey(policy, row)
  }
  return row
}

/** What is known of a row before an update. */
export interface Before {
  row: Row
  /** Whether a rule that does not look ahead allows it already. */
  isAllowed: boolean
}

/** Finds out what the rules will want to know of these rows as they are now. */
export const lookBefore = async (
  writing: Writing,
  client: Client,
  model: string,
  rows: { key: Row; row: Row }[]
): Promise<Before[]> => {
  const rules = updateRules(writing.policy, model)
  const isAheadAllow = (rule: Rule) =>
    rule.effect === 'allow' && rule.looksAhead
  if (!rules.some(isAheadAllow)) {
    return rows.map(({ row }) => ({ row, isAllowed: true }))
  }
  const environment = environmentOf(writing, { open: model })
  const condition = or(
    ...rules
      .filter((rule) => rule.effect === 'allow' && !rule.looksAhead)
      .map((rule) => evaluate(rule.condition, environment))
  )
  const answers = await ask(
    client,
    writing,
    rows.map(({ key }) => ({ model, key, condition }))
  )
  return rows.map(({ row }, n) => ({ row, isAllowed: answers[n] }))
}

/** What must be true of the row after the update, knowing it from before. */
export const lookAhead = (
  writing: Writing,
  model: string,
  { row, isAllowed }: Before
): Condition => {
  const environment = {
    ...environmentOf(writing, { row, model }),
    future: { open: model },
  }
  const of = (effect: Rule['effect']) =>
    or(
      ...updateRules(writing.policy, model)
        .filter((rule) => rule.effect === effect && rule.looksAhead)
        .map((rule) => evaluate(rule.condition, environment))
    )
  return and(isAllowed || of('allow'), not(of('deny')))
}

const environmentOf = (
  { policy, actor, rules: { ruleOf } }: Writing,
  binding: Environment['scopes'][number]
): Environment => ({
  policy,
  actor,
  scopes: [binding],
  ruleOf,
  operation: 'update',
})
