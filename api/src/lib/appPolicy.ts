import { env } from './env'
import { policy as compiled } from './policy/compiled'
import type { Policy } from './policy/types'
import { providerOf } from './provider'

/**
 * The rules of schema.zmodel, for the kind of database that this process uses:
 * they are compiled once, and the same on both.
 */
export const policy: Policy = {
  ...compiled,
  provider: providerOf(env.databaseUrl),
}
