import { delegateOf } from '../delegateOf'
import type { Client } from '../operation'
import { onlyArguments } from '../read/arguments'
import { visibleFilter } from '../read/filter'
import { READS } from '../read/read'
import { both } from '../read/visible'
import type { Where } from '../where'

import { answerOf } from './answer'
import { guardOf, underGuard } from './guard'
import type { Target } from './guard'
import { inOneStatement, inTransaction } from './premise'
import { selecting } from './rows'
import { SHAPE } from './writing'
import type { Args, Row, Write, Writing } from './writing'

/** Deletes a record that the actor sees; gives it as it was. */
export const remove: Write = async (writing, client, model, args) => {
  onlyArguments(args, ['where', ...SHAPE])
  const where = (args.where ?? {}) as Row
  const target: Target = { model, operation: 'delete', where }
  const answer = answerOf(writing, model, args, guardOf(writing, target))
  if (answer.isDirect && answer.isComplete) {
    const row = await inOneStatement(
      writing,
      client,
      (rules) => guardOf({ rules }, target),
      (on) =>
        underGuard(writing, on, target, (found) =>
          delegateOf(on, model).delete({ where: found, select: answer.select })
        )
    )
    return answer.from(row as Row, client)
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
  const { key } = writing.policy.models[target.model]
  await underGuard(
    writing,
    client,
    { ...target, operation: 'delete' },
    (where) =>
      delegateOf(client, target.model).delete({ where, select: selecting(key) })
  )
}

/** Deletes all records that `where` finds and the rules let be deleted. */
export const removeMany: Write = async (writing, client, model, args) => {
  onlyArguments(args, ['where', 'limit'])
  return inOneStatement(
    writing,
    client,
    (rules) => guardOf({ rules }, { model, operation: 'delete' }),
    (on) => removeRows(writing, on, model, args)
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
  return delegateOf(client, model).deleteMany({
    where: both(
      linked,
      writing.visible.rowsGiven(model, guard),
      writing.whereOf(guard),
      visibleFilter(writing.visible, model, where as Where)
    ),
    limit,
  })
}
