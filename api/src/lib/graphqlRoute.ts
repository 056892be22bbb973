import type { IncomingMessage } from 'node:http'

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ExecutionResult } from 'graphql'
import { createGraphQLError } from 'graphql-yoga'
import type { GraphQLParams } from 'graphql-yoga'

import { createGraphQLYoga } from '@redwoodjs/graphql-server'
import type { GraphQLYogaOptions } from '@redwoodjs/graphql-server'

import { admit, inGraphQL } from './admission'
import { answerOf, mediaTypeFor } from './graphqlAnswer'
import { TooManyRequests } from './rateLimits'

/*
 * The short way to the GraphQL engine, for what nearly all requests are: JSON
 * that is posted and answered with JSON. Redwood's way, which all others go,
 * makes of each a Lambda event, a Request, a Response and streams between them,
 * which takes longer than the engine. docs/decisions/0008-short-way-to-yoga.md
 */

const SHORT_WAY = 'shortWay'

const isShort = ({ headers }: IncomingMessage) =>
  /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '') &&
  mediaTypeFor(headers.accept) !== null

/** Tells Fastify which requests go the short way; it must know from the start. */
export const constraints = {
  [SHORT_WAY]: {
    name: SHORT_WAY,
    storage: <Handler>() => {
      const handlers = new Map<unknown, Handler>()
      return {
        get: (key: unknown) => handlers.get(key) ?? null,
        set: (key: unknown, handler: Handler) =>
          void handlers.set(key, handler),
      }
    },
    deriveConstraint: (request: IncomingMessage): unknown =>
      isShort(request) || undefined,
    validate: () => {},
  },
}

/** As much of a fetch Request as Yoga's plugins look at once it is read. */
const requestOf = ({ method, url, headers }: FastifyRequest) =>
  ({
    method,
    url,
    get headers() {
      return new Headers(headers as Record<string, string>)
    },
  }) as Request

/** What Redwood tells services and plugins of a request; found when asked for. */
const contextOf = (request: FastifyRequest) => ({
  req: request,
  event: {
    httpMethod: request.method,
    headers: request.headers,
    get path() {
      return request.url.split('?', 1)[0]
    },
    get queryStringParameters() {
      return request.query
    },
    requestContext: {
      requestId: request.id,
      identity: {
        get sourceIp() {
          return request.ip
        },
      },
    },
    body: '',
    isBase64Encoded: false,
  },
  requestContext: {},
})

const isObject = (body: unknown): body is GraphQLParams =>
  typeof body === 'object' && body !== null && !Array.isArray(body)

/** Yoga says this while it reads a body, which Fastify has done already. */
const refusalOf = (body: unknown): ExecutionResult => ({
  errors: [
    createGraphQLError(
      Array.isArray(body)
        ? 'Batching is not supported.'
        : 'POST body is expected to be object',
      { extensions: { http: { status: 400 } } }
    ),
  ],
})

/** A Fastify plugin, which goes before Redwood's of the same options. */
export const graphqlRoute = async (
  server: FastifyInstance,
  { graphql }: { graphql: GraphQLYogaOptions }
) => {
  const { yoga } = createGraphQLYoga(graphql)

  const resultOf = async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      await admit(request, request.ip)
    } catch (error) {
      if (error instanceof TooManyRequests) {
        return { errors: [inGraphQL(error)] }
      }
      throw error
    }
    return isObject(request.body)
      ? yoga.getResultForParams(
          {
            params: request.body,
            request: requestOf(request),
            batched: false,
          },
          { ...contextOf(request), reply }
        )
      : refusalOf(request.body)
  }

  server.post(
    yoga.graphqlEndpoint,
    { constraints: { [SHORT_WAY]: true } },
    async (request, reply) => {
      // A query or a change has one result, and Redwood lets nothing else pass.
      const result = (await resultOf(request, reply)) as ExecutionResult
      const type = mediaTypeFor(request.headers.accept) ?? 'application/json'
      const { status, headers, body } = answerOf(result, type)
      return reply.code(status).headers(headers).send(body)
    }
  )
}
