import { Prisma } from '@prisma/client'
import type { FastifyError } from 'fastify'

import { publicError } from 'src/lib/dataErrors'
import type { PublicError } from 'src/lib/dataErrors'
import { TooSlow } from 'src/lib/inTime'
import { logger } from 'src/lib/logger'
import { TooManyRequests } from 'src/lib/rateLimits'
import { WrongIdentity } from 'src/lib/wrongIdentity'

import { Refusal } from './refusal'
import type { Mistake, Reason } from './refusal'

const REASONS: Record<number, Reason> = {
  400: 'INVALID_REQUEST',
  401: 'IDENTITY_NEEDED',
  403: 'ACCESS_POLICY_VIOLATION',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED',
  422: 'DATA_VALIDATION_VIOLATION',
  429: 'TOO_MANY_REQUESTS',
}

const CHALLENGE: Record<number, Record<string, string>> = {
  401: { 'www-authenticate': 'Bearer' },
}

const mistakesOf = ({ messages = {} }: PublicError): Mistake[] =>
  Object.entries(messages).flatMap(([field, all]) =>
    all.map((message) => ({ path: field.split('.'), message }))
  )

/** Which argument Prisma speaks of; all else that it says quotes the query. */
const pathIn = (message: string) =>
  /(?:rgument|field|value for) `([\w.]+)`/.exec(message)?.[1].split('.') ?? []

// What the database cannot make of the input; the messages quote it.
const OF_INPUT = /^P20(00|0[5-9]|1[1-3]|16|19|2[069]|33)$/
const OF_RELATED = /^P20(15|17|18)$/

const refusalOfCode = (prismaCode: string): Refusal | null =>
  OF_RELATED.test(prismaCode)
    ? new Refusal(404, 'NOT_FOUND', 'There is no such record.', { prismaCode })
    : prismaCode === 'P2014'
      ? new Refusal(409, 'CONFLICT', 'This is at odds with other data.', {
          prismaCode,
        })
      : OF_INPUT.test(prismaCode)
        ? new Refusal(400, 'INVALID_REQUEST', 'Please check your input.', {
            prismaCode,
          })
        : null

const refusalOfData = (error: Error): Refusal | null => {
  const known = publicError(error)
  if (known) {
    const { status, message } = known
    const { code, meta } = error as Prisma.PrismaClientKnownRequestError
    const said = meta?.reason === 'HIDDEN_FIELD' ? error.message : message
    return new Refusal(status, REASONS[status], said, {
      mistakes: mistakesOf(known),
      prismaCode: code,
      headers: CHALLENGE[status],
    })
  }
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    return refusalOfCode(error.code)
  }
  if (error instanceof Prisma.PrismaClientValidationError) {
    // Ours are of one line; Prisma's quote the query and where it was asked.
    const isOurs = !error.message.includes('\n')
    const [last = ''] = error.message.trim().split('\n').slice(-1)
    const message = isOurs ? error.message : 'This cannot be done so.'
    const path = isOurs ? [] : pathIn(last)
    return new Refusal(400, 'INVALID_REQUEST', message, {
      mistakes: [{ path, message }],
    })
  }
  return null
}

/** Of Fastify: a body that is too large, of another type, or cut short. */
const refusalOfTransport = ({ statusCode, message }: FastifyError) =>
  statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? new Refusal(statusCode, REASONS[statusCode] ?? 'INVALID_REQUEST', message)
    : null

/**
 * What a door tells of an error. What it must not tell is logged.
 */
export const refusalOf = (error: Error): Refusal => {
  if (error instanceof Refusal) {
    return error
  }
  if (error instanceof TooManyRequests) {
    return new Refusal(error.status, 'TOO_MANY_REQUESTS', error.message, {
      headers: { 'retry-after': String(error.retryAfter) },
    })
  }
  if (error instanceof TooSlow) {
    return new Refusal(error.status, 'TOO_SLOW', error.message)
  }
  if (error instanceof WrongIdentity) {
    return new Refusal(error.status, 'WRONG_IDENTITY', error.message, {
      headers: CHALLENGE[error.status],
    })
  }
  const known =
    refusalOfData(error) ?? refusalOfTransport(error as FastifyError)
  if (known) {
    return known
  }
  logger.error({ error }, 'A door failed')
  return new Refusal(500, 'INTERNAL_ERROR', 'Something went wrong.')
}
