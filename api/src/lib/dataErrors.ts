import { Prisma } from '@prisma/client'
import type { GraphQLError } from 'graphql'
import {
  createGraphQLError,
  handleStreamOrSingleExecutionResult,
} from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'

import { context } from '@redwoodjs/context'

import { policy } from './appPolicy'

/** An error of the data layer as a door may show it. */
export interface PublicError {
  code:
    | 'UNAUTHENTICATED'
    | 'FORBIDDEN'
    | 'NOT_FOUND'
    | 'BAD_USER_INPUT'
    | 'CONFLICT'
  /** The status of an answer over HTTP that is about nothing else. */
  status: 400 | 401 | 403 | 404 | 409 | 422
  message: string
  /** What is wrong with which field of the input. */
  messages?: Record<string, string[]>
}

/**
 * What to tell a client about an error that `authDb()` threw; null when the
 * error is no business of the client's.
 */
export const publicError = (error: unknown): PublicError | null => {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) {
    return null
  }
  switch (error.code) {
    case 'P2004':
      return error.meta?.reason === 'DATA_VALIDATION_VIOLATION'
        ? badInput(error.meta.zodErrors as ZodErrors)
        : denied(error.meta?.reason)
    case 'P2020':
      return {
        code: 'BAD_USER_INPUT',
        status: 400,
        message: 'Please check your input.',
      }
    case 'P2025':
      return {
        code: 'NOT_FOUND',
        status: 404,
        message: 'There is no such record.',
      }
    case 'P2034':
      return {
        code: 'CONFLICT',
        status: 409,
        message: 'Others are changing the same. Please try again.',
      }
    case 'P2002':
      return taken(
        String(error.meta?.modelName),
        // PostgreSQL quotes some of them.
        causeOf(error)?.constraint?.fields?.map((name) =>
          name.replaceAll('"', '')
        )
      )
    case 'P2003':
      return {
        code: 'CONFLICT',
        status: 409,
        message: invariantOf(error) || 'This is at odds with other data.',
      }
    default:
      return null
  }
}

interface ZodErrors {
  issues: { path: (string | number)[]; message: string }[]
}

const badInput = ({ issues }: ZodErrors): PublicError => {
  const messages: Record<string, string[]> = {}
  for (const { path, message } of issues) {
    const field = path.join('.')
    messages[field] = [...(messages[field] ?? []), message]
  }
  return {
    code: 'BAD_USER_INPUT',
    status: 422,
    message: 'Please check your input.',
    messages,
  }
}

const denied = (reason: unknown): PublicError => {
  if (!context.currentUser) {
    return {
      code: 'UNAUTHENTICATED',
      status: 401,
      message: 'Please log in first.',
    }
  }
  return {
    code: 'FORBIDDEN',
    status: 403,
    message:
      reason === 'READ_ONLY'
        ? 'This API token is read-only.'
        : 'You may not do this.',
  }
}

/** What it means that a key is taken, by its model and fields. */
const TAKEN: Record<string, string> = {
  'User email': 'This e-mail address has an account already.',
  'Organization slug': 'Another organization has this short name.',
  'Group organizationId name':
    'The organization has a group of this name already.',
  'GroupMember userId groupId': 'They are in this group already.',
  'Membership userId organizationId': 'They are a member already.',
}

const taken = (model: string, fields: string[] = []): PublicError => {
  const own = fields.filter((field) => !foreignKeysOf(model).includes(field))
  return {
    code: 'CONFLICT',
    status: 409,
    message:
      TAKEN[[model, ...fields].join(' ')] ??
      `Already taken: ${fields.join(', ')}.`,
    ...(own.length > 0 && {
      messages: Object.fromEntries(
        own.map((field) => [field, ['Is already taken']])
      ),
    }),
  }
}

/** What names other records is not what somebody has chosen badly. */
const foreignKeysOf = (model: string) =>
  Object.values(policy.models[model]?.fields ?? {}).flatMap(
    ({ relation }) => relation?.fields ?? []
  )

/** The database's own words, as the driver adapter reports them. */
const causeOf = ({ meta }: Prisma.PrismaClientKnownRequestError) =>
  (meta?.driverAdapterError as { cause?: DatabaseError } | undefined)?.cause

interface DatabaseError {
  originalMessage?: string
  constraint?: { fields?: string[] }
}

/** The message of the trigger that refused a change; null for a foreign key. */
const invariantOf = (error: Prisma.PrismaClientKnownRequestError) => {
  const message = causeOf(error)?.originalMessage ?? ''
  return /^FOREIGN KEY|violates foreign key/.test(message) ? null : message
}

/**
 * A GraphQL Yoga plugin that gives the data layer's errors their public code
 * and message. All others stay as they are, for Yoga to mask.
 */
export const useDataErrors = (): Plugin => ({
  onExecute: () => ({
    onExecuteDone: (payload) =>
      handleStreamOrSingleExecutionResult(payload, ({ result, setResult }) => {
        if (result.errors) {
          setResult({ ...result, errors: result.errors.map(shown) })
        }
      }),
  }),
})

const shown = (error: GraphQLError): GraphQLError => {
  const known = publicError(error.originalError)
  if (!known) {
    return error
  }
  const { code, message, messages } = known
  return createGraphQLError(message, {
    nodes: error.nodes,
    path: error.path,
    extensions: { code, ...(messages && { properties: { messages } }) },
  })
}
