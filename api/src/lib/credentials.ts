import { hashPassword } from '@redwoodjs/auth-dbauth-api'

import { db } from './db'

/*
 * dbAuth expects a user's login name and secrets in one row; here the secrets
 * are a model of their own, which no rule opens. This is the flat view of the
 * two, with the three operations that dbAuth calls.
 */

/** A user as dbAuth sees it. */
interface Account {
  id: number
  email: string
  hashedPassword: string
  salt: string
  resetToken: string | null
  resetTokenExpiresAt: Date | null
}

type AccountKey = { id?: unknown; email?: unknown; resetToken?: unknown }

const select = { id: true, email: true, credential: true } as const

const whereOf = ({ id, email, resetToken }: AccountKey) => {
  // The values come from a request's JSON: an object here would be a filter.
  if (typeof id === 'number') {
    return { id }
  }
  if (typeof email === 'string') {
    return { email: normalizedEmail(email) }
  }
  if (typeof resetToken === 'string') {
    return {
      credential: { resetToken, resetTokenExpiresAt: { gt: new Date() } },
    }
  }
  return null
}

const find = async (key: AccountKey): Promise<Account | null> => {
  const where = whereOf(key)
  const user = where && (await db.user.findFirst({ where, select }))
  if (!user?.credential) {
    return null
  }
  const { hashedPassword, salt, resetToken, resetTokenExpiresAt } =
    user.credential
  return {
    id: user.id,
    email: user.email,
    hashedPassword,
    salt,
    resetToken,
    resetTokenExpiresAt,
  }
}

/** E-mail addresses are compared and kept in lower case, as schema.zmodel says. */
const normalizedEmail = (email: string): string => email.trim().toLowerCase()

/** The model that dbAuth's handler works on. */
export const accounts = {
  findUnique: ({ where }: { where: AccountKey }) => find(where),

  findFirst: async ({ where }: { where: AccountKey }) => {
    const account = await find(where)
    if (!account) {
      // As long as checking a password takes, so that the time of a log-in
      // does not tell which e-mail addresses have an account.
      hashPassword('no such account')
    }
    return account
  },

  update: async ({
    where: { id },
    data,
  }: {
    where: { id: number }
    data: Partial<Omit<Account, 'id' | 'email'>>
  }) => {
    await db.credential.update({ where: { userId: id }, data })
    return find({ id })
  },
}

/**
 * The accounts as the forgotten-password flow sees them: an unknown address
 * takes the same path as a known one, up to a mail that is not sent.
 */
export const accountsOrStrangers = {
  ...accounts,

  findUnique: async ({ where }: { where: AccountKey }) =>
    (await find(where)) ?? STRANGER,

  update: async (args: Parameters<typeof accounts.update>[0]) =>
    args.where.id === STRANGER.id ? STRANGER : accounts.update(args),
}

const STRANGER = { id: 0, email: '' }
