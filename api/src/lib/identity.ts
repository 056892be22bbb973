import type { Plugin } from 'graphql-yoga'

import type { RedwoodGraphQLContext } from '@redwoodjs/graphql-server'

import { userOfApiToken } from './apiTokens'
import { getCurrentUser, userNamed } from './auth'
import type { CurrentUser } from './auth'
import { env } from './env'
import { openSession, sessionCookies } from './session'
import type { SessionCookies } from './session'
import { NO_SESSION, WrongIdentity } from './wrongIdentity'

/** As much of a request as says who is asking; header names in lower case. */
export interface Asking {
  method: string
  headers: Record<string, string | string[] | undefined>
}

interface Door {
  /**
   * Whether a body of JSON shows that a request with a session is no other
   * site's; else a header must.
   */
  takesJsonForProof?: boolean
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
// Forms cannot send these, and scripts of another site may not: no door lets them.
const PROOFS = ['x-requested-with', 'auth-provider']
const JSON_TYPE = /^application\/json\s*(;|$)/i
const NO_COOKIES: SessionCookies = { session: undefined, provider: undefined }
const BEARER = /^bearer +(\S+)$/i
const OURS = /^bearer +canopy_/i

const headerOf = ({ headers }: Asking, name: string): string | undefined => {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/** Redwood's tools act as a user by a header of theirs, in development. */
const cookiesOf = (request: Asking) =>
  (env.isDevelopment && headerOf(request, 'rw-studio-impersonation-cookie')) ||
  headerOf(request, 'cookie')

const refuseOtherSites = (request: Asking, { takesJsonForProof }: Door) => {
  const isProved =
    PROOFS.some((name) => headerOf(request, name) !== undefined) ||
    (takesJsonForProof &&
      JSON_TYPE.test(headerOf(request, 'content-type') ?? ''))
  const isCrossSite = headerOf(request, 'sec-fetch-site') === 'cross-site'
  if (!SAFE.has(request.method) && (isCrossSite || !isProved)) {
    throw new WrongIdentity(
      'A change with a session needs the header X-Requested-With.',
      403
    )
  }
}

const ofSession = (
  request: Asking,
  { session, provider }: SessionCookies
): Promise<CurrentUser> => {
  const named = provider ?? headerOf(request, 'auth-provider')
  if (!session || (named !== undefined && named !== 'dbAuth')) {
    throw new WrongIdentity(NO_SESSION)
  }
  let opened
  try {
    opened = openSession(session)
  } catch {
    throw new WrongIdentity(NO_SESSION)
  }
  return getCurrentUser(opened)
}

const ofAuthorization = (authorization: string): Promise<CurrentUser> => {
  const [, token] = BEARER.exec(authorization) ?? []
  if (!token) {
    throw new WrongIdentity('Authorization takes: Bearer and an API token.')
  }
  return userOfApiToken(token)
}

const ofUserId = async (name: string): Promise<CurrentUser> => {
  const user = await userNamed(name)
  if (!user) {
    throw new WrongIdentity('X-USER-ID names nobody.')
  }
  return user
}

/** Who it is, and whether by a cookie, which browsers send of themselves. */
interface Identity {
  user: CurrentUser | null
  isOfSession: boolean
}

const find = async (request: Asking): Promise<Identity> => {
  const cookie = cookiesOf(request)
  const cookies = cookie === undefined ? NO_COOKIES : sessionCookies(cookie)
  const authProvider = headerOf(request, 'auth-provider')
  const authorization = headerOf(request, 'authorization')
  const userId = env.trustsUserIdHeader
    ? headerOf(request, 'x-user-id')
    : undefined

  const isOfSession =
    Boolean(cookies.session) || (cookies.provider ?? authProvider) !== undefined
  const isOfToken =
    authorization !== undefined &&
    (OURS.test(authorization) || authProvider === undefined)
  const isOfUserId = userId !== undefined

  if (Number(isOfSession) + Number(isOfToken) + Number(isOfUserId) > 1) {
    throw new WrongIdentity('Name only one of session, API token and user.')
  }
  const user = isOfSession
    ? ofSession(request, cookies)
    : isOfToken
      ? ofAuthorization(authorization)
      : isOfUserId
        ? ofUserId(userId)
        : null
  return { user: await user, isOfSession }
}

// By a request's headers: who counts it and who answers it ask the same.
const found = new WeakMap<object, Promise<Identity>>()

const identityOf = (request: Asking): Promise<Identity> => {
  const before = found.get(request.headers)
  if (before) {
    return before
  }
  const identity = find(request)
  found.set(request.headers, identity)
  return identity
}

/**
 * Whom a request is of, whether or not it may change something; for all else there
 * is `currentUserOf`.
 *
 * @throws WrongIdentity
 */
export const identify = async (request: Asking): Promise<CurrentUser | null> =>
  (await identityOf(request)).user

/**
 * Who is asking, at every door; null for a visitor. A request says it by one of:
 * - the cookie of a session, and for what may change something a proof that no
 *   other site sends it: the header `X-Requested-With` or dbAuth's `auth-provider`
 * - `Authorization: Bearer` and an API token; beside `auth-provider`, dbAuth's web
 *   client puts something else there, which says nothing
 * - `X-USER-ID`, an id or an e-mail address, if the server is told to trust it
 *
 * @throws WrongIdentity when it says so wrongly, or by more than one of these
 */
export const currentUserOf = async (
  request: Asking,
  door: Door = {}
): Promise<CurrentUser | null> => {
  const { user, isOfSession } = await identityOf(request)
  if (isOfSession) {
    refuseOtherSites(request, door)
  }
  return user
}

/**
 * A GraphQL Yoga plugin that finds out who is asking, whichever way a request has
 * come. The door takes JSON for proof, as its clients have always posted it.
 */
export const useIdentity = (): Plugin => ({
  onContextBuilding: async ({ context, extendContext }) => {
    // Redwood puts it there, and so does our short way; Yoga does not know of it.
    const { event } = context as unknown as RedwoodGraphQLContext
    const currentUser = await currentUserOf(
      { method: event.httpMethod, headers: event.headers },
      { takesJsonForProof: true }
    )
    if (currentUser) {
      extendContext({ currentUser } as object)
    }
  },
})
