import { createGraphQLError } from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'

/** What `getCurrentUser` throws for a session of a user who is gone. */
export const UNKNOWN_USER = 'The session is of nobody we know'

// How Redwood words a session that it cannot read; a fault of the database
// while the user is loaded is worded otherwise and stays an internal error.
const WRONG_IDENTITY = new RegExp(
  `^Exception in getAuthenticationContext|${UNKNOWN_USER}`
)

/**
 * A GraphQL Yoga plugin that answers 401 to a session that is forged, expired
 * or of a user who is gone. A request without any session is a visitor's.
 */
export const useWrongIdentity = (): Plugin => ({
  onPluginInit: ({ registerContextErrorHandler }) =>
    registerContextErrorHandler(({ error, setError }) => {
      if (error instanceof Error && WRONG_IDENTITY.test(error.message)) {
        setError(
          createGraphQLError('Your session is not valid. Please log in.', {
            extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
          })
        )
      }
    }),
})
