import type { FastifyInstance } from 'fastify'

import { db } from './db'
import { logger } from './logger'

type Client = Pick<typeof db, '$queryRaw'>

const PATIENCE_MS = 2000

let isStopping = false

/** From now on, no more requests are wanted. */
export const stopBeingReady = () => {
  isStopping = true
}

const tooLate = () =>
  new Promise<never>((_resolve, reject) => {
    const late = () => reject(new Error('The database does not answer'))
    setTimeout(late, PATIENCE_MS).unref()
  })

const isReady = async (client: Client) => {
  if (isStopping) {
    return false
  }
  try {
    await Promise.race([client.$queryRaw`SELECT 1`, tooLate()])
    return true
  } catch (error) {
    logger.warn({ error }, 'Not ready')
    return false
  }
}

/**
 * Adds two addresses for whoever runs the process: `/healthz`, that it lives, and
 * `/readyz`, that the database answers it and it takes requests (503 if not).
 *
 * @param client of the database that it needs
 */
export const tellHealth = (server: FastifyInstance, client: Client = db) => {
  server.get('/healthz', async () => ({ status: 'alive' }))
  server.get('/readyz', async (_request, reply) => {
    const ready = await isReady(client)
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready' })
  })
}
