import { Prisma } from '@prisma/client'

import { callPrisma } from '../callPrisma'
import { and } from '../condition'
import type { Client } from '../operation'
import type { ModelPolicy } from '../types'
import type { Where } from '../where'

import { listArguments, onlyArguments } from './arguments'
import { isArrangedHere } from './arrangement'
import { visibleFilter } from './filter'
import { asItIs, once } from './finish'
import { readInOrder } from './inOrder'
import { certainOf } from './known'
import { visibleShape } from './shape'
import type { Shape } from './shape'
import { aggregate, groupBy } from './summaries'
import { hiddenCursor, isConnective, isThere, visibleUnique } from './unique'
import { both, NOTHING, refuse } from './visible'
import type { Visible } from './visible'

type Args = Record<string, unknown>
type Row = Record<string, unknown>

/**
 * A reading operation of a model, with arguments as the Prisma client's. Where
 * nothing is left to do to what Prisma finds, it gives Prisma's own promise: each
 * one more costs a few microseconds.
 */
export type Read = (
  visible: Visible,
  client: Client,
  model: string,
  args: Args
) => Promise<unknown>

const page =
  (operation: 'findMany' | 'findFirst'): Read =>
  (visible, client, model, args) => {
    const { where = {}, select, include, omit } = args
    const certain = certainOf(visible, model, where as Where)
    const shape = visibleShape(
      visible,
      model,
      { select, include, omit } as Shape,
      and(visible.rule(model), certain)
    )
    const rules = visible.rowsGiven(model, certain)
    const guarded = both(
      rules,
      shape.where,
      visibleFilter(visible, model, where as Where)
    )
    const paging = listArguments(args)
    if (isArrangedHere(visible, model, args)) {
      return operation === 'findMany'
        ? readInOrder(visible, client, model, { args, where: guarded, shape })
        : firstInOrder(visible, client, model, { args, where: guarded, shape })
    }
    const find = (page: Args) =>
      callPrisma(visible.policy, client, model, operation, page)
    const { select: asked, finish } = shape
    const { cursor } = args
    const hidden =
      cursor === undefined ? null : hiddenCursor(visible, model, cursor)
    paging.where = guarded
    paging.select = asked
    const found = hidden
      ? isThere(visible, client, model, hidden).then((isSeen) =>
          // After a row that is not there, nothing comes.
          find(isSeen ? paging : { ...paging, where: NOTHING })
        )
      : find(paging)
    return finish === asItIs
      ? found
      : found.then((rows) =>
          rows === null
            ? rows
            : once(finish([rows].flat() as Row[], client), rows)
        )
  }

const firstInOrder = async (
  visible: Visible,
  client: Client,
  model: string,
  { args, ...rest }: Parameters<typeof readInOrder>[3]
) => {
  const first = { ...args, take: firstOf(args) }
  const [row = null] = await readInOrder(visible, client, model, {
    args: first,
    ...rest,
  })
  return row
}

const firstOf = ({ take = 1 }: Args) =>
  take === 1 || take === -1 ? take : refuse('findFirst takes 1 or -1')

const findUnique: Read = (visible, client, model, args) => {
  onlyArguments(args, ['where', 'select', 'include', 'omit'])
  const { select, where, finish } = visibleShape(
    visible,
    model,
    args as Shape,
    and(
      visible.rule(model),
      certainOf(visible, model, (args.where ?? {}) as Where)
    ),
    true
  )
  const unique = visibleUnique(visible, model, args.where as Where, where)
  const operation =
    isFirstOfKey(visible.policy.models[model], unique) && isWithoutPages(select)
      ? 'findFirst'
      : 'findUnique'
  const found = callPrisma(visible.policy, client, model, operation, {
    where: unique,
    select,
  })
  return finish === asItIs
    ? found
    : found.then((row) =>
        row === null ? row : once(finish([row as Row], client), row)
      )
}

/**
 * Whether findFirst finds the same, which takes less time: Prisma puts findUnique
 * into a queue, to ask for several at once. It cannot where a filter is more than
 * values of fields. A key of several fields only findUnique takes.
 */
const isFirstOfKey = ({ key, fields }: ModelPolicy, unique: Where) => {
  const [name, ...others] = key
  return (
    others.length === 0 &&
    ['string', 'number', 'bigint'].includes(typeof unique[name]) &&
    Object.values(unique).some((value) => typeof value === 'object') &&
    Object.keys(unique).every((each) => each in fields || isConnective(each))
  )
}

const OF_PAGES = ['take', 'skip', 'cursor', 'distinct']

/** Whether no list is asked for in part; Prisma reads those of one row otherwise. */
const isWithoutPages = (asked: Args): boolean => {
  for (const name in asked) {
    const value = asked[name]
    if (OF_PAGES.includes(name) && value !== undefined && value !== true) {
      return false
    }
    if (name !== 'where' && typeof value === 'object' && value !== null) {
      if (!isWithoutPages(value as Args)) {
        return false
      }
    }
  }
  return true
}

const orThrow =
  (read: Read): Read =>
  async (visible, client, model, args) => {
    const row = await read(visible, client, model, args)
    if (row === null) {
      throw new Prisma.PrismaClientKnownRequestError(`No ${model} was found`, {
        code: 'P2025',
        clientVersion: Prisma.prismaVersion.client,
      })
    }
    return row
  }

/** Reading one record, of which relations can be asked by name. */
export const READS_OF_ONE = {
  findFirst: page('findFirst'),
  findFirstOrThrow: orThrow(page('findFirst')),
  findUnique,
  findUniqueOrThrow: orThrow(findUnique),
} satisfies Record<string, Read>

/**
 * The reading operations of a model, as if nothing existed but what is visible.
 * They take the arguments of the Prisma client and give what it would give.
 *
 * They throw PrismaClientKnownRequestError: P2004 for a query that asks about
 * what can never be read, or uses an argument that is not understood; P2025 from
 * the OrThrow forms.
 */
export const READS = {
  ...READS_OF_ONE,
  findMany: page('findMany'),
  count: async (visible, client, model, { select, ...args }) => {
    const sums = { ...args, _count: select ?? true }
    return (await aggregate(visible, client, model, sums))._count
  },
  aggregate,
  groupBy,
} satisfies Record<string, Read>
