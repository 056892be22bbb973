import { setTimeout as sleep } from 'node:timers/promises'

import type { FastifyInstance } from 'fastify'

import { db } from './db'
import { env } from './env'
import { stopBeingReady } from './health'
import { logger } from './logger'

/**
 * Ends the process on SIGTERM and SIGINT: it is not ready any more, takes requests
 * for another `env.shutdownDelayMs`, and ends once all that it has taken are answered,
 * or after `env.shutdownTimeoutMs`. A second signal ends it at once.
 */
export const shutDownOnSignals = (server: FastifyInstance) => {
  let isAsked = false
  const shutDown = async () => {
    if (isAsked) {
      process.exit(1)
    }
    isAsked = true
    stopBeingReady()
    await sleep(env.shutdownDelayMs)
    setTimeout(() => {
      logger.error('Requests have not ended in time')
      process.exit(1)
    }, env.shutdownTimeoutMs).unref()
    await server.close()
    await db.$disconnect()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void shutDown())
  }
}
