import { Prisma } from '@prisma/client'

import { and } from '../condition'
import type { Condition } from '../condition'
import { delegateOf } from '../delegateOf'
import type { Client, Delegate } from '../operation'
import type { Where } from '../where'

import { arranged, arrangementOf, keysIn } from './arranged'
import type { Arrangement } from './arranged'
import { visibleFilter } from './filter'
import { certainOf } from './known'
import {
  asItIs,
  LIST_ARGUMENTS,
  listArguments,
  onlyArguments,
  visibleShape,
} from './shape'
import type { FindKeys, Shape, VisibleShape } from './shape'
import { visibleGroupByArgs, visibleSumArgs } from './summaries'
import { addUp, partsOfSums } from './sums'
import { both, fieldOf, NOTHING, refuse } from './visible'
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
    const arrangement = arrangementOf(visible, model, args)
    if (arrangement) {
      return inOwnOrder(operation, visible, client, model, {
        args,
        where: guarded,
        arrangement,
        shape,
      })
    }
    const { cursor } = args
    const find = delegateOf(client, model)[operation]
    const { select: asked, finish } = shape
    const found =
      cursor === undefined
        ? find({
            ...listArguments(visible, model, args),
            where: guarded,
            select: asked,
          })
        : findFrom(find, visible, client, model, {
            args,
            where: guarded,
            select: asked,
          })
    return finish === asItIs
      ? found
      : found.then(async (rows) => {
          const all = [rows].flat().filter((row) => row !== null) as Row[]
          await finish(all, findKeys(visible, client))
          return rows
        })
  }

/** Rows from one on, if the actor sees that one. */
const findFrom = async (
  find: Delegate[string],
  visible: Visible,
  client: Client,
  model: string,
  {
    args: { cursor, ...args },
    where,
    select,
  }: { args: Args; where: Where; select: Args }
) => {
  const paging = listArguments(visible, model, args)
  return (await isCursorHidden(visible, client, model, cursor))
    ? // After a row that is not there, nothing comes.
      find({ ...paging, where: NOTHING, select })
    : find({ ...paging, cursor, where, select })
}

const firstOf = ({ take = 1 }: Args) =>
  take === 1 || take === -1 ? take : refuse('findFirst takes 1 or -1')

const inOwnOrder = async (
  operation: 'findMany' | 'findFirst',
  visible: Visible,
  client: Client,
  model: string,
  { args, ...rest }: Ordered
) => {
  onlyArguments(args, LIST_ARGUMENTS)
  if (operation === 'findMany') {
    return inOrder(visible, client, model, { args, ...rest })
  }
  const first = { ...args, take: firstOf(args) }
  const [row = null] = await inOrder(visible, client, model, {
    args: first,
    ...rest,
  })
  return row
}

interface Ordered {
  args: Args
  where: Where
  arrangement: Arrangement
  shape: VisibleShape
}

/** A page in an order that the database cannot make. */
const inOrder = async (
  visible: Visible,
  client: Client,
  model: string,
  { args, where, arrangement, shape }: Ordered
): Promise<Row[]> => {
  const { findMany } = delegateOf(client, model)
  const { key } = visible.policy.models[model]
  const select = { ...arrangement.select, ...keyOf(visible, model) }
  const places = visibleShape(visible, model, { select }, visible.rule(model))
  if (places.where !== true) {
    refuse(
      `A record that every ${model} must have is hidden on some to order by`
    )
  }
  const all = (await findMany({ where, select: places.select })) as Row[]
  await places.finish(all, findKeys(visible, client))
  const page = arranged(all, arrangement, args)
  if (page.length === 0) {
    return []
  }
  const found = (await findMany({
    where: both(where, keysIn(key, page)),
    select: { ...shape.select, ...keyOf(visible, model) },
  })) as Row[]
  const idOf = (row: Row) => JSON.stringify(key.map((name) => row[name]))
  const byKey = new Map(found.map((row) => [idOf(row), row]))
  await shape.finish(found, findKeys(visible, client))
  for (const name of key) {
    if (!(name in shape.select)) {
      found.forEach((row) => delete row[name])
    }
  }
  return page
    .map((row) => byKey.get(idOf(row)))
    .filter((row): row is Row => row !== undefined)
}

const findUnique: Read = (visible, client, model, args) => {
  onlyArguments(args, ['where', 'select', 'include', 'omit'])
  const { select, where, finish } = visibleShape(
    visible,
    model,
    args as Shape,
    and(
      visible.rule(model),
      certainOf(visible, model, (args.where ?? {}) as Where)
    )
  )
  const found = delegateOf(client, model).findUnique({
    where: visibleUnique(visible, model, args.where as Where, where),
    select,
  })
  return finish === asItIs
    ? found
    : found.then(async (row) => {
        if (row !== null) {
          await finish([row as Row], findKeys(visible, client))
        }
        return row
      })
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

const aggregate = async (
  visible: Visible,
  client: Client,
  model: string,
  args: Args
): Promise<Args> => {
  const sums = visibleSumArgs(visible, model, args)
  const parts = partsOfSums(visible, model, args)
  if (await isCursorHidden(visible, client, model, args.cursor)) {
    // After a row that is not there, nothing comes.
    delete sums.cursor
    sums.where = NOTHING
  }
  return addUp(parts, sums, (each) => delegateOf(client, model).aggregate(each))
}

const isCursorHidden = async (
  visible: Visible,
  client: Client,
  model: string,
  cursor: unknown
) =>
  cursor !== undefined &&
  (await findUnique(visible, client, model, {
    where: cursor,
    select: keyOf(visible, model),
  })) === null

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
  groupBy: async (visible, client, model, args) =>
    delegateOf(client, model).groupBy(visibleGroupByArgs(visible, model, args)),
} satisfies Record<string, Read>

const keyOf = (visible: Visible, model: string) =>
  Object.fromEntries(
    visible.policy.models[model].key.map((name) => [name, true])
  )

/** A unique filter: its keys where Prisma wants them, the rules beside them. */
export const visibleUnique = (
  visible: Visible,
  model: string,
  where: Where,
  more: Where | true = true,
  known: Condition = true
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
  const certain = and(certainOf(visible, model, where ?? {}), known)
  const guarded = both(
    visible.rowsGiven(model, certain),
    more,
    visibleFilter(visible, model, rest),
    ...Object.entries(plain)
      .filter(([name, value]) => mayBeHidden(visible, model, name, value))
      .map(([name, value]) => visibleFilter(visible, model, { [name]: value }))
  )
  const isPlain = Object.keys(guarded).every((name) => !(name in plain))
  return isPlain ? { ...plain, ...guarded } : { ...plain, AND: [guarded] }
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

/** Finds rows again, on the given client. */
export const findKeys =
  (visible: Visible, client: Client): FindKeys =>
  async (model, rows, filter) => {
    const { key } = visible.policy.models[model]
    const idOf = (row: Row) => JSON.stringify(key.map((name) => row[name]))
    if (rows.length === 0) {
      return new Set()
    }
    const keys = rows.map((row) =>
      Object.fromEntries(key.map((name) => [name, row[name]]))
    )
    const found = (await delegateOf(client, model).findMany({
      where: both({ OR: keys }, filter),
      select: keyOf(visible, model),
    })) as Row[]
    const ids = new Set(found.map(idOf))
    return new Set(rows.filter((row) => ids.has(idOf(row))))
  }
