import { Prisma } from '@prisma/client'
import { enhance } from '@zenstackhq/runtime'

import { context } from '@redwoodjs/context'

import type { CurrentUser } from './auth'
import { db } from './db'
import { policy } from './policy/compiled'
import { delegateName, delegateOf } from './policy/delegateOf'
import { enhance as enhanceReads } from './policy/enhance'
import { visibleBy } from './policy/read/visible'
import { rulesFor } from './policy/rules'
import { writesOf } from './policy/writes'

/** ZenStack's client, which still decides and does the writes. */
const writing = (client: Prisma.TransactionClient, user?: CurrentUser) =>
  enhance(client as typeof db, { user })

/** Prisma's client, but that what defaults to the current user is optional. */
type AuthDb = ReturnType<typeof writing>

/** Models by the names that a client has for them. */
const MODELS = new Map(
  Object.keys(policy.models).map((model) => [delegateName(model), model])
)

/**
 * The Prisma client as the current user may use it: every rule in
 * schema.zmodel holds for all that is read or written through it. This is what
 * services import. A visitor is an actor too; `auth()` is null then.
 *
 * Reads answer as if nothing existed but what the actor may read, whatever the
 * filter, order or aggregate. Writes are decided by ZenStack's runtime. Rows the
 * actor may not read behave as absent in both. Errors are Prisma's:
 * - P2004 the rules deny it, or, with `meta.reason` DATA_VALIDATION_VIOLATION,
 *   the input breaks a limit of the schema
 * - P2020 a value that the database cannot hold
 * - P2025 no such row, for this actor
 * - P2002, P2003 a key or an invariant of the database forbids it
 *
 * A row that has been written but may not be read comes back as null.
 *
 * @param client the client or open transaction to enhance
 */
export const authDb = (client: Prisma.TransactionClient = db): AuthDb => {
  const user = context.currentUser ?? undefined
  const rules = rulesFor(policy, { user: user ?? null, now: new Date() })
  const visible = visibleBy(policy, rules, (model, field) =>
    Reflect.get(delegateOf(client, model).fields, field)
  )
  const reading = enhanceReads(client, { policy, user: user ?? null })
  return new Proxy(client as unknown as AuthDb, {
    get: (_client, key: string) => {
      const model = MODELS.get(key)
      if (model !== undefined) {
        const writes = writesOf(visible, client, model, () =>
          Reflect.get(writing(client, user), key)
        )
        return new Proxy(
          {},
          {
            get: (_t, name: string) =>
              writes[name] ?? Reflect.get(Reflect.get(reading, key), name),
          }
        )
      }
      if (key === '$transaction' && client === db) {
        return transaction
      }
      if (String(key).startsWith('$')) {
        throw new Error(`authDb() has no ${key}: no rule can see into it`)
      }
      return undefined
    },
  })
}

/** Interactive transactions only; the callback gets an enhanced client. */
const transaction = async (
  run: (client: AuthDb) => Promise<unknown>,
  options?: { maxWait?: number; timeout?: number }
) => {
  if (typeof run !== 'function') {
    throw new Error('authDb().$transaction() takes a function')
  }
  return db.$transaction((open) => run(authDb(open)), options)
}
