import type { FastifyInstance } from 'fastify'

import { docsRoute } from './openapi/docsRoute'
import { restRoute } from './rest/restRoute'
import { rpcRoute } from './rpc/rpcRoute'

/**
 * A Fastify plugin: the doors that are made of the rules alone. They take what
 * they say they take, and none of the bodies that Redwood's functions do.
 */
export const crudDoors = async (server: FastifyInstance) => {
  server.removeAllContentTypeParsers()
  server.addHook('onSend', async (_request, reply) => {
    reply
      .header('cache-control', 'no-store')
      .header('vary', 'cookie, authorization')
  })
  await server.register(rpcRoute, { prefix: '/model' })
  await server.register(docsRoute)
  await server.register(restRoute, { prefix: '/rest' })
}
