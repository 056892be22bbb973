import { Prisma } from '@prisma/client'

/** What a check by hand throws. */
export class Refused extends Error {}

/** P2004: the rules deny it. P2025: there is no such row for this user. */
const CODES = ['P2004', 'P2025']

const isRefusal = (error: unknown) =>
  error instanceof Refused ||
  (error instanceof Prisma.PrismaClientKnownRequestError &&
    CODES.includes(error.code))

/** What a refused operation answers here. */
export const REFUSED = Symbol('refused')

/** The answer, or REFUSED; any other failure is thrown. */
export const answerOf = async (answer: Promise<unknown>): Promise<unknown> => {
  try {
    return await answer
  } catch (error) {
    if (isRefusal(error)) {
      return REFUSED
    }
    throw error
  }
}
