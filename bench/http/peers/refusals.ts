import { createGraphQLError } from 'graphql-yoga'

import type { Asker } from '../../contenders/byHand'

const refusal = (code: string, message: string) =>
  createGraphQLError(message, { extensions: { code } })

/* Errors in the app's own words. */

export const notFound = () => refusal('NOT_FOUND', 'There is no such record.')

export const denied = (user: Asker) =>
  user ? refusal('FORBIDDEN', 'You may not do this.') : notLoggedIn()

export const notLoggedIn = () =>
  refusal('UNAUTHENTICATED', 'Please log in first.')
