import type { Server } from 'node:http'

import type { FastifyHttpOptions } from 'fastify'

import { refuseBadAddress } from 'src/doors/badAddress'

import { env } from './env'
import { constraints } from './graphqlRoute'

const CHECK_EVERY_MS = 5000

/**
 * How the server takes requests, whichever door they are for.
 *
 * @param requestTimeoutMs how long a client may take to send one; then it is 408
 */
export const serverOptions = (
  requestTimeoutMs = env.requestTimeoutMs
): FastifyHttpOptions<Server> => {
  const http = {
    // Node heeds neither if this is the longer one.
    headersTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.min(requestTimeoutMs, CHECK_EVERY_MS),
  }
  return {
    trustProxy: env.trustedProxies,
    constraints,
    frameworkErrors: refuseBadAddress,
    bodyLimit: env.maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    http,
  }
}
