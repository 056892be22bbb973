import { GraphQLError } from 'graphql'
import type { ExecutionResult } from 'graphql'

/*
 * A result as GraphQL over HTTP, the way that Yoga sends it: which media type,
 * which status, and what of the errors. Yoga's own functions for it make a
 * `Response`, which takes longer than all else that Yoga does with a request.
 */

const MEDIA_TYPES = [
  'application/graphql-response+json',
  'application/json',
] as const

type MediaType = (typeof MEDIA_TYPES)[number]

/** What a plugin of Yoga's notes in an error's extensions. */
interface HttpExtension {
  status?: number
  headers?: Record<string, string>
  /** Of the GraphQL over HTTP specification: 200 in `application/json`. */
  spec?: boolean
}

interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

const parts = (type: string) => type.split('/')

const accepts = (asked: string, type: string) => {
  const [group, name] = parts(asked)
  const [typeGroup, typeName] = parts(type)
  return (
    (group === '*' || group === typeGroup) &&
    (name === '*' || name === typeName)
  )
}

/**
 * The media type to answer an `Accept` header with, or null if that asks for
 * none that a plain result can have. As with Yoga, the first one counts.
 */
export const mediaTypeFor = (accept = '*/*'): MediaType | null => {
  const asked = accept.replace(/\s/g, '').toLowerCase().split(',')
  for (const each of asked) {
    const [type, ...parameters] = each.split(';')
    const charset = parameters.find((text) => text.includes('charset='))
    const answer = MEDIA_TYPES.findLast((known) => accepts(type, known))
    if (answer && (charset ?? 'charset=utf-8') === 'charset=utf-8') {
      return answer
    }
  }
  return null
}

const httpOf = ({ extensions }: GraphQLError) =>
  extensions.http as HttpExtension | undefined

/** Whether GraphQL itself found the error, and no resolver threw it. */
const isOfGraphQL = (error: Error | undefined): boolean =>
  error instanceof GraphQLError &&
  (!error.originalError || isOfGraphQL(error.originalError))

const statusOf = (
  { data, errors = [] }: ExecutionResult,
  type: MediaType
): number => {
  const statuses = errors
    .map(httpOf)
    .filter((http) => !(http?.spec && type === 'application/json'))
    .map((http) => http?.status ?? 0)
  const highest = Math.max(0, ...statuses)
  const isFault = errors.some(
    (error) =>
      !httpOf(error) && (!isOfGraphQL(error) || error.extensions.unexpected)
  )
  return highest || (isFault && data === undefined ? 500 : 200)
}

const shown = (error: GraphQLError) => {
  const { extensions = {}, ...rest } = error.toJSON()
  const { http: _http, unexpected: _unexpected, ...others } = extensions
  return Object.keys(others).length > 0 ? { ...rest, extensions: others } : rest
}

/** What goes over the wire for the result of a query. */
export const answerOf = (result: ExecutionResult, type: MediaType): Answer => {
  const headers = { 'content-type': `${type}; charset=utf-8` }
  const { errors } = result
  if (!errors?.length) {
    return { status: 200, headers, body: JSON.stringify(result) }
  }
  const isEmpty = Object.keys(result.extensions ?? {}).length === 0
  return {
    status: statusOf(result, type),
    headers: Object.assign(
      headers,
      ...errors.map((error) => httpOf(error)?.headers)
    ),
    body: JSON.stringify({
      ...result,
      errors: errors.map(shown),
      ...(isEmpty && { extensions: undefined }),
    }),
  }
}
