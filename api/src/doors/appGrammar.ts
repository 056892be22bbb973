import { policy } from 'src/lib/appPolicy'
import { env } from 'src/lib/env'

import { grammarOf } from './arguments/grammar'

/** What the doors take, for the models of schema.zmodel. */
export const grammar = grammarOf(policy, { take: env.api.maxTake })
