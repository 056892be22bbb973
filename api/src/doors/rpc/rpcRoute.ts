import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { policy } from 'src/lib/appPolicy'
import { authDb } from 'src/lib/authDb'
import { delegateName, delegateOf } from 'src/lib/policy/delegateOf'

import { asActorOf } from '../actor'
import { isOperation } from '../arguments/operations'
import type { OperationName } from '../arguments/operations'
import { callOf, perform } from '../call'
import type { Call } from '../call'
import { refusalOf } from '../failure'
import { invalid, notFound, pathText, wrongMethod } from '../refusal'
import type { Refusal } from '../refusal'
import { jsonIn, parametersIn, segmentsOf } from '../text'

import { METHODS, isInAddress } from './methods'
import { bodyOf, withoutUndefined } from './serialization'

type Args = Record<string, unknown>

const models = new Map(
  Object.keys(policy.models).map((model) => [delegateName(model), model])
)

const isObject = (value: unknown): value is Args =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const inAddress = (query: string) => {
  const { q, meta, ...others } = Object.fromEntries(parametersIn(query))
  const [other] = Object.keys(others)
  if (other !== undefined) {
    throw invalid('Is not a parameter; q and meta are', [other])
  }
  return withoutUndefined(
    q === undefined ? {} : jsonIn(q, 'q'),
    meta === undefined ? undefined : jsonIn(meta, 'meta')
  )
}

const inBody = (body: unknown, query: string) => {
  if (query !== '') {
    throw invalid('Takes its arguments in the body, and none in the address')
  }
  if (!(body instanceof Uint8Array)) {
    throw invalid('Needs a body', ['body'])
  }
  const given = jsonIn(body, 'body')
  if (!isObject(given)) {
    throw invalid('Is not an object', ['body'])
  }
  const { meta, ...args } = given
  return withoutUndefined(args, meta)
}

const callIn = ({ method, url, params, body }: FastifyRequest): Call => {
  const [, query = ''] = url.split(/\?(.*)/s)
  const { '*': path = '' } = params as { '*'?: string }
  const [name, operation, ...more] = segmentsOf(path)
  const model = models.get(name)
  if (model === undefined || more.length > 0 || !isOperation(operation ?? '')) {
    throw notFound('There is no such model or operation.')
  }
  const called = operation as OperationName
  const methods = METHODS[called]
  if (!methods.includes(method)) {
    throw wrongMethod(methods)
  }
  const isHere = isInAddress(called)
  if (isHere && body instanceof Uint8Array && body.length > 0) {
    throw invalid('Takes its arguments in q, and no body')
  }
  const given = isHere ? inAddress(query) : inBody(body, query)
  return callOf(model, called, given)
}

/** 201 for what has been created, as far as the actor can tell. */
const statusOf = async ({ model, operation, args }: Call): Promise<number> => {
  if (!METHODS[operation].includes('POST')) {
    return 200
  }
  if (operation !== 'upsert') {
    return 201
  }
  const seen = await delegateOf(authDb(), model).findUnique({
    where: args.where,
  })
  return seen === null ? 201 : 200
}

const errorOf = ({ message, reason, mistakes, prismaCode }: Refusal) => ({
  message,
  reason,
  ...(prismaCode && { prisma: true, code: prismaCode }),
  ...(reason === 'ACCESS_POLICY_VIOLATION' && { rejectedByPolicy: true }),
  ...(reason === 'DATA_VALIDATION_VIOLATION' && { rejectedByValidation: true }),
  ...(mistakes.length > 0 && {
    ...(mistakes[0].path.length > 0 && { path: pathText(mistakes[0].path) }),
    zodErrors: {
      name: 'ZodError',
      issues: mistakes.map((mistake) => ({ code: 'custom', ...mistake })),
    },
  }),
})

/** Answers with what went wrong, as an error of this door. */
export const refuse = (
  error: Error,
  _request: FastifyRequest,
  reply: FastifyReply
) => {
  const refusal = refusalOf(error)
  return reply
    .code(refusal.status)
    .headers(refusal.headers)
    .send({ error: errorOf(refusal) })
}

/**
 * A Fastify plugin: the operations of `authDb()` at `/{model}/{operation}`, as
 * ZenStack's RPC API has them.
 */
export const rpcRoute = async (server: FastifyInstance) => {
  server.setErrorHandler(refuse)
  server.addContentTypeParser(
    /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i,
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body)
  )
  const answer = (request: FastifyRequest, reply: FastifyReply) =>
    asActorOf(request, async () => {
      const call = callIn(request)
      const status = await statusOf(call)
      const result = await perform(call, request.ip)
      return reply.code(status).send(bodyOf(result))
    })
  server.all('/', answer)
  server.all('/*', answer)
}
