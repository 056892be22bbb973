import type { Where } from '../where'

import { refuse, requireReadable } from './visible'
import type { Visible } from './visible'

/**
 * An `orderBy` that tells nothing hidden: by fields that can be read on every
 * row, of this model or of one whose rows can all be read.
 *
 * @returns it unchanged
 * @throws PrismaClientKnownRequestError P2004 for any other
 */
export const visibleOrder = (
  visible: Visible,
  model: string,
  orderBy: unknown
): unknown => {
  const orders = (Array.isArray(orderBy) ? orderBy : [orderBy]) as Where[]
  for (const order of orders) {
    for (const name in order) {
      if (order[name] !== undefined) {
        checkOrder(visible, model, name, order[name])
      }
    }
  }
  return orderBy
}

const checkOrder = (
  visible: Visible,
  model: string,
  name: string,
  how: unknown
) => {
  const field = requireReadable(visible, model, name, 'order')
  if (field.kind !== 'relation') {
    return
  }
  if (visible.rows(field.type) !== true) {
    refuse(`${model}.${name} is not yours to order by: some of it is hidden`)
  }
  if (!field.list) {
    visibleOrder(visible, field.type, how)
  } else if (Object.keys(how as object).join() !== '_count') {
    refuse(`${model}.${name} can be ordered by its _count only`)
  }
}
