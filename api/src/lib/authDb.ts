import type { Prisma, PrismaClient } from '@prisma/client'

import { context } from '@redwoodjs/context'

import { db, driver } from './db'
import { env } from './env'
import type { EnhancedClient } from './policy/client'
import type { AuthDefaults } from './policy/compiled'
import { enhance } from './policy/enhance'
import { policyFor } from './scope'

/** Prisma's client, but that what defaults to the current user is optional. */
type AuthDb = EnhancedClient<PrismaClient, AuthDefaults>

/**
 * The Prisma client as the current user may use it: every rule in
 * schema.zmodel holds for all that is read or written through it. This is what
 * services import. A visitor is an actor too; `auth()` is null then.
 *
 * Everything answers as if nothing existed but what the actor may read, whatever
 * the filter, order or aggregate. Writes are all or nothing. Errors are Prisma's:
 * - P2004 the rules deny it; outside production `meta.rules` holds the rules that
 *   were considered. With `meta.reason` DATA_VALIDATION_VIOLATION, the input
 *   breaks a limit of the schema; with READ_ONLY, the API token may only read
 * - P2020 a value that the database cannot hold
 * - P2025 no such row, for this actor
 * - P2002, P2003 a key or an invariant of the database forbids it
 *
 * A row that has been written but may not be read comes back as null.
 *
 * @param client the client or open transaction to enhance
 */
export const authDb = (client: Prisma.TransactionClient = db): AuthDb =>
  enhance(client, {
    policy: policyFor(context.currentUser ?? null),
    user: context.currentUser ?? null,
    isReadOnly: context.currentUser?.token?.isReadOnly,
    isOpenAboutRules: !env.isProduction,
    driver,
  }) as AuthDb
