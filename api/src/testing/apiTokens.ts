import { issueApiToken } from 'src/lib/apiTokens'
import { db } from 'src/lib/db'

import { actAs } from './world'
import type { Person } from './world'

interface Kind {
  isReadOnly?: boolean
  /** Whether it has been good once and is not any more. */
  isExpired?: boolean
}

/** Makes an API token of somebody's; gives its id and the token itself. */
export const addApiToken = async (
  owner: Exclude<Person, 'anonymous'>,
  { isReadOnly = false, isExpired = false }: Kind = {}
) => {
  actAs(owner)
  const made = await issueApiToken({ name: `A token of ${owner}`, isReadOnly })
  if (isExpired) {
    const data = { expiresAt: new Date(Date.now() - 1) }
    await db.apiToken.update({ where: { id: made.id }, data })
  }
  return made
}

/** Takes a token away, as its owner would. */
export const removeApiToken = (id: number) =>
  db.apiToken.delete({ where: { id } })

/** Sets when a token was used last. */
export const setLastUse = (id: number, lastUsedAt: Date | null) =>
  db.apiToken.update({ where: { id }, data: { lastUsedAt } })

/** When a token was used last, as it is stored. */
export const lastUseOf = async (id: number) =>
  (await db.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt

/** All that is stored of API tokens, as text. */
export const storedOfApiTokens = async () =>
  JSON.stringify([
    await db.apiToken.findMany(),
    await db.apiTokenSecret.findMany(),
  ])

/** All secrets as they are stored: what people log in with, and tokens are known by. */
export const storedSecrets = async () => [
  await db.credential.findMany({ orderBy: { userId: 'asc' } }),
  await db.apiTokenSecret.findMany({ orderBy: { tokenId: 'asc' } }),
]

/** Makes all of them others. */
export const changeSecrets = async () => {
  await db.credential.updateMany({ data: { hashedPassword: 'z', salt: 'z' } })
  for (const { tokenId } of await db.apiTokenSecret.findMany()) {
    const data = { hash: `z${tokenId}` }
    await db.apiTokenSecret.update({ where: { tokenId }, data })
  }
}
