import http from 'node:http'
import type { IncomingMessage, Server } from 'node:http'

import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

import { env } from './env'
import { logger } from './logger'
import { connectionsTo } from './postgres'

/** Where to listen. */
interface Place {
  host: string
  port: number
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const DOOR = /^\/(graphql|auth|api\/model|api\/rest|healthz|readyz)(?=[/?]|$)/

// A fixed few: what people ask for, nobody should be able to make series of.
const doorOf = ({ url = '' }: IncomingMessage) => DOOR.exec(url)?.[1] ?? 'other'

const measureRequests = (server: Server, registry: Registry) => {
  const seconds = new Histogram({
    name: 'canopy_request_seconds',
    help: 'How long requests take, from their head to the end of their answer',
    labelNames: ['door', 'status'] as const,
    buckets: SECONDS,
    registers: [registry],
  })
  server.on('request', (request, reply) => {
    const end = seconds.startTimer({ door: doorOf(request) })
    // Also of a client that has gone away.
    reply.once('close', () => end({ status: String(reply.statusCode) }))
  })
}

const countConnections = (registry: Registry) =>
  new Gauge({
    name: 'canopy_database_connections',
    help: 'Connections to a PostgreSQL server, and who waits for one',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      const connections = connectionsTo(env.databaseUrl)
      for (const [state, count] of Object.entries(connections ?? {})) {
        this.set({ state }, count)
      }
    },
  })

/**
 * Tells the numbers of this process at `/metrics` in Prometheus' format: Node's own
 * (processor time, memory, event loop, garbage collection), how long requests
 * take, and connections to PostgreSQL. On an address of its own, which no proxy passes on.
 *
 * @returns once it listens, the port that it has
 */
export const tellMetrics = async (
  server: FastifyInstance,
  { host, port }: Place
): Promise<number> => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  measureRequests(server.server, registry)
  countConnections(registry)
  const teller = http.createServer(async ({ method, url }, reply) => {
    const isAsked = method === 'GET' && url === '/metrics'
    reply.writeHead(isAsked ? 200 : 404, {
      'content-type': registry.contentType,
    })
    reply.end(isAsked ? await registry.metrics() : '')
  })
  await new Promise<void>((resolve, reject) => {
    teller.once('error', reject)
    teller.listen(port, host, resolve)
  })
  server.addHook('onClose', async () => {
    teller.close()
    teller.closeAllConnections()
    registry.clear()
  })
  const address = teller.address()
  const listening = typeof address === 'object' ? address?.port : undefined
  logger.info({ host, port: listening }, 'Metrics are told')
  return listening ?? port
}
