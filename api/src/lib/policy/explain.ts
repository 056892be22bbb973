import type { Prisma } from '@prisma/client'

import { not } from './condition'
import type { Condition } from './condition'
import { delegateName } from './delegateOf'
import type { Actor } from './environment'
import { evaluate } from './evaluate'
import { rulesFor } from './rules'
import type { Operation, Policy, Rule, Source } from './types'
import { toWhere } from './where'
import type { Where } from './where'

/** May the actor do this to that row, or to rows of the model? */
export interface Question {
  model: string
  operation: Operation
  /** The primary key of a row. */
  id?: number | string
  /** May they read or update this field of it? */
  field?: string
}

export interface Explanation {
  /** depends: on the row, if none is given, or on what an update makes of it. */
  decision: Decision | 'absent'
  /** If absent: whether there is no such row, or just not for this actor. */
  absence?: 'missing' | 'hidden'
  /** All rules about the operation, the model's before the field's. */
  rules: ExplainedRule[]
}

export interface ExplainedRule {
  effect: Rule['effect']
  verdict: Verdict
  source: Source
}

type Decision = 'allowed' | 'denied' | 'depends'

/**
 * unknown: something that the rule compares with is null, as `auth()` of a
 * visitor. Such an allow does not allow, and such a deny denies.
 */
export type Verdict = 'applies' | 'does not apply' | 'unknown' | 'depends'

/** Whether a filter finds the row that the question is about. */
type Finds = (where: Where | boolean) => Promise<boolean>

/**
 * Says of each rule about an operation whether it applies, and what they all
 * come down to. This is for operators: it tells of rows the actor may not see.
 *
 * @param client one without rules, to look at the row with
 * @throws Error for a model or field that does not exist, for an operation that
 * fields do not have, and for the id of a model whose key has several fields
 */
export const explain = async (
  client: Prisma.TransactionClient,
  policy: Policy,
  actor: Actor,
  { model, operation, id, field }: Question
): Promise<Explanation> => {
  const { rules, fields, key } = named(policy.models, model)
  const own = field === undefined ? undefined : named(fields, field)
  if (own && operation !== 'read' && operation !== 'update') {
    throw new Error(`No rule can say who may ${operation} a field`)
  }
  const { ruleOf } = rulesFor(policy, actor)
  const filterOf = (condition: Condition) =>
    toWhere(condition, (owner, name) =>
      Reflect.get(delegateOf(client, owner).fields, name)
    )

  const finds = id === undefined ? null : finderOf(client, model, key, id)
  const isMissing = finds !== null && !(await finds({}))

  const verdictOf = async ({ condition, looksAhead }: Rule) => {
    if (looksAhead) {
      return 'depends'
    }
    const rest = evaluate(condition, {
      policy,
      actor,
      scopes: [{ open: model }],
      ruleOf,
      operation,
    })
    return judge(filterOf(rest), filterOf(not(rest)), isMissing ? null : finds)
  }
  const judged = (all: Rule[]) =>
    Promise.all(
      all
        .filter(({ operations }) => operations.includes(operation))
        .map(async (rule) => ({ ...rule, verdict: await verdictOf(rule) }))
    )
  const ofModel = await judged(rules)
  const ofField = await judged(own?.rules ?? [])

  const explained = [...ofModel, ...ofField].map(
    ({ effect, verdict, source }) => ({ effect, verdict, source })
  )
  if (isMissing) {
    return { decision: 'absent', absence: 'missing', rules: explained }
  }
  const decision = strictest([
    own?.omit && operation === 'read' ? 'denied' : 'allowed',
    decide(ofModel),
    // A field with denies only is allowed otherwise.
    ofField.some(({ effect }) => effect === 'allow')
      ? decide(ofField)
      : decide([...ofField, ALWAYS]),
  ])
  const isHidden =
    decision === 'denied' &&
    (operation === 'update' || operation === 'delete') &&
    finds !== null &&
    !(await finds(filterOf(ruleOf(model, 'read'))))
  return isHidden
    ? { decision: 'absent', absence: 'hidden', rules: explained }
    : { decision, rules: explained }
}

const named = <Value>(all: Record<string, Value>, name: string): Value => {
  if (!Object.hasOwn(all, name)) {
    throw new Error(`There is no ${name}`)
  }
  return all[name]
}

const delegateOf = (client: Prisma.TransactionClient, model: string) =>
  client[delegateName(model) as 'post']

const finderOf = (
  client: Prisma.TransactionClient,
  model: string,
  [key, ...others]: string[],
  id: number | string
): Finds => {
  if (others.length > 0) {
    throw new Error(`A ${model} has no key of one field`)
  }
  return async (where) =>
    typeof where === 'boolean'
      ? where
      : (await delegateOf(client, model).findFirst({
          where: { AND: [{ [key]: id }, where] },
          select: { [key]: true },
        })) !== null
}

/**
 * @param holds finds the rows of which the rule's condition is true
 * @param fails finds those of which it is false
 */
const judge = async (
  holds: Where | boolean,
  fails: Where | boolean,
  finds: Finds | null
): Promise<Verdict> => {
  if (!finds && (typeof holds === 'object' || typeof fails === 'object')) {
    return 'depends'
  }
  const isFound = finds ?? (async (where) => where === true)
  if (await isFound(holds)) {
    return 'applies'
  }
  return (await isFound(fails)) ? 'does not apply' : 'unknown'
}

type Judged = Pick<Rule, 'effect'> & { verdict: Verdict }

const ALWAYS: Judged = {
  effect: 'allow',
  verdict: 'applies',
}

/** An allow, and no deny. */
const decide = (rules: Judged[]): Decision => {
  const verdicts = (of: Rule['effect']) =>
    rules.filter(({ effect }) => effect === of).map(({ verdict }) => verdict)
  const [allows, denies] = [verdicts('allow'), verdicts('deny')]
  const isDenied =
    denies.includes('applies') ||
    denies.includes('unknown') ||
    !(allows.includes('applies') || allows.includes('depends'))
  if (isDenied) {
    return 'denied'
  }
  return allows.includes('applies') && !denies.includes('depends')
    ? 'allowed'
    : 'depends'
}

const strictest = (decisions: Decision[]): Decision =>
  (['denied', 'depends'] as const).find((each) => decisions.includes(each)) ??
  'allowed'
