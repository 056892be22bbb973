import { authDb } from 'src/lib/authDb'
import { db } from 'src/lib/db'
import { delegateName } from 'src/lib/policy/delegateOf'
import type { Delegate } from 'src/lib/policy/operation'

class TakeBack extends Error {}

/** A key, a constraint or a trigger is in the way, which is no question of rules. */
const CONFLICTS = ['P2002', 'P2003']
const REFUSALS = ['P2004', 'P2025']

/**
 * Whether the rules let the current user do something, as comes out when it is
 * done, in a transaction that is taken back.
 *
 * @param act gets the enhanced client's operations of the model
 */
export const isAllowed = async (
  model: string,
  act: (on: Delegate) => Promise<unknown>
): Promise<boolean> => {
  try {
    await db.$transaction(async (open) => {
      await act(Reflect.get(authDb(open), delegateName(model)) as Delegate)
      throw new TakeBack()
    })
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (REFUSALS.includes(code)) {
      return false
    }
    if (!(error instanceof TakeBack) && !CONFLICTS.includes(code)) {
      throw error
    }
  }
  return true
}
