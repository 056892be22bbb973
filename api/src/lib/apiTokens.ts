import { createHash, randomBytes } from 'node:crypto'

import type { ApiToken } from '@prisma/client'

import { UserInputError } from '@redwoodjs/graphql-server'

import { ACTOR } from './auth'
import type { CurrentUser } from './auth'
import { authDb } from './authDb'
import { db } from './db'
import { logger } from './logger'
import { WrongIdentity } from './wrongIdentity'

const PREFIX = 'canopy_'
const TOKEN = /^canopy_[\w-]{43}$/
const MINUTE_MS = 60_000

/** A token has 256 random bits, so nobody finds one by trying hashes. */
const hashOf = (token: string) =>
  createHash('sha256').update(token).digest('hex')

/** What a new token is to be. */
export interface NewApiToken {
  name: string
  /** Until when it can be used; for ever if not said. */
  expiresAt?: Date | null
  isReadOnly?: boolean | null
}

/**
 * Makes an API token of the current user, under the rules, and the secret that it
 * is known by, which no rule opens: both or neither.
 *
 * @returns the row of it, and the token itself, which is nowhere kept
 * @throws UserInputError for a token that has expired already; what authDb() throws
 */
export const issueApiToken = async ({
  name,
  expiresAt,
  isReadOnly,
}: NewApiToken): Promise<ApiToken & { token: string }> => {
  if (expiresAt && expiresAt <= new Date()) {
    const messages = { expiresAt: ['Must be in the future'] }
    throw new UserInputError('Please check your input.', { messages })
  }
  const token = PREFIX + randomBytes(32).toString('base64url')
  return db.$transaction(async (transaction) => {
    const apiToken = await authDb(transaction).apiToken.create({
      data: { name, expiresAt, isReadOnly: isReadOnly ?? false },
    })
    await transaction.apiTokenSecret.create({
      data: { tokenId: apiToken.id, hash: hashOf(token) },
    })
    return { ...apiToken, token }
  })
}

const select = {
  id: true,
  isReadOnly: true,
  expiresAt: true,
  lastUsedAt: true,
  owner: { select: ACTOR },
} as const

/** Notes that a token is being used, unless that has been noted just now. */
const noteUse = async (id: number, lastUsedAt: Date | null, now: Date) => {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < MINUTE_MS) {
    return
  }
  try {
    // It may have been revoked since it was found: then there is nothing to note.
    const where = { id }
    await db.apiToken.updateMany({ where, data: { lastUsedAt: now } })
  } catch (error) {
    logger.warn({ error }, 'The use of an API token could not be noted')
  }
}

/**
 * The user that an API token acts for, with the token by which they act.
 *
 * @throws WrongIdentity for one that is malformed, unknown, revoked or expired
 */
export const userOfApiToken = async (token: string): Promise<CurrentUser> => {
  const known = TOKEN.test(token)
    ? await db.apiTokenSecret.findUnique({
        where: { hash: hashOf(token) },
        select: { token: { select } },
      })
    : null
  const now = new Date()
  if (!known || (known.token.expiresAt && known.token.expiresAt <= now)) {
    throw new WrongIdentity('This API token is not valid.')
  }
  const { id, isReadOnly, lastUsedAt, owner } = known.token
  await noteUse(id, lastUsedAt, now)
  return { ...owner, token: { id, isReadOnly } }
}
