import type { PrismaClient } from '@prisma/client'
import type { APIGatewayProxyEvent, Context } from 'aws-lambda'

import {
  DbAuthHandler,
  PasswordValidationError,
} from '@redwoodjs/auth-dbauth-api'
import type { DbAuthHandlerOptions } from '@redwoodjs/auth-dbauth-api'

import { addressOf, admit } from 'src/lib/admission'
import { accounts, accountsOrStrangers } from 'src/lib/credentials'
import { env } from 'src/lib/env'
import { networkOf } from 'src/lib/network'
import { TooManyRequests, count, forget, uncount } from 'src/lib/rateLimits'
import { mailResetLink } from 'src/lib/resetLink'
import { cookieName } from 'src/lib/session'
import { signUp } from 'src/lib/signUp'

const HOUR = 60 * 60
const DAY = 24 * HOUR
const MIN_PASSWORD = 8
// scrypt takes its time over a long one.
const MAX_PASSWORD = 200
const INPUTS = ['method', 'username', 'password', 'name', 'resetToken'] as const

type Inputs = Partial<Record<(typeof INPUTS)[number], string>>

/**
 * Sign-up, log-in, log-out and new passwords, as the web side's dbAuth client
 * calls them.
 *
 * Answers 400 with `{ error }` to wrong input and 429 after too many attempts.
 */
export const handler = async (
  event: APIGatewayProxyEvent,
  context: Context
) => {
  const inputs = inputsOf(event)
  if (!inputs) {
    return failure(400, 'The request is not valid.')
  }
  const method = event.queryStringParameters?.method ?? inputs.method ?? ''
  const attempt = {
    method,
    address: networkOf(addressOf(event)),
    email: inputs.username ?? '',
  }
  try {
    await countAttempt(event, attempt)
  } catch (error) {
    if (error instanceof TooManyRequests) {
      const { message, status, retryAfter } = error
      return failure(status, message, { 'retry-after': String(retryAfter) })
    }
    throw error
  }
  const dbAuth = new DbAuthHandler(event, context, optionsFor(method))
  const response = await dbAuth.invoke()
  if (method === 'login' && response.statusCode === 200) {
    await forget('attempts', accountOf(attempt))
    await uncount('attemptsInAll', attempt.address)
  }
  return response
}

interface Attempt {
  method: string
  /** The IP address of the client, with all that are the same one's. */
  address: string
  /** The e-mail address that was given, or an empty string. */
  email: string
}

const accountOf = ({ method, address, email }: Attempt) =>
  [method, address, email.trim().toLowerCase()].join(' ')

/** Counts a request, and more strictly what could be a guess. */
const countAttempt = async (event: APIGatewayProxyEvent, attempt: Attempt) => {
  const { method, address } = attempt
  await admit({ method: event.httpMethod, headers: event.headers }, address)
  if (event.httpMethod !== 'POST' || method === 'logout') {
    return
  }
  await count('attemptsInAll', address)
  await count('attempts', accountOf(attempt))
  if (method === 'signup') {
    await count('signUps', address)
  }
}

/** The request's JSON, of which all that dbAuth reads must be strings. */
const inputsOf = ({ body, isBase64Encoded }: APIGatewayProxyEvent) => {
  if (!body) {
    return {}
  }
  try {
    const json = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
    const inputs = JSON.parse(json.toString()) as Inputs
    return INPUTS.every((name) =>
      /^(string|undefined)$/.test(typeof inputs[name])
    )
      ? inputs
      : null
  } catch {
    return null
  }
}

const failure = (
  statusCode: number,
  error: string,
  headers: Record<string, string> = {}
) => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ error }),
})

const optionsFor = (method: string): DbAuthHandlerOptions => ({
  // dbAuth's type asks for a whole Prisma client; it uses the one model.
  db: {
    account: method === 'forgotPassword' ? accountsOrStrangers : accounts,
  } as unknown as PrismaClient,
  authModelAccessor: 'account' as keyof PrismaClient,
  authFields: {
    id: 'id',
    username: 'email',
    hashedPassword: 'hashedPassword',
    salt: 'salt',
    resetToken: 'resetToken',
    resetTokenExpiresAt: 'resetTokenExpiresAt',
  },
  allowedUserFields: ['id', 'email'],
  cookie: {
    name: cookieName,
    attributes: {
      HttpOnly: true,
      Path: '/',
      SameSite: 'Strict',
      Secure: env.isProduction,
    },
  },
  login: {
    expires: 30 * DAY,
    handler: (user) => user,
    errors: {
      usernameOrPasswordMissing: 'E-mail and password are required.',
      // The same words for both, so as not to tell who has an account.
      usernameNotFound: 'E-mail or password is wrong.',
      incorrectPassword: 'E-mail or password is wrong.',
    },
  },
  signup: {
    passwordValidation: (password?: string) => {
      const { length } = password ?? ''
      if (length < MIN_PASSWORD || length > MAX_PASSWORD) {
        throw new PasswordValidationError(
          `A password needs ${MIN_PASSWORD} to ${MAX_PASSWORD} characters.`
        )
      }
      return true
    },
    handler: signUp,
    errors: {
      fieldMissing: 'E-mail and password are required.',
      usernameTaken: 'This e-mail address has an account already.',
    },
  },
  forgotPassword: {
    expires: HOUR,
    handler: mailResetLink,
    errors: { usernameRequired: 'An e-mail address is required.' },
  },
  resetPassword: {
    allowReusedPassword: true,
    // Not logged in by the link: the new password is asked for once.
    handler: () => false,
    errors: {
      resetTokenExpired: 'This link is not valid any more.',
      resetTokenInvalid: 'This link is not valid any more.',
    },
  },
})
