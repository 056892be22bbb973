import { Prisma } from '@prisma/client'

import { delegateOf } from './delegateOf'
import { keepsPlans } from './keptPlans'
import { withNamedValues } from './namedValues'
import type { Client } from './operation'
import type { Policy } from './types'

type Args = Record<string, unknown>

/**
 * Has the stock client do an operation of a model of the policy: all that
 * enforces rules asks Prisma through this. Of a client that keeps plans
 * (`keepingPlans`) it is asked with named values, so that it need make no plan of
 * a query that it knows with others.
 *
 * @param client the stock client of the policy's schema, or an open transaction
 * @throws what Prisma throws
 */
export const callPrisma = (
  policy: Policy,
  client: Client,
  model: string,
  operation: string,
  args: Args
): Promise<unknown> => {
  const delegate = delegateOf(client, model)
  const known = keepsPlans(client) ? withNamedValues(policy, model, args) : null
  return known
    ? delegate[operation](known).catch((error) => {
        if (error instanceof Prisma.PrismaClientValidationError) {
          // It cites the arguments: those that it has been given.
          return delegate[operation](args)
        }
        throw error
      })
    : delegate[operation](args)
}
