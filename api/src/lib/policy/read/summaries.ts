import { callPrisma } from '../callPrisma'
import { selecting } from '../keys'
import type { Client } from '../operation'
import type { Where } from '../where'

import { onlyArguments } from './arguments'
import { isArrangedHere, isHiddenField } from './arrangement'
import { visibleFilter } from './filter'
import { groupsOf } from './groups'
import { readPage } from './inOrder'
import { certainOf } from './known'
import { visibleShape } from './shape'
import { addUp, partsOfSums } from './sums'
import { namesOf, SUMS, sumsIn, totalsOf } from './totals'
import { hiddenCursor, isThere } from './unique'
import { both, fieldOf, NOTHING, refuse } from './visible'
import type { Visible } from './visible'

type Args = Record<string, unknown>
type Row = Record<string, unknown>

const PAGE = ['where', 'orderBy', 'cursor', 'take', 'skip']

/**
 * Adds up what is visible.
 *
 * @throws PrismaClientKnownRequestError P2004 for what can never be read
 */
export const aggregate = async (
  visible: Visible,
  client: Client,
  model: string,
  args: Args
): Promise<Args> => {
  onlyArguments(args, [...PAGE, ...SUMS, 'select'])
  const parts = partsOfSums(visible, model, args)
  const where = visibleRows(visible, model, args.where)
  const isPartly = parts.some((part) => part.where !== true)
  const isPaged = ['take', 'skip', 'cursor'].some((name) => args[name] != null)
  if (isArrangedHere(visible, model, args) || (isPartly && isPaged)) {
    const places = await readPage(visible, client, model, {
      ...{ args, where },
      more: selecting(addedIn(args)),
    })
    const rows = places.map(({ row }) => row)
    if (Number(args.take) < 0) {
      // As the database comes by them: of what is rounded, that decides the sum.
      rows.reverse()
    }
    const { policy } = visible
    return totalsOf(policy, policy.models[model], args, rows)
  }
  const sums: Args = { ...args, where }
  const cursor =
    args.cursor === undefined ? null : hiddenCursor(visible, model, args.cursor)
  if (cursor && !(await isThere(visible, client, model, cursor))) {
    // After a row that is not there, nothing comes.
    sums.where = NOTHING
  }
  return addUp(parts, sums, (each) =>
    callPrisma(visible.policy, client, model, 'aggregate', each)
  )
}

/** Groups what is visible, likewise. */
export const groupBy = async (
  visible: Visible,
  client: Client,
  model: string,
  args: Args
): Promise<unknown> => {
  onlyArguments(args, [...PAGE, ...SUMS, 'by', 'having'])
  const where = visibleRows(visible, model, args.where)
  const names = namesInGroups(visible, model, args)
  const hidden = names.filter((name) =>
    isHiddenField(visible, model, name, 'group')
  )
  const { policy } = visible
  if (hidden.length === 0) {
    return callPrisma(policy, client, model, 'groupBy', { ...args, where })
  }
  if (args.cursor !== undefined) {
    refuse('The argument cursor is not supported')
  }
  const shape = visibleShape(
    visible,
    model,
    { select: selecting(names) },
    visible.rule(model)
  )
  const rows = (await callPrisma(policy, client, model, 'findMany', {
    where,
    select: shape.select,
  })) as Row[]
  await shape.finish(rows, client)
  return groupsOf(policy, model, rows, args)
}

const visibleRows = (visible: Visible, model: string, where: unknown) =>
  both(
    visible.rowsGiven(model, certainOf(visible, model, (where ?? {}) as Where)),
    visibleFilter(visible, model, (where ?? {}) as Where)
  )

/** The fields that are added up; `_all`, and `true` for all, are none. */
const addedIn = (args: Args): string[] =>
  sumsIn(args)
    .filter((sum) => args[sum] !== true)
    .flatMap((sum) => namesOf(args[sum]))
    .filter((name) => name !== '_all')

/** The fields that groups are made by, added up, sifted or put in order by. */
const namesInGroups = (visible: Visible, model: string, args: Args) => {
  const orders = [args.orderBy ?? []].flat() as Args[]
  return [
    ...([args.by].flat() as string[]),
    ...addedIn(args),
    ...namesInHaving(visible, model, args.having),
    ...orders.flatMap((order) =>
      Object.entries(order).flatMap(([name, how]) =>
        SUMS.includes(name) ? addedIn({ [name]: how }) : name
      )
    ),
  ]
}

const namesInHaving = (
  visible: Visible,
  model: string,
  having: unknown
): string[] =>
  Object.entries((having ?? {}) as Args).flatMap(([name, value]) =>
    ['AND', 'OR', 'NOT'].includes(name)
      ? [value].flat().flatMap((part) => namesInHaving(visible, model, part))
      : fieldOf(visible.policy.models[model], name)
        ? [name]
        : refuse(`${model} has no field ${name} to add up`)
  )
