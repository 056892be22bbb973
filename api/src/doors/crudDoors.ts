import type { FastifyInstance } from 'fastify'

import { docsRoute } from './openapi/docsRoute'
import { notFound } from './refusal'
import { restRoute } from './rest/restRoute'
import { refuse, rpcRoute } from './rpc/rpcRoute'

/** Whatever is sent there, before it is read. */
const nowhere = async () => {
  throw notFound('There is no such address.')
}

/**
 * A Fastify plugin: the doors that are made of the rules alone. They take what
 * they say they take, and none of the bodies that Redwood's functions do.
 */
export const crudDoors = async (server: FastifyInstance) => {
  server.setErrorHandler(refuse)
  server.removeAllContentTypeParsers()
  server.addHook('onSend', async (_request, reply) => {
    reply
      .header('cache-control', 'no-store')
      .header('vary', 'cookie, authorization')
  })
  await server.register(rpcRoute, { prefix: '/model' })
  await server.register(docsRoute)
  await server.register(restRoute, { prefix: '/rest' })
  // Or else Redwood looks for a function that is called api.
  server.all('/', { onRequest: nowhere }, nowhere)
  server.all('/*', { onRequest: nowhere }, nowhere)
}
