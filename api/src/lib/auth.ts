import type { Decoded } from '@redwoodjs/api'
import { context } from '@redwoodjs/context'
import { AuthenticationError } from '@redwoodjs/graphql-server'

import { db, driver } from './db'
import { UNKNOWN_USER } from './wrongIdentity'

const BY_ID = 'SELECT "name", "email", "roles" FROM "User" WHERE "id" = $1'

/** Asks the driver first, which reads a row without a query plan of Prisma's. */
const findUser = async (id: number) => {
  const row = await driver.firstRow({ sql: BY_ID, parameters: [id] })
  if (row) {
    const [name, email, roles] = row as string[]
    return { id, name, email, roles }
  }
  return db.user.findUnique({
    where: { id },
    select: { id: true, name: true, email: true, roles: true },
  })
}

/**
 * The actor that the rules see as `auth()`, and what the web side gets as
 * `currentUser`: nothing secret may be added.
 *
 * @throws Error when the session is of a user who does not exist
 */
export const getCurrentUser = async (session: Decoded) => {
  const user = typeof session?.id === 'number' && (await findUser(session.id))
  if (!user) {
    throw new Error(UNKNOWN_USER)
  }
  return user
}

/** What `context.currentUser` holds for a signed-in user. */
export type CurrentUser = Awaited<ReturnType<typeof getCurrentUser>>

/**
 * Behind `@requireAuth`: signed in or not is all it asks. What a user may do
 * is for the rules in schema.zmodel to say.
 *
 * @returns the current user
 * @throws AuthenticationError to a visitor
 */
export const requireAuth = (): CurrentUser => {
  if (!context.currentUser) {
    throw new AuthenticationError('Please log in first.')
  }
  return context.currentUser
}
