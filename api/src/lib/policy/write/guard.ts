import { Prisma } from '@prisma/client'

import { callPrisma } from '../callPrisma'
import { and } from '../condition'
import type { Condition } from '../condition'
import type { Client } from '../operation'
import { visibleUnique } from '../read/unique'
import { both } from '../read/visible'
import type { Where } from '../where'

import { absent, denied } from './denial'
import { keyOf, selecting } from './rows'
import type { Row, Writing } from './writing'

/** One row that is to be changed, and how. */
export interface Target {
  model: string
  operation: 'update' | 'delete'
  /** A unique filter, as the caller gave it. */
  where: Row
  /** What else must be true of it: how it hangs on the row around it. */
  linked?: Where
  /** The fields that are written. */
  names?: readonly string[]
}

/** What the rules want of a row before it is changed. */
export const guardOf = (
  { rules }: Pick<Writing, 'rules'>,
  { model, operation, names = [] }: Omit<Target, 'where'>
): Condition =>
  and(
    rules.ruleOf(model, operation),
    ...names.map((name) => rules.fieldRuleOf(model, name, 'update'))
  )

/** A filter that finds the row only if the actor sees it and the rules let it be changed. */
const guardedUnique = (writing: Writing, target: Target): Where => {
  const guard = guardOf(writing, target)
  return visibleUnique(
    writing.visible,
    target.model,
    target.where,
    both(target.linked, writing.whereOf(guard)),
    guard
  )
}

/** Whether the rules allow this on no row at all. */
export const isHopeless = (writing: Writing, target: Target): boolean => {
  const guard = guardOf(writing, target)
  return guard === false || guard === null
}

/**
 * Changes one row; `change` gets a filter that finds it only if the rules allow
 * the change, and throws P2025 if it finds nothing.
 *
 * @throws PrismaClientKnownRequestError P2025 for a row that is missing or hidden,
 * P2004 for one that the actor sees but may not change
 */
export const underGuard = <Result>(
  writing: Writing,
  client: Client,
  target: Target,
  change: (where: Where) => Promise<Result>
): Promise<Result> => {
  const refuse = async () => {
    throw await refusal(writing, client, target)
  }
  return isHopeless(writing, target)
    ? refuse()
    : change(guardedUnique(writing, target)).then(undefined, (error) => {
        if (isMiss(error)) {
          return refuse()
        }
        throw error
      })
}

/** Whether Prisma has found no row to work on. */
const isMiss = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  error.code === 'P2025' &&
  !isOurs.has(error)

const isOurs = new WeakSet<Error>()

/** The error for a row that could not be changed. */
export const refusal = async (
  writing: Writing,
  client: Client,
  { model, operation, where, linked, names }: Target
): Promise<Error> => {
  const policy = writing.policy.models[model]
  const row = (await callPrisma(writing.policy, client, model, 'findUnique', {
    where: visibleUnique(writing.visible, model, where, both(linked)),
    select: selecting(policy.key),
  })) as Row | null
  const error =
    row === null
      ? absent(model)
      : await denied(writing, client, {
          model,
          operation,
          key: keyOf(policy, row),
          fields: names,
        })
  isOurs.add(error)
  return error
}
