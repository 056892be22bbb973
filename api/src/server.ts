import type { FastifyBaseLogger } from 'fastify'

import { createServer } from '@redwoodjs/api-server'

import { crudDoors } from 'src/doors/crudDoors'
// First of all: a setting that is missing stops the start.
import { env } from 'src/lib/env'
import { graphqlOptions } from 'src/lib/graphqlOptions'
import { graphqlRoute } from 'src/lib/graphqlRoute'
import { tellHealth } from 'src/lib/health'
import { logger } from 'src/lib/logger'
import { tellMetrics } from 'src/lib/metrics'
import { serverOptions } from 'src/lib/serverOptions'
import { shutDownOnSignals } from 'src/lib/shutdown'

const start = async () => {
  const server = await createServer({
    // Both are pino; Redwood's type is of an older one.
    logger: logger as unknown as FastifyBaseLogger,
    fastifyServerOptions: serverOptions(),
  })
  await server.register(graphqlRoute, { graphql: graphqlOptions })
  await server.register(crudDoors, { prefix: '/api' })
  tellHealth(server)
  if (env.metrics) {
    await tellMetrics(server, env.metrics)
  }
  shutDownOnSignals(server)
  await server.start()
}

start().catch((error: Error) => {
  logger.fatal(error.message)
  process.exit(1)
})
