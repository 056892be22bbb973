import { z } from 'zod/v4'

import type { FieldPolicy } from 'src/lib/policy/types'

import { nameOf, optionalKeys, relationsOf, scalarsOf } from './grammar'
import type { Grammar } from './grammar'
import { listArguments } from './list'
import { whereOf } from './where'

type Asked = Record<string, unknown>

const isOneShape = ({ select, include, omit }: Asked) =>
  select === undefined || (include === undefined && omit === undefined)

/** An object that may say which fields and relations of a row it wants. */
export const withShape = (
  grammar: Grammar,
  model: string,
  shape: Record<string, z.ZodType>
): z.ZodType =>
  z
    .strictObject({ ...shape, ...shapeKeys(grammar, model) })
    .refine(isOneShape, 'select does not go together with include and omit')
    .meta({
      not: {
        anyOf: ['include', 'omit'].map((other) => ({
          required: ['select', other],
        })),
      },
    })

const shapeKeys = (grammar: Grammar, name: string) => ({
  select: selectOf(grammar, name).optional(),
  include: includeOf(grammar, name).optional(),
  omit: grammar
    .named(`${name}Omit`, () =>
      z.strictObject(
        optionalKeys(scalarsOf(grammar.policy.models[name]), nameOf, () =>
          z.boolean()
        )
      )
    )
    .optional(),
})

const isSaying = (select: Asked) =>
  Object.values(select).some((value) => value !== undefined && value !== false)

const selectOf = (grammar: Grammar, name: string): z.ZodType =>
  grammar.named(`${name}Select`, () =>
    z
      .strictObject({
        ...optionalKeys(scalarsOf(grammar.policy.models[name]), nameOf, () =>
          z.boolean()
        ),
        ...relationKeys(grammar, name),
      })
      .refine(isSaying, 'Selects nothing')
      .meta({ minProperties: 1 })
  )

const includeOf = (grammar: Grammar, name: string): z.ZodType =>
  grammar.named(`${name}Include`, () =>
    z.strictObject(relationKeys(grammar, name))
  )

const relationKeys = (grammar: Grammar, name: string) => {
  const relations = relationsOf(grammar.policy.models[name])
  const lists = relations.filter(({ list }) => list)
  return {
    ...optionalKeys(relations, nameOf, (field) =>
      relationShape(grammar, field)
    ),
    ...(lists.length > 0 && {
      _count: countOf(grammar, name, lists).optional(),
    }),
  }
}

const relationShape = (
  grammar: Grammar,
  { type, list }: FieldPolicy
): z.ZodType => {
  if (!list) {
    return z.union([
      z.boolean(),
      grammar.named(`${type}Shape`, () => withShape(grammar, type, {})),
    ])
  }
  const all = { take: grammar.limits.take }
  return z
    .union([
      z.boolean(),
      grammar.named(`${type}List`, () =>
        withShape(grammar, type, listArguments(grammar, type))
      ),
    ])
    .transform((asked) => (asked === true ? all : asked))
}

const countOf = (grammar: Grammar, name: string, lists: FieldPolicy[]) =>
  grammar.named(`${name}Counts`, () =>
    z.union([
      z.boolean(),
      z.strictObject({
        select: z.strictObject(
          optionalKeys(lists, nameOf, ({ type }) =>
            z.union([
              z.boolean(),
              z.strictObject({ where: whereOf(grammar, type).optional() }),
            ])
          )
        ),
      }),
    ])
  )
