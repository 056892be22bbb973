import { context } from '@redwoodjs/context'

import { countCreating } from 'src/lib/admission'
import { policy } from 'src/lib/appPolicy'
import { authDb } from 'src/lib/authDb'
import { delegateOf } from 'src/lib/policy/delegateOf'

import { grammar } from './appGrammar'
import { parsed } from './arguments/mistakes'
import { argumentsOf } from './arguments/operations'
import type { OperationName } from './arguments/operations'
import { creationsIn } from './creations'
import { withinRows } from './limits'

type Args = Record<string, unknown>

/** An operation of a model, with arguments that it takes. */
export interface Call {
  model: string
  operation: OperationName
  args: Args
}

/**
 * Reads the arguments of an operation.
 *
 * @param given as JSON has it
 * @throws Refusal 400, naming the path of each mistake
 */
export const callOf = (
  model: string,
  operation: OperationName,
  given: unknown
): Call => {
  const args = parsed(argumentsOf(grammar, model, operation), given) as Args
  return { model, operation, args: withinRows(policy, model, args) }
}

const CREATING = /^(create|update|upsert)/

/**
 * Does what is asked, as the current user.
 *
 * @param address the IP address that it is asked from
 * @throws TooManyRequests, and what `authDb()` throws
 */
export const perform = async (
  { model, operation, args }: Call,
  address: string
): Promise<unknown> => {
  if (CREATING.test(operation)) {
    for (const [created, count] of creationsIn(policy, model, args)) {
      if (count > 0) {
        const user = context.currentUser ?? null
        await countCreating(created, user, address, count)
      }
    }
  }
  return delegateOf(authDb(), model)[operation](args)
}
