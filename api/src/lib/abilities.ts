import { createRequire } from 'node:module'

import { Prisma } from '@prisma/client'
import DataLoader from 'dataloader'

import { context } from '@redwoodjs/context'

import { db } from './db'

/** What the rules distinguish between. */
export type Operation = 'create' | 'read' | 'update' | 'delete'

type Guard = boolean | ((context: object, client: object) => object)
interface Policy {
  policy: Record<
    string,
    {
      modelLevel: Record<Operation, { guard: Guard }>
      fieldLevel: { update: Record<string, { guard: Guard }> }
    }
  >
}
type Where = true | false | object

// ZenStack keeps its compiled rules out of its package's exports.
const { default: policy } = createRequire(__filename)(
  require.resolve('.zenstack/model-meta').replace('model-meta', 'policy')
) as { default: Policy }

const FIELDS = new Map(
  Prisma.dmmf.datamodel.models.map(({ name, fields }) => [
    name,
    new Set(fields.map((field) => field.name)),
  ])
)

const lower = (model: string) => model[0].toLowerCase() + model.slice(1)

/** The rule for an operation, with the current user put in, as a filter. */
const guardOf = (
  model: string,
  operation: Operation,
  field?: string
): Where | null => {
  const fields = FIELDS.get(model)
  if (!fields || (field !== undefined && !fields.has(field))) {
    return null
  }
  const rules = policy.policy[lower(model)]
  const { guard } = rules.modelLevel[operation]
  const fieldRule = field && rules.fieldLevel.update?.[field]
  const all = fieldRule ? [guard, fieldRule.guard] : [guard]
  return fold({ AND: all.map(filterOf) })
}

const filterOf = (guard: Guard): Where =>
  typeof guard === 'function'
    ? guard({ user: context.currentUser ?? undefined }, db)
    : guard

/** Folds constants out of a filter: true, false or what is left to ask of a row. */
const fold = (filter: Where): Where => {
  if (typeof filter === 'boolean') {
    return filter
  }
  const parts: Where[] = []
  for (const [key, value] of Object.entries(filter)) {
    const filters = [value].flat() as Where[]
    if (key === 'AND') {
      parts.push(...filters.map(fold))
    } else if (key === 'OR') {
      const some = filters.map(fold).filter((part) => part !== false)
      parts.push(some.includes(true) || (some.length > 0 && { OR: some }))
    } else if (key === 'NOT') {
      const not = fold({ AND: filters })
      parts.push(typeof not === 'boolean' ? !not : { NOT: not })
    } else {
      parts.push({ [key]: value })
    }
  }
  const rest = parts.filter((part) => part !== true)
  if (rest.includes(false)) {
    return false
  }
  return rest.length === 0 || { AND: rest }
}

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
): boolean | null => {
  const guard = guardOf(model, operation, field)
  return guard === null ? null : guard !== false
}

/** The ids among `ids` of the records to which the rules allow the operation. */
const permitted = async (
  model: Prisma.ModelName,
  operation: Operation,
  ids: readonly number[]
): Promise<Set<number>> => {
  const guard = guardOf(model, operation)
  if (typeof guard === 'boolean' || guard === null) {
    return new Set(guard ? ids : [])
  }
  const rows = await db[lower(model) as 'post'].findMany({
    where: { AND: [{ id: { in: [...ids] } }, guard] },
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
