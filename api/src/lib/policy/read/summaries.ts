import type { Where } from '../where'

import { visibleFilter } from './filter'
import { certainOf } from './known'
import { visibleOrder } from './order'
import { onlyArguments } from './shape'
import { SUMS } from './sums'
import { both, fieldOf, refuse, requireReadable } from './visible'
import type { Visible } from './visible'

type Args = Record<string, unknown>

const PAGE = ['where', 'orderBy', 'cursor', 'take', 'skip']

/**
 * The arguments of `count` and `aggregate`, over what is visible.
 *
 * @throws PrismaClientKnownRequestError P2004 for what is not
 */
export const visibleSumArgs = (
  visible: Visible,
  model: string,
  args: Args
): Args => {
  onlyArguments(args, [...PAGE, ...SUMS, 'select'])
  return { ...args, ...visiblePage(visible, model, args) }
}

/** The arguments of `groupBy`, likewise. Nothing in it may be hidden on some rows. */
export const visibleGroupByArgs = (
  visible: Visible,
  model: string,
  args: Args
): Args => {
  const { by, having, orderBy, where } = args
  onlyArguments(args, [...PAGE, ...SUMS, 'by', 'having'])
  for (const name of [by].flat()) {
    requireReadable(visible, model, String(name), 'group')
  }
  for (const sum of SUMS) {
    readableFields(visible, model, args[sum])
  }
  readableHaving(visible, model, having)
  for (const order of [orderBy ?? []].flat()) {
    for (const [name, how] of Object.entries(order as object)) {
      if (SUMS.includes(name)) {
        readableFields(visible, model, how)
      } else {
        visibleOrder(visible, model, { [name]: how })
      }
    }
  }
  return { ...args, where: visibleRows(visible, model, where) }
}

const visiblePage = (visible: Visible, model: string, args: Args): Args => ({
  where: visibleRows(visible, model, args.where),
  orderBy: visibleOrder(visible, model, args.orderBy),
})

const visibleRows = (visible: Visible, model: string, where: unknown) =>
  both(
    visible.rowsGiven(model, certainOf(visible, model, (where ?? {}) as Where)),
    visibleFilter(visible, model, (where ?? {}) as Where)
  )

/** The fields that are added up; `_all`, and `true` for all, need no reading. */
const readableFields = (visible: Visible, model: string, fields: unknown) => {
  if (typeof fields !== 'object' || fields === null) {
    return
  }
  for (const [name, asked] of Object.entries(fields)) {
    if (asked && name !== '_all') {
      requireReadable(visible, model, name, 'add up')
    }
  }
}

const readableHaving = (visible: Visible, model: string, having: unknown) => {
  for (const [name, value] of Object.entries((having ?? {}) as object)) {
    if (['AND', 'OR', 'NOT'].includes(name)) {
      for (const part of [value].flat()) {
        readableHaving(visible, model, part)
      }
    } else if (fieldOf(visible.policy.models[model], name)) {
      requireReadable(visible, model, name, 'add up')
    } else {
      refuse(`${model} has no field ${name} to add up`)
    }
  }
}
