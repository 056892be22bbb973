import { authDb } from './authDb'
import { publicError } from './dataErrors'
import { db } from './db'

/** What dbAuth passes on from a sign-up. */
interface SignUp {
  /** The e-mail address. */
  username: string
  hashedPassword: string
  salt: string
  /** All else that the request held; only the name is used. */
  userAttributes?: { name?: string }
}

/**
 * Makes a user, as a visitor and so under the rules for visitors, and the
 * credential that goes with it, which no rule opens: both or neither.
 *
 * @returns the key of the new user
 * @throws Error whose message is meant for the person signing up
 */
export const signUp = async ({
  username,
  hashedPassword,
  salt,
  userAttributes,
}: SignUp): Promise<{ id: number }> => {
  try {
    return await db.$transaction(async (transaction) => {
      const user = await authDb(transaction).user.create({
        data: { email: username, name: userAttributes?.name ?? '' },
        select: { id: true },
      })
      await transaction.credential.create({
        data: { userId: user.id, hashedPassword, salt },
      })
      return user
    })
  } catch (error) {
    const known = publicError(error)
    if (!known) {
      throw new Error('Something went wrong. Please try again.', {
        cause: error,
      })
    }
    const problems = Object.entries(known.messages ?? {}).map(
      ([field, messages]) => `${field}: ${messages.join(', ')}`
    )
    throw new Error(problems.join('; ') || known.message)
  }
}
