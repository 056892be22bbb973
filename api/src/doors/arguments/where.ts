import { z } from 'zod/v4'

import type { FieldPolicy, ModelPolicy } from 'src/lib/policy/types'

import {
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

/** A filter that finds one row at most: it has all fields of a key. */
export const uniqueOf = (grammar: Grammar, name: string): z.ZodType =>
  grammar.named(`${name}UniqueWhere`, () => {
    const model = grammar.policy.models[name]
    const all = [model.key, ...model.uniques]
    const valuesOf = (names: string[]) =>
      names.map((each) => [each, valueOf(grammar, model.fields[each])] as const)
    const single = all.filter(({ length }) => length === 1)
    const compound = all.filter(({ length }) => length > 1)
    const names = all.map((key) => key.join('_'))
    return z
      .strictObject({
        ...logicOf(whereOf(grammar, name)),
        ...filtersOf(grammar, model),
        ...optionalKeys(single, String, ([each]) =>
          valueOf(grammar, model.fields[each])
        ),
        ...optionalKeys(
          compound,
          (key) => key.join('_'),
          (key) => z.strictObject(Object.fromEntries(valuesOf(key)))
        ),
      })
      .refine(
        (where: Record<string, unknown>) =>
          names.some((key) => where[key] !== undefined),
        `Needs one of: ${names.join(', ')}`
      )
  })
