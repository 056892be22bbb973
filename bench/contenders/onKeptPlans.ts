import type { PrismaClient } from '@prisma/client'

import { policy } from '../../api/src/lib/appPolicy'
import { callPrisma } from '../../api/src/lib/policy/callPrisma'

/** What the bench asks of a client without rules. */
export type Models = Pick<PrismaClient, 'post' | 'comment'>

/** The same client, asked as what enforces rules asks it: on plans that are kept. */
export const onKeptPlans = (db: Models) => {
  const operationsOf = (model: string) =>
    new Proxy(
      {},
      {
        get: (_target, operation: string) => (args: Record<string, unknown>) =>
          callPrisma(policy, db, model, operation, args),
      }
    )
  return {
    post: operationsOf('Post'),
    comment: operationsOf('Comment'),
  } as Models
}
