import { RateLimiterMemory } from 'rate-limiter-flexible'

import { env } from './env'
import { logger } from './logger'
import { sharedCounts } from './sharedCounts'

const MINUTE = 60
const { rateLimits } = env

/** How often somebody may do something, in how many seconds. */
export const LIMITS = {
  /** Anything, at any door. */
  requests: { most: rateLimits.requests, seconds: MINUTE },
  /** Log-ins and the like, for one account from one address. */
  attempts: { most: rateLimits.attempts, seconds: 15 * MINUTE },
  /** The same from one address, for whatever account. */
  attemptsInAll: { most: rateLimits.attemptsInAll, seconds: 15 * MINUTE },
  signUps: { most: rateLimits.signUps, seconds: 60 * MINUTE },
  comments: { most: rateLimits.comments, seconds: 15 * MINUTE },
  contacts: { most: rateLimits.contacts, seconds: 15 * MINUTE },
}

export type Limit = keyof typeof LIMITS

/** Somebody has done something too often: 429, with `Retry-After`. */
export class TooManyRequests extends Error {
  name = 'TooManyRequests'
  readonly status = 429
  readonly retryAfter: number

  constructor(msLeft: number) {
    const seconds = Math.max(1, Math.ceil(msLeft / 1000))
    const wait =
      seconds > MINUTE
        ? `${Math.ceil(seconds / MINUTE)} minutes`
        : seconds === 1
          ? 'a second'
          : `${seconds} seconds`
    super(`Too many attempts. Try again in ${wait}.`)
    this.retryAfter = seconds
  }
}

/** What this process has counted; `LIMITS` says how much is too much. */
const here = new RateLimiterMemory({
  points: Number.MAX_SAFE_INTEGER,
  duration: MINUTE,
})

// A process tells the others in steps of this part of a limit.
const STEPS = 20

const shared = async (limit: Limit, key: string, points: number) => {
  const { most, seconds } = LIMITS[limit]
  try {
    const count = await sharedCounts.add(key, points, seconds)
    if (count.points <= most) {
      return null
    }
    await here.set(key, most + 1, count.msLeft / 1000)
    return count.msLeft
  } catch (error) {
    // Better than to refuse everyone, or to let everyone do as they like.
    logger.warn({ error }, 'This process counts for itself')
    return null
  }
}

const stepsBetween = (step: number, from: number, to: number) =>
  Math.floor(to / step) - Math.floor(from / step)

/**
 * Counts what somebody does, in this process and, a twentieth of the limit at a
 * time, with the others: so that what is done often costs next to nothing, and what
 * may be done 20 times is counted exactly.
 *
 * @param who an address, a user, an account: whatever the limit is for
 * @throws TooManyRequests if that is too often
 */
export const count = async (
  limit: Limit,
  who: string,
  points = 1
): Promise<void> => {
  const { most, seconds } = LIMITS[limit]
  const key = `${limit} ${who}`
  const { consumedPoints, msBeforeNext } = await here.penalty(key, points, {
    customDuration: seconds,
  })
  if (consumedPoints > most) {
    throw new TooManyRequests(msBeforeNext)
  }
  const step = Math.ceil(most / STEPS)
  const steps = stepsBetween(step, consumedPoints - points, consumedPoints)
  if (steps === 0) {
    return
  }
  const sharing = shared(limit, key, steps * step)
  const msLeft = step === 1 ? await sharing : null
  if (msLeft !== null) {
    throw new TooManyRequests(msLeft)
  }
}

/** Takes back some of what has been counted. */
export const uncount = async (
  limit: Limit,
  who: string,
  points = 1
): Promise<void> => {
  const { most, seconds } = LIMITS[limit]
  const key = `${limit} ${who}`
  const { consumedPoints } = await here.reward(key, points, {
    customDuration: seconds,
  })
  const step = Math.ceil(most / STEPS)
  const steps = stepsBetween(step, consumedPoints, consumedPoints + points)
  if (steps > 0) {
    await shared(limit, key, -steps * step)
  }
}

/** Forgets all that has been counted. */
export const forget = async (limit: Limit, who: string): Promise<void> => {
  const key = `${limit} ${who}`
  await here.delete(key)
  try {
    await sharedCounts.forget(key)
  } catch (error) {
    logger.warn({ error }, 'This process counts for itself')
  }
}
