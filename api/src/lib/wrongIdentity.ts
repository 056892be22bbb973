import { createGraphQLError } from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'

/**
 * A request that says who is asking, and is wrong about it: 401. Or, 403, one that
 * another site may have made the browser of a user send.
 */
export class WrongIdentity extends Error {
  name = 'WrongIdentity'

  /** @param message for whoever asks */
  constructor(
    message: string,
    readonly status: 401 | 403 = 401
  ) {
    super(message)
  }
}

/** What to say of a session that is forged, expired or of a user who is gone. */
export const NO_SESSION = 'Your session is not valid. Please log in.'

// How Redwood words an `auth-provider` header with nothing beside it.
const REDWOODS = /^Exception in getAuthenticationContext/

const CODES = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN' } as const

/** What `currentUserOf` threw, or Redwood before it; null for any other error. */
const wrongIdentityOf = (error: unknown) => {
  if (error instanceof WrongIdentity) {
    return error
  }
  return error instanceof Error && REDWOODS.test(error.message)
    ? new WrongIdentity(NO_SESSION)
    : null
}

/**
 * A GraphQL Yoga plugin that answers a wrong identity with its status. A request
 * without any is a visitor's.
 */
export const useWrongIdentity = (): Plugin => ({
  onPluginInit: ({ registerContextErrorHandler }) =>
    registerContextErrorHandler(({ error, setError }) => {
      const wrong = wrongIdentityOf(error)
      if (wrong) {
        const { message, status } = wrong
        setError(
          createGraphQLError(message, {
            extensions: { code: CODES[status], http: { status } },
          })
        )
      }
    }),
})
