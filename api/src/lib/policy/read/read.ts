import { Prisma } from '@prisma/client'

import type { Where } from '../where'

import { visibleFilter } from './filter'
import { fluent } from './fluent'
import { listArguments, onlyArguments, visibleShape } from './shape'
import type { FindKeys, Shape } from './shape'
import {
  visibleAggregateArgs,
  visibleCountArgs,
  visibleGroupByArgs,
} from './summaries'
import { both, fieldOf, NOTHING } from './visible'
import type { Visible } from './visible'

type Args = Record<string, unknown>
type Row = Record<string, unknown>

/** A model of the stock Prisma client. */
export type Delegate = Record<string, (args: Args) => Promise<unknown>>

/** Gives the stock delegate of a model, by the model's name. */
export type DelegateOf = (model: string) => Delegate

/**
 * The reading operations of a model, as if nothing existed but what is visible.
 * They take the arguments of the Prisma client and give what it would give.
 *
 * @throws PrismaClientKnownRequestError P2004 for a query that asks about what
 * can never be read, or uses an argument that is not understood; P2025 from the
 * OrThrow forms
 */
export const readsOf = (
  visible: Visible,
  delegateOf: DelegateOf,
  model: string
): Delegate => {
  const delegate = delegateOf(model)
  const find = findKeys(visible, delegateOf)

  const page = async (operation: 'findMany' | 'findFirst', args: Args) => {
    const { where = {}, select, include, omit } = args
    const shape = visibleShape(visible, model, {
      select,
      include,
      omit,
    } as Shape)
    const rules = visible.rows(model)
    const { cursor, ...list } = args
    const paging = listArguments(visible, model, list)
    const isCursorHidden =
      cursor !== undefined &&
      (await findUnique({ where: cursor, select: keyOf(visible, model) })) ===
        null
    if (!isCursorHidden) {
      paging.cursor = cursor
    }
    const rows = await delegate[operation]({
      ...paging,
      where: both(
        // After a row that is not there, nothing comes.
        !isCursorHidden,
        rules,
        shape.where,
        visibleFilter(visible, model, where as Where)
      ),
      select: shape.select,
    })
    const found = [rows].flat().filter((row) => row !== null) as Row[]
    await shape.finish(found, find)
    return rows
  }

  const findUnique = async (args: Args): Promise<unknown> => {
    onlyArguments(args, ['where', 'select', 'include', 'omit'])
    const shape = visibleShape(visible, model, args as Shape)
    const row = (await delegate.findUnique({
      where: visibleUnique(visible, model, args.where as Where, shape.where),
      select: shape.select,
    })) as Row | null
    await shape.finish(row ? [row] : [], find)
    return row
  }

  const orThrow =
    (operation: (args: Args) => Promise<unknown>) => async (args: Args) => {
      const row = await operation(args)
      if (row === null) {
        throw new Prisma.PrismaClientKnownRequestError(
          `No ${model} was found`,
          { code: 'P2025', clientVersion: Prisma.prismaVersion.client }
        )
      }
      return row
    }

  const findFirst = (args: Args) => page('findFirst', args)
  const one: Delegate = {
    findFirst,
    findFirstOrThrow: orThrow(findFirst),
    findUnique,
    findUniqueOrThrow: orThrow(findUnique),
  }
  const many: Delegate = {
    findMany: (args) => page('findMany', args),
    count: async (args) =>
      delegate.count(visibleCountArgs(visible, model, args)),
    aggregate: async (args) =>
      delegate.aggregate(visibleAggregateArgs(visible, model, args)),
    groupBy: async (args) =>
      delegate.groupBy(visibleGroupByArgs(visible, model, args)),
  }
  return {
    ...mapped(many, (read) => async (args) => read(args ?? {})),
    ...mapped(
      one,
      (read) => (args) => fluent(visible.policy, model, read, args ?? {})
    ),
  }
}

type Read = Delegate[string]

const mapped = (reads: Delegate, wrap: (read: Read) => Read): Delegate =>
  Object.fromEntries(
    Object.entries(reads).map(([name, read]) => [name, wrap(read)])
  )

const keyOf = (visible: Visible, model: string) =>
  Object.fromEntries(
    visible.policy.models[model].key.map((name) => [name, true])
  )

/** A unique filter: its keys where Prisma wants them, the rules beside them. */
export const visibleUnique = (
  visible: Visible,
  model: string,
  where: Where,
  more: Where | true = true
): Where => {
  const plain: Where = {}
  const rest: Where = {}
  for (const [name, value] of Object.entries(where ?? {})) {
    const field = fieldOf(visible.policy.models[model], name)
    const isKey =
      field?.kind === 'scalar' || (!field && !/^(AND|OR|NOT)$/.test(name))
    if (isKey) {
      plain[name] = value
    } else {
      rest[name] = value
    }
  }
  const guarded = both(
    visible.rows(model),
    more,
    visibleFilter(visible, model, rest),
    ...Object.entries(plain)
      .filter(([name, value]) => mayBeHidden(visible, model, name, value))
      .map(([name, value]) => visibleFilter(visible, model, { [name]: value }))
  )
  if (guarded === NOTHING) {
    return { ...plain, ...NOTHING }
  }
  return Object.keys(guarded).length === 0
    ? plain
    : { ...plain, AND: [guarded] }
}

/** A field that cannot be read on every row, or a key that has one. */
const mayBeHidden = (
  visible: Visible,
  model: string,
  name: string,
  value: unknown
): boolean =>
  fieldOf(visible.policy.models[model], name)
    ? visible.field(model, name) !== true
    : Object.keys((value ?? {}) as object).some((part) =>
        mayBeHidden(visible, model, part, null)
      )

const findKeys =
  (visible: Visible, delegateOf: DelegateOf): FindKeys =>
  async (model, rows, filter) => {
    const { key } = visible.policy.models[model]
    const idOf = (row: Row) => JSON.stringify(key.map((name) => row[name]))
    if (rows.length === 0) {
      return new Set()
    }
    const keys = rows.map((row) =>
      Object.fromEntries(key.map((name) => [name, row[name]]))
    )
    const found = (await delegateOf(model).findMany({
      where: both({ OR: keys }, filter),
      select: keyOf(visible, model),
    })) as Row[]
    const ids = new Set(found.map(idOf))
    return new Set(rows.filter((row) => ids.has(idOf(row))))
  }
