import { db } from 'src/lib/db'

import { ACTORS } from './world'
import type { Actor } from './world'

/** Gives somebody another role, as an operator could at any time. */
export const changeRole = (actor: Exclude<Actor, 'anonymous'>, roles: string) =>
  db.user.update({ where: { id: ACTORS[actor].id }, data: { roles } })
