import type { Client } from '../operation'
import { onlyArguments } from '../read/arguments'
import { visibleFilter } from '../read/filter'
import { READS } from '../read/read'
import { both } from '../read/visible'
import type { Where } from '../where'

import { answerOf } from './answer'
import { removeAll, removeOne } from './gone'
import { guardOf, underGuard } from './guard'
import type { Target } from './guard'
import { inOneStatement, inTransaction } from './premise'
import { selecting } from './rows'
import { SHAPE } from './writing'
import type { Args, Row, Write, Writing } from './writing'

/** Deletes a record that the actor sees; gives it as it was. */
export const remove: Write = (writing, client, model, args) => {
  onlyArguments(args, ['where', ...SHAPE])
  const policy = writing.policy.models[model]
  const where = (args.where ?? {}) as Row
  const target: Target = { model, operation: 'delete', where }
  const answer = answerOf(writing, model, args, guardOf(writing, target))
  if (answer.isDirect && answer.isComplete) {
    return inOneStatement(
      writing,
      client,
      (rules) => guardOf({ rules }, target),
      (on) =>
        underGuard(writing, on, target, (found) =>
          removeOne(policy, on, found, answer.select)
        ),
      { changed: model }
    ).then((row) => answer.from(row, client))
  }
  return inTransaction(writing, client, async (open) => {
    // Once deleted, nothing of it can be looked up any more.
    const last = await READS.findUnique(writing.visible, open, model, args)
    await removeRow(writing, open, target)
    return last
  })
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
    (where) => removeOne(policy, client, where, selecting(policy.key))
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
  return removeAll(writing.policy.models[model], client, found, limit)
}
