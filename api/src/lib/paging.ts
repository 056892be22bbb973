import { UserInputError } from '@redwoodjs/graphql-server'

const MOST = 100

/** How many to list, and after which id; as in the SDL. */
interface Page {
  first?: number | null
  after?: number | null
}

/**
 * Prisma arguments for a page, newest first. Ids grow with time, so the keyset
 * is the id alone: no look-up of the last row seen, which may be gone by now.
 *
 * @throws UserInputError unless `first` is 1 to 100
 */
export const page = ({ first, after }: Page) => {
  const take = first ?? 20
  if (take < 1 || take > MOST) {
    throw new UserInputError(`first must be 1 to ${MOST}`)
  }
  return {
    take,
    orderBy: { id: 'desc' },
    where: after == null ? {} : { id: { lt: after } },
  } as const
}
