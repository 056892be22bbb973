import { Prisma } from '@prisma/client'

import type { Condition } from '../condition'
import { beyond } from '../implies'
import type { rulesFor } from '../rules'
import type { FieldPolicy, ModelPolicy, Policy } from '../types'
import { merged, toStrictWhere, toWhere } from '../where'
import type { FieldReference, Where } from '../where'

import { withKeys } from './throughKeys'

/**
 * What one actor may read: the rules of each model and field, put in terms of
 * filters. Everything that reads works with this.
 */
export interface Visible {
  policy: Policy
  /** The rule that makes a row visible. */
  rule: (model: string) => Condition
  /** The rows of a model: a filter, or true for all, false for none. */
  rows: (model: string) => Where | boolean
  /** As `rows`, but for what follows from what is known of them. */
  rowsGiven: (model: string, known: Condition) => Where | boolean
  /** What is left of `rule` for rows of which something is known. */
  ruleGiven: (model: string, known: Condition) => Condition
  /** The rows of which a condition is true: a filter, or true for all. */
  rowsOf: (condition: Condition) => Where | boolean
  /** As `rows`, but never unknown: fit to be negated. */
  strictRows: (model: string) => Where | boolean
  /** The rows on which a field can be read. */
  field: (model: string, field: string) => Where | boolean
  strictField: (model: string, field: string) => Where | boolean
  fieldCondition: (model: string, field: string) => Condition
}

/** What `rules` let an actor read, with Prisma's references to fields. */
export const visibleBy = (
  policy: Policy,
  rules: ReturnType<typeof rulesFor>,
  reference: FieldReference
): Visible => {
  const rowRule = (model: string) => rules.ruleOf(model, 'read')
  const fieldRule = (model: string, field: string) =>
    rules.fieldRuleOf(model, field, 'read')
  const rows = once((model) => toWhere(rowRule(model), reference))
  const fieldRows = once((model, field) =>
    toWhere(fieldRule(model, field), reference)
  )
  return {
    policy,
    rule: rowRule,
    rows,
    rowsGiven: (model, known) => {
      const rule = rowRule(model)
      const open = beyond(rule, withKeys(policy, model, known))
      return open === rule ? rows(model) : toWhere(open, reference)
    },
    ruleGiven: (model, known) =>
      beyond(rowRule(model), withKeys(policy, model, known)),
    rowsOf: (condition) => toWhere(condition, reference),
    strictRows: once((model) => toStrictWhere(rowRule(model), reference)),
    field: (model, name) => {
      const { rules, omit } = policy.models[model].fields[name]
      return (rules.length === 0 && !omit) || fieldRows(model, name)
    },
    strictField: once((model, field) =>
      toStrictWhere(fieldRule(model, field), reference)
    ),
    fieldCondition: once(fieldRule),
  }
}

/** Works a rule out once, for the one request that `Visible` is made for. */
const once = <Result>(work: (model: string, field: string) => Result) => {
  const known = new Map<string, Result>()
  return (model: string, field = ''): Result => {
    const key = `${model}.${field}`
    const before = known.get(key)
    if (before !== undefined || known.has(key)) {
      return before as Result
    }
    const result = work(model, field)
    known.set(key, result)
    return result
  }
}

/** A filter that no row passes. */
export const NOTHING: Where = { OR: [] }

/**
 * A filter for the rows that pass all of these.
 *
 * NOTHING is never put inside of an AND: Prisma 6.19 drops an empty OR there,
 * and the rows would all pass.
 */
export const both = (...filters: (Where | boolean | undefined)[]): Where => {
  const open: Where[] = []
  for (const filter of filters) {
    if (filter === false || filter === NOTHING) {
      return NOTHING
    }
    if (filter !== true && filter !== undefined && !isEmpty(filter)) {
      open.push(filter)
    }
  }
  return open.length === 0 ? {} : merged(open)
}

/** Whether a filter asks nothing. */
export const isEmpty = (filter: Where) => {
  for (const _name in filter) {
    return false
  }
  return true
}

/**
 * Refuses a query that could tell something about what its actor may not read.
 *
 * @throws PrismaClientKnownRequestError P2004
 */
export const refuse = (message: string): never => {
  throw new Prisma.PrismaClientKnownRequestError(message, {
    code: 'P2004',
    clientVersion: Prisma.prismaVersion.client,
    meta: { reason: 'HIDDEN_FIELD' },
  })
}

/** The field of that name; `undefined` for words of Prisma's such as `AND`. */
export const fieldOf = (
  model: ModelPolicy,
  name: string
): FieldPolicy | undefined =>
  Object.hasOwn(model.fields, name) ? model.fields[name] : undefined

/**
 * The field or relation of that name.
 *
 * @throws PrismaClientKnownRequestError P2004 when there is none
 */
export const requireField = (
  visible: Visible,
  model: string,
  name: string,
  purpose: string
): FieldPolicy =>
  fieldOf(visible.policy.models[model], name) ??
  refuse(`${model} has no field ${name} to ${purpose} by`)
