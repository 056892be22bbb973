import { onlyArguments } from '../read/arguments'
import { READS } from '../read/read'

import { answerOf, readAnswer } from './answer'
import { createRow } from './create'
import { inputOf } from './input'
import { inTransaction } from './premise'
import { keyOf, selecting } from './rows'
import { updateRow } from './update'
import { SHAPE } from './writing'
import type { Row, Write } from './writing'

/**
 * Updates a record if the actor sees it, and creates it otherwise. A hidden one
 * with the same key is a conflict, P2002, as it is for `create`.
 */
export const upsert: Write = async (writing, client, model, args) => {
  onlyArguments(args, ['where', 'create', 'update', ...SHAPE])
  // Before anything is written: what is asked for must be readable at all.
  answerOf(writing, model, args, true)
  const policy = writing.policy.models[model]
  const where = (args.where ?? {}) as Row
  const onCreate = inputOf(policy, args.create)
  const onUpdate = inputOf(policy, args.update)
  return inTransaction(writing, client, async (open) => {
    const seen = await READS.findUnique(writing.visible, open, model, {
      where,
      select: selecting(policy.key),
    })
    const key =
      seen === null
        ? keyOf(policy, await createRow(writing, open, model, onCreate))
        : await updateRow(
            writing,
            open,
            { model, operation: 'update', where, names: onUpdate.names },
            onUpdate
          )
    return readAnswer(writing, open, model, key, args)
  })
}
