import { ask, existenceOf } from '../ask'
import type { Question } from '../ask'
import { and, isFlat } from '../condition'
import { isOutside } from '../operation'
import type { Client } from '../operation'
import { onlyArguments } from '../read/arguments'
import { visibleFilter } from '../read/filter'
import { READS } from '../read/read'
import { both } from '../read/visible'
import type { Where } from '../where'

import { answerOf } from './answer'
import { outdated } from './denial'
import { removeAll, removeOne } from './gone'
import { guardOf, refusal, underGuard } from './guard'
import type { Target } from './guard'
import { inOneStatement, inTransaction, isIndependent } from './premise'
import type { Guard } from './premise'
import { selecting } from './rows'
import { stillActor } from './stillActor'
import { SHAPE } from './writing'
import type { Args, Row, Write, Writing } from './writing'

/** Deletes a record that the actor sees; gives it as it was. */
export const remove: Write = (writing, client, model, args) => {
  onlyArguments(args, ['where', ...SHAPE])
  const where = (args.where ?? {}) as Row
  const target: Target = { model, operation: 'delete', where }
  const answer = answerOf(writing, model, args, guardOf(writing, target))
  if (answer.isDirect && answer.isComplete) {
    const guard: Guard = (rules) => guardOf({ rules }, target)
    const premise = premiseOf(writing, client, target)
    const removed = premise
      ? inOneStatement(
          writing,
          client,
          guard,
          (on) => removeOne(writing.policy, model, on, where, answer.select),
          {
            premises: [premise],
            otherwise: () => whyNot(writing, client, target, guard),
          }
        )
      : inOneStatement(
          writing,
          client,
          guard,
          (on) =>
            underGuard(writing, on, target, (found) =>
              removeOne(writing.policy, model, on, found, answer.select)
            ),
          { changed: model }
        )
    return removed.then((row) => answer.from(row, client))
  }
  return inTransaction(writing, client, async (open) => {
    // Once deleted, nothing of it can be looked up any more.
    const last = await READS.findUnique(writing.visible, open, model, args)
    await removeRow(writing, open, target)
    return last
  })
}

/**
 * What must be true of the row, where the driver had better be asked that in the
 * transaction of the write: of SQLite it takes 10 µs, while Prisma takes 100 for a
 * filter that looks at other rows. Null where the rules belong into the statement.
 */
const premiseOf = (
  writing: Writing,
  client: Client,
  target: Target
): Question | null => {
  const { policy, driver, visible } = writing
  const { model, where } = target
  const { key } = policy.models[model]
  const guard = guardOf(writing, target)
  const isKey =
    Object.keys(where).join() === key.join() &&
    key.every(
      (name) =>
        /^(string|number)$/.test(typeof where[name]) &&
        // By a key that is hidden, a row is not to be found.
        visible.field(model, name) === true
    )
  if (
    policy.provider !== 'sqlite' ||
    !driver ||
    !isOutside(client) ||
    isFlat(guard) ||
    !isKey
  ) {
    return null
  }
  const condition = and(visible.rule(model), guard)
  const question = { model, key: where, condition }
  return existenceOf(policy, question) ? question : null
}

/** The error for a row, or an actor, that was not as the write took it for granted. */
const whyNot = async (
  writing: Writing,
  client: Client,
  target: Target,
  guard: Guard
): Promise<unknown> => {
  const actor = isIndependent(writing, guard) ? null : stillActor(writing)
  const [isSame] = actor ? await ask(client, writing, [actor]) : [true]
  return isSame ? refusal(writing, client, target) : outdated()
}

/** Deletes a row under its model's rule. */
export const removeRow = async (
  writing: Writing,
  client: Client,
  target: Omit<Target, 'operation'>
) => {
  const policy = writing.policy.models[target.model]
  await underGuard(
    writing,
    client,
    { ...target, operation: 'delete' },
    (where) =>
      removeOne(
        writing.policy,
        target.model,
        client,
        where,
        selecting(policy.key)
      )
  )
}

/** Deletes all records that `where` finds and the rules let be deleted. */
export const removeMany: Write = async (writing, client, model, args) => {
  onlyArguments(args, ['where', 'limit'])
  return inOneStatement(
    writing,
    client,
    (rules) => guardOf({ rules }, { model, operation: 'delete' }),
    (on) => removeRows(writing, on, model, args),
    { changed: model }
  )
}

/**
 * Deletes rows that the actor sees and the rules let be deleted.
 *
 * @param linked what else must be true of them: how they hang on another row
 */
export const removeRows = (
  writing: Writing,
  client: Client,
  model: string,
  { where = {}, limit }: Args,
  linked: Where = {}
) => {
  const guard = guardOf(writing, { model, operation: 'delete' })
  const found = both(
    linked,
    writing.visible.rowsGiven(model, guard),
    writing.whereOf(guard),
    visibleFilter(writing.visible, model, where as Where)
  )
  return removeAll(writing.policy, model, client, found, limit)
}
