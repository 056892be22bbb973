import type { Decoded } from '@redwoodjs/api'
import { context } from '@redwoodjs/context'
import { AuthenticationError } from '@redwoodjs/graphql-server'

import { db, driver } from './db'
import { NO_SESSION, WrongIdentity } from './wrongIdentity'

/** What `context.currentUser` holds for a signed-in user. */
export type CurrentUser = {
  id: number
  name: string
  email: string
  roles: string
  /** The API token by which they act, if they do not act themselves: ./scope. */
  token?: { id: number; isReadOnly: boolean }
}

/** What is read of a user: all that `auth()` has in a rule. */
export const ACTOR = {
  id: true,
  name: true,
  email: true,
  roles: true,
} as const

const BY_ID = 'SELECT "name", "email", "roles" FROM "User" WHERE "id" = $1'
const GREATEST_ID = 2 ** 31 - 1

/** Asks the driver first, which reads a row without a query plan of Prisma's. */
const findUser = async (id: number): Promise<CurrentUser | null> => {
  const row = await driver.firstRow({ sql: BY_ID, parameters: [id] })
  if (row) {
    const [name, email, roles] = row as string[]
    return { id, name, email, roles }
  }
  return db.user.findUnique({ where: { id }, select: ACTOR })
}

/**
 * The actor that the rules see as `auth()`, and what the web side gets as
 * `currentUser`: nothing secret may be added.
 *
 * @throws WrongIdentity when the session is of a user who does not exist
 */
export const getCurrentUser = async (
  session: Decoded
): Promise<CurrentUser> => {
  const user = typeof session?.id === 'number' && (await findUser(session.id))
  if (!user) {
    throw new WrongIdentity(NO_SESSION)
  }
  return user
}

/** The user with this id or e-mail address, or null. */
export const userNamed = async (name: string): Promise<CurrentUser | null> => {
  if (!/^\d+$/.test(name)) {
    const email = name.trim().toLowerCase()
    return db.user.findUnique({ where: { email }, select: ACTOR })
  }
  const id = Number(name)
  return id <= GREATEST_ID ? findUser(id) : null
}

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
