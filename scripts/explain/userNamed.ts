import { getCurrentUser } from 'api/src/lib/auth'
import type { CurrentUser } from 'api/src/lib/auth'
import { db } from 'api/src/lib/db'

/** Whether it is a number that the database can hold. */
export const isWhole = (text: string) => /^\d{1,9}$/.test(text)

/**
 * The user with this id or e-mail address, as a session would have it: null for
 * `anonymous`, undefined for nobody.
 */
export const userNamed = async (
  who: string
): Promise<CurrentUser | null | undefined> => {
  if (who === 'anonymous') {
    return null
  }
  const user = await db.user.findUnique({
    where: isWhole(who) ? { id: Number(who) } : { email: who.toLowerCase() },
    select: { id: true },
  })
  return user ? getCurrentUser({ id: user.id }) : undefined
}
