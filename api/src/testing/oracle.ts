import { enhance } from '@zenstackhq/runtime'

import { db } from 'src/lib/db'

import { ACTORS } from './world'
import type { Actor } from './world'

/** ZenStack's own client for an actor, to compare ours with. */
export const zenstackAs = (actor: Actor) =>
  enhance(db, { user: ACTORS[actor] ?? undefined })
