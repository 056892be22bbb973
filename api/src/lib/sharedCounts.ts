import { createHash } from 'node:crypto'

import { Redis } from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'

import { db } from './db'
import { env } from './env'
import { logger } from './logger'

/** What has been counted in a stretch of time, and how much is left of that. */
export interface Count {
  points: number
  msLeft: number
}

/** Counts that all processes share. Each function rejects if they are not there. */
export interface SharedCounts {
  /** Adds to a count, which begins at 0 and ends some seconds after that. */
  add: (key: string, points: number, seconds: number) => Promise<Count>
  forget: (key: string) => Promise<void>
}

/** Keys are of any length, and tell of people: neither is for whoever looks. */
const hashed = (key: string) => createHash('sha256').update(key).digest('hex')

const inDatabase: SharedCounts = {
  add: async (key, points, seconds) => {
    const now = Date.now()
    await db.rateCount.deleteMany({ where: { endsAt: { lte: new Date(now) } } })
    // One statement, so that nobody's points are lost.
    const count = await db.rateCount.upsert({
      where: { key: hashed(key) },
      create: {
        key: hashed(key),
        points,
        endsAt: new Date(now + seconds * 1000),
      },
      update: { points: { increment: points } },
    })
    return { points: count.points, msLeft: count.endsAt.getTime() - now }
  },
  forget: async (key) => {
    await db.rateCount.deleteMany({ where: { key: hashed(key) } })
  },
}

const PATIENCE_MS = 500

/** Counts in the Redis at an address, which is asked once the first is needed. */
export const countsInRedis = (
  url: string
): SharedCounts & { close: () => void } => {
  const storeClient = new Redis(url, {
    commandTimeout: PATIENCE_MS,
    connectTimeout: PATIENCE_MS,
    maxRetriesPerRequest: 0,
  })
  storeClient.on('error', (error: Error) =>
    logger.warn({ error }, 'Redis is not there')
  )
  // It is the caller who says how much is too much.
  const limiter = new RateLimiterRedis({
    storeClient,
    keyPrefix: 'canopy',
    points: Number.MAX_SAFE_INTEGER,
    duration: 1,
  })
  return {
    add: async (key, points, customDuration) => {
      const count = await limiter.penalty(hashed(key), points, {
        customDuration,
      })
      return { points: count.consumedPoints, msLeft: count.msBeforeNext }
    },
    forget: async (key) => {
      await limiter.delete(hashed(key))
    },
    close: () => storeClient.disconnect(),
  }
}

/** In Redis if there is one, else in the database. */
export const sharedCounts: SharedCounts =
  env.redisUrl === undefined ? inDatabase : countsInRedis(env.redisUrl)
