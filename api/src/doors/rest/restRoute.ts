import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { asActorOf } from '../actor'
import { refusalOf } from '../failure'
import { invalid } from '../refusal'
import { jsonIn, parametersIn, segmentsOf } from '../text'

import { errorsOf } from './errors'
import { BODIES, JSON_API, mediaTypeFor } from './mediaType'
import { answerTo } from './resources'
import type { Asked } from './resources'

const READS = ['GET', 'HEAD']

const askedIn = ({ method, url, params, body, ip }: FastifyRequest): Asked => {
  const [, query = ''] = url.split(/\?(.*)/s)
  return {
    method: method === 'HEAD' ? 'GET' : method,
    segments: segmentsOf((params as { '*'?: string })['*'] ?? ''),
    parameters: parametersIn(query),
    body: () => {
      if (!(body instanceof Uint8Array)) {
        throw invalid('Needs a body', ['body'])
      }
      return jsonIn(body, 'body')
    },
    address: ip,
  }
}

// To a text, Fastify adds a charset, which JSON:API does not allow.
const bytesOf = (document: object) => Buffer.from(JSON.stringify(document))

const acceptedBy = ({ headers }: FastifyRequest) => {
  try {
    return mediaTypeFor(headers.accept)
  } catch {
    return JSON_API
  }
}

/** Answers with what went wrong, as JSON:API has it. */
export const refuse = (
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply
) => {
  const refusal = refusalOf(error)
  const isInBody = !READS.includes(request.method)
  return reply
    .code(refusal.status)
    .headers({ ...refusal.headers, 'content-type': acceptedBy(request) })
    .send(bytesOf(errorsOf(refusal, isInBody)))
}

/**
 * A Fastify plugin: the rows of every model as resources of JSON:API, at
 * `/{type}` and below.
 */
export const restRoute = async (server: FastifyInstance) => {
  server.setErrorHandler(refuse)
  for (const type of BODIES) {
    server.addContentTypeParser(
      type,
      { parseAs: 'buffer' },
      (_request, body, done) => done(null, body)
    )
  }
  const answer = (request: FastifyRequest, reply: FastifyReply) =>
    asActorOf(request, async () => {
      const type = mediaTypeFor(request.headers.accept)
      const { status, headers, document } = await answerTo(askedIn(request))
      reply.code(status).headers(headers ?? {})
      return document
        ? reply.header('content-type', type).send(bytesOf(document))
        : reply.send()
    })
  server.all('/', answer)
  server.all('/*', answer)
}
