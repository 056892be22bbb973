import { RateLimiterMemory } from 'rate-limiter-flexible'

const MINUTES = 15

// Wrong passwords for one account from one address, and everything that one
// address tries, whatever the account.
const perAccount = new RateLimiterMemory({ points: 10, duration: MINUTES * 60 })
const perAddress = new RateLimiterMemory({
  points: 100,
  duration: MINUTES * 60,
})

/** An attempt to log in, sign up or get a new password. */
export interface Attempt {
  method: string
  /** The IP address of the client. */
  address: string
  /** The e-mail address that was given, or an empty string. */
  email: string
}

const accountKey = ({ method, address, email }: Attempt) =>
  [method, address, email].join(' ')

/**
 * Counts an attempt: 10 in 15 minutes for one account, 100 for one address.
 *
 * @returns seconds to wait when there were too many, else null
 */
export const countAttempt = async (
  attempt: Attempt
): Promise<number | null> => {
  try {
    await perAddress.consume(attempt.address)
    await perAccount.consume(accountKey(attempt))
    return null
  } catch (limit) {
    if (limit instanceof Error) {
      throw limit
    }
    return Math.ceil((limit as { msBeforeNext: number }).msBeforeNext / 1000)
  }
}

/** Forgets an attempt that succeeded, and those for its account before it. */
export const forgetAttempts = async (attempt: Attempt): Promise<void> => {
  await perAccount.delete(accountKey(attempt))
  await perAddress.reward(attempt.address)
}
