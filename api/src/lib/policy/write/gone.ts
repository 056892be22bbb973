import { callPrisma } from '../callPrisma'
import type { Client } from '../operation'
import { both } from '../read/visible'
import type { Policy } from '../types'
import type { Where } from '../where'

import type { Args, Row } from './writing'

/*
 * How a row goes: out of the database or, where its model says `@@softDelete`,
 * out of sight. Whoever calls has put the rules about deleting into the filter.
 */

/**
 * Removes the row that a unique filter finds.
 *
 * @returns what `select` asks for, as it was before; only what Prisma sets at
 * each update is new
 * @throws PrismaClientKnownRequestError P2025 if there is none
 */
export const removeOne = (
  policy: Policy,
  model: string,
  client: Client,
  where: Where,
  select: Args
): Promise<Row> => {
  const { softDelete: mark } = policy.models[model]
  if (mark === undefined) {
    return callPrisma(policy, client, model, 'delete', {
      where,
      select,
    }) as Promise<Row>
  }
  const isThere = { [mark]: false }
  const marked = callPrisma(policy, client, model, 'update', {
    where:
      mark in where
        ? { ...where, AND: [where.AND ?? [], isThere].flat() }
        : { ...where, ...isThere },
    data: { [mark]: true },
    select,
  }) as Promise<Row>
  return marked.then((row) => (mark in row ? { ...row, ...isThere } : row))
}

/** Removes all rows that a filter finds, `limit` at most; gives their number. */
export const removeAll = (
  policy: Policy,
  model: string,
  client: Client,
  where: Where,
  limit: unknown
): Promise<unknown> => {
  const { softDelete: mark } = policy.models[model]
  return mark === undefined
    ? callPrisma(policy, client, model, 'deleteMany', { where, limit })
    : callPrisma(policy, client, model, 'updateMany', {
        where: both(where, { [mark]: false }),
        data: { [mark]: true },
        limit,
      })
}
