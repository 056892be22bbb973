import { z } from 'zod/v4'

import type { FieldPolicy } from 'src/lib/policy/types'

import {
  ONE_KEY,
  hasOneKey,
  nameOf,
  oneOrMany,
  optionalKeys,
  scalarsOf,
} from './grammar'
import type { Grammar } from './grammar'
import { fieldNameOf, pageArguments, takeOf } from './list'
import { isNumber } from './values'
import { operatorFilter, whereOf } from './where'

const SORT = z.enum(['asc', 'desc'])
const INT = { type: 'Int', kind: 'scalar', list: false } as FieldPolicy
const FLOAT = { ...INT, type: 'Float' }

const isOrdered = ({ type, list }: FieldPolicy) =>
  !list && !/^(Bytes|Boolean|Json)$/.test(type)

const flags = (fields: FieldPolicy[]) =>
  optionalKeys(fields, nameOf, () => z.boolean())

const countedOf = (grammar: Grammar, name: string) =>
  z.union([
    z.literal(true),
    z.strictObject({
      _all: z.boolean().optional(),
      ...flags(scalarsOf(grammar.policy.models[name])),
    }),
  ])

/** What to add up. */
const sumsOf = (grammar: Grammar, name: string) => {
  const fields = scalarsOf(grammar.policy.models[name])
  const numbers = z.strictObject(flags(fields.filter(isNumber))).optional()
  const ordered = z.strictObject(flags(fields.filter(isOrdered))).optional()
  return {
    _count: countedOf(grammar, name).optional(),
    _sum: numbers,
    _avg: numbers,
    _min: ordered,
    _max: ordered,
  }
}

export const countArguments = (grammar: Grammar, name: string) =>
  z.strictObject({
    ...pageArguments(grammar, name),
    select: countedOf(grammar, name).optional(),
  })

const SUMS = ['_count', '_sum', '_avg', '_min', '_max']

const isAdding = (args: Record<string, unknown>) =>
  SUMS.some((sum) => args[sum] !== undefined)

export const aggregateArguments = (grammar: Grammar, name: string) =>
  z
    .strictObject({ ...pageArguments(grammar, name), ...sumsOf(grammar, name) })
    .refine(isAdding, 'Needs one of: _count, _sum, _avg, _min, _max')
    .meta({ anyOf: SUMS.map((sum) => ({ required: [sum] })) })

const havingOf = (grammar: Grammar, name: string): z.ZodType =>
  grammar.named(`${name}Having`, () => {
    const having = havingOf(grammar, name)
    const ofField = (field: FieldPolicy) => {
      const own = operatorFilter(grammar, field)
      const sums = z.strictObject({
        _count: countFilter(grammar).optional(),
        ...(isNumber(field) && {
          _sum: sumFilter(grammar, field).optional(),
          _avg: sumFilter(
            grammar,
            field.type === 'Decimal' ? field : FLOAT
          ).optional(),
        }),
        ...(isOrdered(field) && {
          _min: sumFilter(grammar, field).optional(),
          _max: sumFilter(grammar, field).optional(),
        }),
      })
      return z.union([sums, own])
    }
    return z.strictObject({
      AND: oneOrMany(having).optional(),
      OR: z.array(having).optional(),
      NOT: oneOrMany(having).optional(),
      ...optionalKeys(scalarsOf(grammar.policy.models[name]), nameOf, ofField),
    })
  })

const countFilter = (grammar: Grammar) => operatorFilter(grammar, INT)

// A group of nothing adds up to null.
const sumFilter = (grammar: Grammar, field: FieldPolicy) =>
  operatorFilter(grammar, { ...field, optional: true })

const groupOrderOf = (grammar: Grammar, name: string) => {
  const fields = scalarsOf(grammar.policy.models[name])
  const ways = (some: FieldPolicy[]) =>
    z
      .strictObject(optionalKeys(some, nameOf, () => SORT))
      .refine(hasOneKey)
      .meta(ONE_KEY)
  return grammar.named(`${name}GroupOrderBy`, () =>
    z
      .strictObject({
        ...optionalKeys(fields, nameOf, () => SORT),
        _count: ways(fields).optional(),
        _sum: ways(fields.filter(isNumber)).optional(),
        _avg: ways(fields.filter(isNumber)).optional(),
        _min: ways(fields.filter(isOrdered)).optional(),
        _max: ways(fields.filter(isOrdered)).optional(),
      })
      .refine(hasOneKey, 'Orders by one field; give a list for more')
      .meta(ONE_KEY)
  )
}

/** Groups, of which a page is in some order. */
export const groupByArguments = (grammar: Grammar, name: string) => {
  const field = fieldNameOf(grammar, name)
  return z
    .strictObject({
      by: z.union([field, z.array(field).min(1).meta({ minItems: 1 })]),
      where: whereOf(grammar, name).optional(),
      having: havingOf(grammar, name).optional(),
      orderBy: oneOrMany(groupOrderOf(grammar, name)).optional(),
      take: takeOf(grammar),
      skip: z.int32().min(0).optional(),
      ...sumsOf(grammar, name),
    })
    .transform(({ orderBy, ...args }) => ({
      ...args,
      orderBy: orderBy ?? [args.by].flat().map((each) => ({ [each]: 'asc' })),
    }))
}
