import type { FastifyBaseLogger } from 'fastify'

import { createServer } from '@redwoodjs/api-server'

// First of all: a setting that is missing stops the start.
import { env } from 'src/lib/env'
import { graphqlOptions } from 'src/lib/graphqlOptions'
import { constraints, graphqlRoute } from 'src/lib/graphqlRoute'
import { tellHealth } from 'src/lib/health'
import { logger } from 'src/lib/logger'
import { tellMetrics } from 'src/lib/metrics'
import { shutDownOnSignals } from 'src/lib/shutdown'

const start = async () => {
  const server = await createServer({
    // Both are pino; Redwood's type is of an older one.
    logger: logger as unknown as FastifyBaseLogger,
    fastifyServerOptions: {
      trustProxy: env.trustedProxies,
      constraints,
      bodyLimit: env.maxBodyBytes,
    },
  })
  await server.register(graphqlRoute, { graphql: graphqlOptions })
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
