import type { Prisma } from '@prisma/client'
import DataLoader from 'dataloader'

import { context } from '@redwoodjs/context'

import { db } from './db'
import { policy } from './policy/compiled'
import { and } from './policy/condition'
import { delegateName } from './policy/delegateOf'
import { rulesFor } from './policy/rules'
import type { Operation } from './policy/types'
import { toWhere } from './policy/where'

const delegateOf = (model: string) => db[delegateName(model) as 'post']

/**
 * The rule for an operation with the current user put in: a filter for the
 * records it allows, or true or false where none needs to be looked at.
 */
const allowed = (model: string, operation: Operation, field?: string) => {
  const rules = rulesFor(policy, {
    user: context.currentUser ?? null,
    now: new Date(),
  })
  const condition = and(
    rules.ruleOf(model, operation),
    field === undefined || rules.fieldRuleOf(model, field, 'update')
  )
  return toWhere(condition, (owner, name) =>
    Reflect.get(delegateOf(owner).fields, name)
  )
}

const isKnown = (model: string, field?: string) =>
  Object.hasOwn(policy.models, model) &&
  (field === undefined || Object.hasOwn(policy.models[model].fields, field))

/**
 * Whether the rules let the current user do this to some record of the model,
 * or change this field of some record.
 *
 * @returns null for a model or field that does not exist
 */
export const mayDo = (
  model: string,
  operation: Operation,
  field?: string
): boolean | null =>
  isKnown(model, field) ? allowed(model, operation, field) !== false : null

/** The ids among `ids` of the records to which the rules allow the operation. */
const permitted = async (
  model: Prisma.ModelName,
  operation: Operation,
  ids: readonly number[]
): Promise<Set<number>> => {
  const where = allowed(model, operation)
  if (typeof where === 'boolean') {
    return new Set(where ? ids : [])
  }
  const rows = await delegateOf(model).findMany({
    where: { AND: [{ id: { in: [...ids] } }, where] },
    select: { id: true },
  })
  return new Set(rows.map(({ id }) => id))
}

const loaders = new WeakMap<object, Map<string, DataLoader<number, boolean>>>()

/**
 * Whether the rules let the current user do this to the record with this id.
 * All records that one request asks about cost one query for each operation,
 * or none where the rules do not look at the record.
 *
 * @param request the GraphQL context, one object for each request
 */
export const mayDoTo = (
  request: object,
  model: Prisma.ModelName,
  operation: Operation,
  id: number
): Promise<boolean> => {
  const ofRequest = loaders.get(request) ?? new Map()
  loaders.set(request, ofRequest)
  const key = `${model} ${operation}`
  const loader: DataLoader<number, boolean> =
    ofRequest.get(key) ??
    new DataLoader(async (ids: readonly number[]) => {
      const allowed = await permitted(model, operation, ids)
      return ids.map((each) => allowed.has(each))
    })
  ofRequest.set(key, loader)
  return loader.load(id)
}
