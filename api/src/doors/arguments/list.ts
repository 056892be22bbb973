import { z } from 'zod/v4'

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
import { cursorOf, whereOf } from './where'

const SORT = z.enum(['asc', 'desc'])
const WITH_NULLS = z.strictObject({
  sort: SORT,
  nulls: z.enum(['first', 'last']).optional(),
})

/** A name of a field that is no relation. */
export const fieldNameOf = (grammar: Grammar, name: string) =>
  z.enum(scalarsOf(grammar.policy.models[name]).map(nameOf))

const orderOf = (grammar: Grammar, name: string): z.ZodType =>
  grammar.named(`${name}OrderBy`, () => {
    const model = grammar.policy.models[name]
    return z
      .strictObject({
        ...optionalKeys(scalarsOf(model), nameOf, ({ optional }) =>
          optional ? z.union([SORT, WITH_NULLS]) : SORT
        ),
        ...optionalKeys(relationsOf(model), nameOf, ({ type, list }) =>
          list ? z.strictObject({ _count: SORT }) : orderOf(grammar, type)
        ),
      })
      .refine(hasOneKey, 'Orders by one field; give a list for more')
      .meta(ONE_KEY)
  })

/** Which rows, in which order; for what counts them, too. */
export const pageArguments = (grammar: Grammar, name: string) => ({
  where: whereOf(grammar, name).optional(),
  orderBy: oneOrMany(orderOf(grammar, name)).optional(),
  cursor: cursorOf(grammar, name).optional(),
  take: z.int32().optional(),
  skip: z.int32().min(0).optional(),
})

/** How many: a negative number takes them from the end. */
export const takeOf = ({ limits: { take } }: Grammar) =>
  z.int().min(-take).max(take).default(take)

/** The arguments of a list but for its rows' shape. */
export const listArguments = (grammar: Grammar, name: string) => ({
  ...pageArguments(grammar, name),
  take: takeOf(grammar),
  distinct: oneOrMany(fieldNameOf(grammar, name)).optional(),
})
