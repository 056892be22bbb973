import type { Decoded, Decoder } from '@redwoodjs/api'
import { createAuthDecoder, decryptSession } from '@redwoodjs/auth-dbauth-api'
import { getConfig } from '@redwoodjs/project-config'

import { env } from './env'

/** The session cookie; dbAuth puts the API's port in place of `%port%`. */
export const cookieName = 'session_%port%'

// Once: dbAuth's decoder reads redwood.toml four times for each request.
const prefix = `${cookieName.replace('%port%', String(getConfig().api.port))}=`

const sessionIn = (cookies: string): Decoded => {
  const cookie = cookies
    .split(';')
    .map((text) => text.trim())
    .find((text) => text.startsWith(prefix))
  const [session] = decryptSession(cookie?.slice(prefix.length) ?? null)
  return session ?? null
}

const fromCookie: Decoder = async (_token, type, { event }) => {
  if (type !== 'dbAuth') {
    return null
  }
  const { cookie, Cookie } = event.headers as Record<string, string>
  return sessionIn(cookie ?? Cookie ?? '')
}

/**
 * The session that a request's cookie holds, or null. Throws where that is none
 * of ours. Does what dbAuth's decoder does, which it is in development, as
 * Redwood's tools act as a user through it.
 */
export const decodeSession: Decoder = env.isDevelopment
  ? createAuthDecoder(cookieName)
  : fromCookie
