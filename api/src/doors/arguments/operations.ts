import { z } from 'zod/v4'

import { createOf, manyRows, updateManyOf, updateOf } from './data'
import type { Grammar } from './grammar'
import { listArguments } from './list'
import { withShape } from './shape'
import { aggregateArguments, countArguments, groupByArguments } from './summary'
import { uniqueOf, whereOf } from './where'

type ArgumentsOf = (grammar: Grammar, model: string) => z.ZodType

const first: ArgumentsOf = (grammar, model) =>
  withShape(grammar, model, {
    ...listArguments(grammar, model),
    take: z.union([z.literal(1), z.literal(-1)]).optional(),
  })

const one: ArgumentsOf = (grammar, model) =>
  withShape(grammar, model, { where: uniqueOf(grammar, model) })

const some = (grammar: Grammar, model: string) => ({
  where: whereOf(grammar, model).optional(),
  limit: z.int32().min(0).optional(),
})

const check: ArgumentsOf = (grammar, model) => {
  const names = Object.keys(grammar.policy.models[model].fields)
  return z
    .strictObject({
      operation: z.enum(['create', 'read', 'update', 'delete']),
      where: z
        .union([whereOf(grammar, model), uniqueOf(grammar, model)])
        .optional(),
      field: z.enum(names).optional(),
    })
    .refine(
      ({ operation, where }) => operation !== 'create' || where === undefined,
      'What is to be created cannot be found: check without where'
    )
}

/** The operations of an enhanced client, with the arguments that each takes. */
export const OPERATIONS = {
  findMany: (grammar, model) =>
    withShape(grammar, model, listArguments(grammar, model)),
  findFirst: first,
  findFirstOrThrow: first,
  findUnique: one,
  findUniqueOrThrow: one,
  count: countArguments,
  aggregate: aggregateArguments,
  groupBy: groupByArguments,
  check,
  create: (grammar, model) =>
    withShape(grammar, model, { data: createOf(grammar, model) }),
  createMany: (grammar, model) => z.strictObject(manyRows(grammar, model)),
  createManyAndReturn: (grammar, model) =>
    withShape(grammar, model, manyRows(grammar, model)),
  update: (grammar, model) =>
    withShape(grammar, model, {
      where: uniqueOf(grammar, model),
      data: updateOf(grammar, model),
    }),
  updateMany: (grammar, model) =>
    z.strictObject({
      ...some(grammar, model),
      data: updateManyOf(grammar, model),
    }),
  updateManyAndReturn: (grammar, model) =>
    withShape(grammar, model, {
      ...some(grammar, model),
      data: updateManyOf(grammar, model),
    }),
  upsert: (grammar, model) =>
    withShape(grammar, model, {
      where: uniqueOf(grammar, model),
      create: createOf(grammar, model),
      update: updateOf(grammar, model),
    }),
  delete: one,
  deleteMany: (grammar, model) => z.strictObject(some(grammar, model)),
} satisfies Record<string, ArgumentsOf>

export type OperationName = keyof typeof OPERATIONS

/** Whether an enhanced client has an operation of that name. */
export const isOperation = (name: string): name is OperationName =>
  Object.hasOwn(OPERATIONS, name)

/** What an operation of a model takes. */
export const argumentsOf = (
  grammar: Grammar,
  model: string,
  operation: OperationName
): z.ZodType =>
  grammar.named(`${model}_${operation}`, () =>
    OPERATIONS[operation](grammar, model)
  )
