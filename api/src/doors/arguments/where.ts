import { z } from 'zod/v4'

import type { FieldPolicy, ModelPolicy } from 'src/lib/policy/types'

import {
  ONE_KEY,
  hasOneKey,
  nameOf,
  oneOrMany,
  optionalKeys,
  relationsOf,
  scalarsOf,
} from './grammar'
import type { Grammar } from './grammar'
import { itemOf, orNull, valueOf } from './values'

const COMPARED = /^(String|Int|BigInt|Float|Decimal|DateTime)$/
const SIZES = ['lt', 'lte', 'gt', 'gte']
const PARTS_OF_TEXT = ['contains', 'startsWith', 'endsWith']
const PARTS_OF_JSON = [
  'string_contains',
  'string_starts_with',
  'string_ends_with',
]

const keys = (names: string[], schema: z.ZodType) =>
  optionalKeys(names, String, () => schema)

const operatorsOf = (
  grammar: Grammar,
  field: FieldPolicy
): Record<string, z.ZodType> => {
  const { type, kind, list } = field
  const item = itemOf(grammar, field)
  if (list) {
    return {
      ...keys(['equals', 'hasEvery', 'hasSome'], z.array(item)),
      ...keys(['has'], item),
      ...keys(['isEmpty'], z.boolean()),
    }
  }
  const value = orNull(field, item)
  if (type === 'Json') {
    return {
      ...keys(['equals', 'not'], value),
      ...keys(['path'], oneOrMany(z.string())),
      ...keys(PARTS_OF_JSON, z.string()),
    }
  }
  return {
    ...keys(['equals'], value),
    ...(type !== 'Boolean' && keys(['in', 'notIn'], z.array(item))),
    ...(kind === 'scalar' && COMPARED.test(type) && keys(SIZES, item)),
    ...(type === 'String' && keys(PARTS_OF_TEXT, item)),
    ...(type === 'String' &&
      grammar.policy.provider === 'postgresql' &&
      keys(['mode'], z.enum(['default', 'insensitive']))),
  }
}

const typeName = ({ type, list, optional }: FieldPolicy) =>
  [optional && 'Optional', type, list && 'List', 'Filter']
    .filter(Boolean)
    .join('')

/** What a field is asked: operators with values. */
export const operatorFilter = (grammar: Grammar, field: FieldPolicy) =>
  grammar.named(typeName(field), () => {
    const operators = operatorsOf(grammar, field)
    const not = fieldFilter(grammar, field)
    return z.strictObject({
      ...operators,
      ...(!field.list && field.type !== 'Json' && { not: not.optional() }),
    })
  })

/** The same, or a value that it must have. */
const fieldFilter = (grammar: Grammar, field: FieldPolicy): z.ZodType => {
  const filter = operatorFilter(grammar, field)
  return field.list || field.type === 'Json'
    ? filter
    : z.union([orNull(field, itemOf(grammar, field)), filter])
}

const relationFilter = (grammar: Grammar, field: FieldPolicy): z.ZodType => {
  const where = whereOf(grammar, field.type)
  if (field.list) {
    return z.strictObject(keys(['some', 'every', 'none'], where))
  }
  const one = field.optional ? z.union([where, z.null()]) : where
  return z.union([z.strictObject(keys(['is', 'isNot'], one)), one])
}

const logicOf = (where: z.ZodType) => ({
  ...keys(['AND', 'NOT'], oneOrMany(where)),
  ...keys(['OR'], z.array(where)),
})

const filtersOf = (grammar: Grammar, model: ModelPolicy) => ({
  ...optionalKeys(scalarsOf(model), nameOf, (field) =>
    fieldFilter(grammar, field)
  ),
  ...optionalKeys(relationsOf(model), nameOf, (field) =>
    relationFilter(grammar, field)
  ),
})

/** A filter on the rows of a model. */
export const whereOf = (grammar: Grammar, name: string): z.ZodType =>
  grammar.named(`${name}Where`, () =>
    z.strictObject({
      ...logicOf(whereOf(grammar, name)),
      ...filtersOf(grammar, grammar.policy.models[name]),
    })
  )

/** The keys of a model by the names that Prisma has for them. */
const keysOf = (grammar: Grammar, name: string) => {
  const { key, uniques, fields } = grammar.policy.models[name]
  const value = (field: string) => valueOf(grammar, fields[field])
  return [key, ...uniques].map((names): [string, z.ZodType] => [
    names.join('_'),
    names.length === 1
      ? value(names[0])
      : z.strictObject(
          Object.fromEntries(names.map((each) => [each, value(each)]))
        ),
  ])
}

const needsOne = (keys: [string, unknown][]) =>
  `Needs one of: ${keys.map(([key]) => key).join(', ')}`

/** A filter that finds one row at most: it has a key. */
export const uniqueOf = (grammar: Grammar, name: string): z.ZodType =>
  grammar.named(`${name}UniqueWhere`, () => {
    const keys = keysOf(grammar, name)
    return z
      .strictObject({
        ...logicOf(whereOf(grammar, name)),
        ...filtersOf(grammar, grammar.policy.models[name]),
        ...optional(keys),
      })
      .refine(
        (where: Record<string, unknown>) =>
          keys.some(([key]) => where[key] !== undefined),
        needsOne(keys)
      )
      .meta({ anyOf: keys.map(([key]) => ({ required: [key] })) })
  })

/** A row to begin a page at. With filters beside its key, Prisma fails. */
export const cursorOf = (grammar: Grammar, name: string): z.ZodType =>
  grammar.named(`${name}Cursor`, () => {
    const keys = keysOf(grammar, name)
    return z
      .strictObject(optional(keys))
      .refine(hasOneKey, needsOne(keys))
      .meta(ONE_KEY)
  })

const optional = (keys: [string, z.ZodType][]) =>
  Object.fromEntries(keys.map(([key, schema]) => [key, schema.optional()]))
