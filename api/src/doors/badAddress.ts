import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

import { invalid } from './refusal'
import { refuse as refuseOverRest } from './rest/restRoute'
import { refuse as refuseOverRpc } from './rpc/rpcRoute'

/**
 * What Fastify asks about an address that it cannot read, and finds no route for:
 * the door that it was meant for answers, with 400.
 */
export const refuseBadAddress = (
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply
): void => {
  const { url = '' } = request.raw
  const refusal =
    error.code === 'FST_ERR_BAD_URL'
      ? invalid('The address is not UTF-8')
      : error
  if (/^\/api\/rest(\/|$)/.test(url)) {
    void refuseOverRest(refusal, request, reply)
  } else if (/^\/api(\/|$)/.test(url)) {
    void refuseOverRpc(refusal, request, reply)
  } else {
    void reply.code(error.statusCode ?? 400).send(error)
  }
}
