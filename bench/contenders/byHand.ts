import type { CurrentUser } from '../../api/src/lib/auth'

/* The rules of schema.zmodel as a careful developer writes them by hand. */

/** Who asks; a visitor is nobody. */
export type Asker = Pick<CurrentUser, 'id' | 'roles'> | null | undefined

export const NOT_DELETED = { isDeleted: false }
export const PUBLISHED = { published: true, ...NOT_DELETED }

export const isModerator = (user: Asker) => user?.roles === 'moderator'

export const mayWrite = (user: Asker) =>
  ['writer', 'admin'].includes(user?.roles ?? '')

const sharedWith = (userId: number) => [
  {
    isPublic: true,
    organization: { is: { members: { some: { userId } } } },
  },
  { groups: { some: { members: { some: { userId } } } } },
]

export const readable = (user: Asker) => {
  if (!user) {
    return PUBLISHED
  }
  const { id } = user
  const others = [{ published: true }, ...sharedWith(id)]
  return mayWrite(user)
    ? { ...NOT_DELETED, OR: [...others, { ownerId: id }] }
    : {
        ...NOT_DELETED,
        OR: others,
        NOT: { published: false, ownerId: id },
      }
}

export const commentable = (user: Asker) =>
  isModerator(user) ? NOT_DELETED : PUBLISHED

export const limited = (text: string, most: number) => {
  const trimmed = text.trim()
  if (trimmed.length < 1 || trimmed.length > most) {
    throw new Error(`Needs 1 to ${most} characters`)
  }
  return trimmed
}
