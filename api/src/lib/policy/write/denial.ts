import { Prisma } from '@prisma/client'

import { ask } from '../ask'
import { not } from '../condition'
import { evaluate } from '../evaluate'
import { explain } from '../explain'
import type { ExplainedRule, Verdict } from '../explain'
import type { Client } from '../operation'
import type { Operation, Rule } from '../types'

import { decide, parentQuestion } from './decide'
import type { Row, Writing } from './writing'

const failure = (
  code: string,
  message: string,
  meta?: Record<string, unknown>
) =>
  new Prisma.PrismaClientKnownRequestError(message, {
    code,
    clientVersion: Prisma.prismaVersion.client,
    meta,
  })

/** A row that is not there, or not for this actor: P2025 for both. */
export const absent = (model: string) =>
  failure('P2025', `${model}: no such record`, { modelName: model })

/** Somebody who is not any more who they were when the request began. */
export const outdated = () =>
  failure('P2004', 'What you may do has changed meanwhile', {
    reason: 'ACTOR_CHANGED',
  })

/** A write by somebody who may only read, whatever it is. */
export const readOnly = () =>
  failure('P2004', 'This access is read-only', { reason: 'READ_ONLY' })

/** What was to be done, as far as it is known. */
export interface Attempt {
  model: string
  operation: Operation
  /** The primary key of the row. */
  key?: Row
  /** The fields that were to be written. */
  fields?: readonly string[]
  /** The values of a row that was to be created. */
  values?: Row
}

/**
 * The error for a denied write: P2004, naming model and operation. Where the
 * writing is open about rules, `meta.rules` and the message tell each rule that
 * was considered, with its place and verdict.
 */
export const denied = async (
  writing: Writing,
  client: Client,
  { model, operation, key, fields = [], values }: Attempt
) => {
  const message = `Denied by the rules: ${operation} ${model}`
  const meta = {
    reason: 'ACCESS_POLICY_VIOLATION',
    modelName: model,
    operation,
  }
  if (!writing.isOpenAboutRules) {
    return failure('P2004', message, meta)
  }
  const rules = values
    ? await consideredOfNew(writing, client, model, values)
    : await consideredOf(writing, client, { model, operation, key, fields })
  return failure('P2004', [message, ...rules.map(told)].join('\n'), {
    ...meta,
    rules,
  })
}

const told = ({ effect, verdict, source }: ExplainedRule) =>
  `  ${effect} ${source.file}:${source.line} ${source.text}: ${verdict}`

/** The rules about a row that is there, and about its fields that are written. */
const consideredOf = async (
  { policy, actor }: Writing,
  client: Client,
  { model, operation, key = {}, fields = [] }: Attempt
): Promise<ExplainedRule[]> => {
  const ofField = fields.filter(
    (name) => policy.models[model].fields[name].rules.length > 0
  )
  const [id, ...more] = Object.values(key)
  const explanations = await Promise.all(
    [undefined, ...(operation === 'update' ? ofField : [])].map((field) =>
      explain(client as Prisma.TransactionClient, policy, actor, {
        model,
        operation,
        field,
        ...(id !== undefined && more.length === 0 && { id: id as string }),
      })
    )
  )
  const rules = explanations
    .flatMap((explanation) => explanation.rules)
    .map((rule) => [JSON.stringify(rule.source), rule] as const)
  return [...new Map(rules).values()]
}

/** The rules about a row that was to be created with these values. */
const consideredOfNew = (
  writing: Writing,
  client: Client,
  model: string,
  values: Row
): Promise<ExplainedRule[]> => {
  const { policy, actor } = writing
  const { ruleOf } = writing.rules
  const { rules } = policy.models[model]
  const verdictOf = async ({ condition }: Rule): Promise<Verdict> => {
    const scopes = [{ open: model }]
    const environment = { policy, actor, scopes, ruleOf, operation: CREATE }
    const rest = decide(
      evaluate(condition, environment),
      values,
      policy.models[model],
      false
    )
    if (rest === null || typeof rest === 'boolean') {
      return verdictFor(rest === true, rest === false)
    }
    const question = parentQuestion(rest, values, policy.models[model])
    if (!question) {
      return 'depends'
    }
    const opposite = { ...question, condition: not(question.condition) }
    const [holds, fails] = await ask(client, writing, [question, opposite])
    return verdictFor(holds, fails)
  }
  return Promise.all(
    rules
      .filter(({ operations }) => operations.includes(CREATE))
      .map(async (rule) => ({
        effect: rule.effect,
        source: rule.source,
        verdict: await verdictOf(rule),
      }))
  )
}

const CREATE: Operation = 'create'

const verdictFor = (holds: boolean, fails: boolean): Verdict =>
  holds ? 'applies' : fails ? 'does not apply' : 'unknown'
