import { Prisma } from '@prisma/client'

import { explain } from '../explain'
import type { ExplainedRule } from '../explain'
import type { Client } from '../operation'
import type { Operation } from '../types'

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

/** An input that Prisma would not take, or that means nothing here. */
export const notUnderstood = (message: string) =>
  new Prisma.PrismaClientValidationError(message, {
    clientVersion: Prisma.prismaVersion.client,
  })

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
  { policy, actor, isOpenAboutRules }: Writing,
  client: Client,
  { model, operation, key, fields = [] }: Attempt
) => {
  const message = `Denied by the rules: ${operation} ${model}`
  const meta = {
    reason: 'ACCESS_POLICY_VIOLATION',
    modelName: model,
    operation,
  }
  if (!isOpenAboutRules) {
    return failure('P2004', message, meta)
  }
  const ofField =
    operation === 'update'
      ? fields.filter((name) => policy.models[model].fields[name].rules.length)
      : []
  const [id, ...more] = Object.values(key ?? {})
  const explanations = await Promise.all(
    [undefined, ...ofField].map((field) =>
      explain(client as Prisma.TransactionClient, policy, actor, {
        model,
        operation,
        field,
        ...(id !== undefined && more.length === 0 && { id: id as string }),
      })
    )
  )
  const rules = new Map(
    explanations
      .flatMap((explanation) => explanation.rules)
      .map((rule) => [JSON.stringify(rule.source), rule])
  )
  return failure(
    'P2004',
    [message, ...[...rules.values()].map(told)].join('\n'),
    { ...meta, rules: [...rules.values()] }
  )
}

const told = ({ effect, verdict, source }: ExplainedRule) =>
  `  ${effect} ${source.file}:${source.line} ${source.text}: ${verdict}`
