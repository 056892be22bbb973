import { delegateName } from 'src/lib/policy/delegateOf'

import type { Tables } from '../reference'
import type { AnyClient, Scratch } from '../scratch'
import { store, stored } from '../stored'

import { plain } from './outcome'
import type { Write } from './writes'

/** Whether a write is done, and what it leaves. */
interface Decision {
  isDone: boolean
  tables: unknown
}

/** ZenStack commits and then says that the row may not be read. */
const isDoneAllTheSame = (error: unknown) =>
  (error as { meta?: { reason?: string } }).meta?.reason ===
  'RESULT_NOT_READABLE'

/**
 * What a client decides about a write on these rows. A write of many rows that
 * changes none is one that is not done: ZenStack refuses it where no row could
 * be changed.
 */
export const decisionOf = async (
  scratch: Scratch,
  tables: Tables,
  client: AnyClient,
  { model, operation, args }: Write
): Promise<Decision> => {
  await store(scratch, tables)
  const before = JSON.stringify(plain(await stored(scratch)))
  let isDone = true
  try {
    await client[delegateName(model)][operation](args)
  } catch (error) {
    isDone = isDoneAllTheSame(error)
  }
  const after = plain(await stored(scratch))
  return {
    isDone:
      isDone &&
      !(operation.includes('Many') && JSON.stringify(after) === before),
    tables: after,
  }
}
