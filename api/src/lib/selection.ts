import { isDeepStrictEqual } from 'util'

import { Prisma } from '@prisma/client'
import type { GraphQLResolveInfo } from 'graphql'
import { parseResolveInfo } from 'graphql-parse-resolve-info'
import type { FieldsByTypeName, ResolveTree } from 'graphql-parse-resolve-info'

import { UserInputError } from '@redwoodjs/graphql-server'

import { page } from './paging'

/** The last argument of a resolver, as Redwood passes it. */
export interface Resolving<Root = unknown> {
  root: Root
  /** The GraphQL context, one object for each request. */
  context: object
  info: GraphQLResolveInfo
}

type Select = Record<string, unknown>

const MODELS = new Map(
  Prisma.dmmf.datamodel.models.map((model) => [
    model.name,
    new Map(model.fields.map((field) => [field.name, field])),
  ])
)

/** What a GraphQL field that is no column needs from its row. */
const NEEDS: Record<string, Record<string, Select>> = {
  Post: { commentCount: { _count: { select: { comments: true } } } },
}

/** How the rows of a list relation come, as its description in the SDL says. */
const ORDER: Record<string, Record<string, Select>> = {
  Post: { comments: { id: 'asc' }, groups: { name: 'asc' } },
  Organization: {
    members: { id: 'asc' },
    groups: { name: 'asc' },
    invitations: { id: 'asc' },
  },
  Group: { members: { user: { name: 'asc' } } },
}

/** The lists that come in pages: they take `first` and `after`. */
const PAGED: Record<string, string[]> = { Organization: ['posts'] }

/** The relation of its rows that a list in GraphQL is of. */
const THROUGH: Record<string, Record<string, string>> = {
  Group: { members: 'user' },
}

/**
 * The Prisma `select` for what a GraphQL query asks of a model, relations
 * included, so that one query answers it whatever the number of rows. The key
 * `id` is always part of it.
 *
 * @param info of the resolver whose result is a `model`, or a list of them
 * @throws UserInputError for a page that there cannot be, and for two different
 * pages of one list, under two names
 */
export const selection = (
  info: GraphQLResolveInfo,
  model: Prisma.ModelName
): { id: true } => {
  const tree = parseResolveInfo(info) as ResolveTree
  // Only the key is sure to be there; all else is the query's choice.
  return selectOf(model, tree.fieldsByTypeName) as { id: true }
}

/** Of what a list's rows lead to, if it is of that, or of the rows themselves. */
const relatedOf = (
  model: string,
  through: string | undefined,
  fields: FieldsByTypeName
): Select => {
  const target = through && MODELS.get(model)?.get(through)?.type
  return target
    ? { id: true, [through]: { select: selectOf(target, fields) } }
    : selectOf(model, fields)
}

/** All that either asks for, at any depth. */
const merged = (one: Select, other: Select): Select => {
  const both = { ...one, ...other }
  for (const [name, value] of Object.entries(other)) {
    const before = one[name]
    if (isNested(before) && isNested(value)) {
      both[name] = together(name, before, value)
    }
  }
  return both
}

/** In which order the rows of a relation come, and which of them. */
const arrangementOf = (model: string, { name, args }: ResolveTree) =>
  PAGED[model]?.includes(name)
    ? page(args)
    : ORDER[model]?.[name] && { orderBy: ORDER[model][name] }

type Nested = { select: Select }

const isNested = (value: unknown): value is Nested =>
  typeof value === 'object' && value !== null && 'select' in value

/** One selection for what a query asks of one relation under two names. */
const together = (name: string, one: Nested, other: Nested): Nested => {
  const { select, ...rows } = one
  const { select: otherSelect, ...otherRows } = other
  if (!isDeepStrictEqual(rows, otherRows)) {
    throw new UserInputError(`${name} can be asked for one page at a time`)
  }
  return { ...rows, select: merged(select, otherSelect) }
}

const selectOf = (model: string, fields: FieldsByTypeName): Select => {
  const select: Select = { id: true }
  for (const tree of Object.values(fields[model] ?? {})) {
    const { name, fieldsByTypeName } = tree
    Object.assign(select, NEEDS[model]?.[name])
    const field = MODELS.get(model)?.get(name)
    if (field?.kind === 'object') {
      const { [name]: earlier } = select
      const asked = {
        select: relatedOf(field.type, THROUGH[model]?.[name], fieldsByTypeName),
        ...arrangementOf(model, tree),
      }
      select[name] = isNested(earlier) ? together(name, earlier, asked) : asked
    } else if (field) {
      select[name] = true
    }
  }
  return select
}
