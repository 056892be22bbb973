import type { Decoded } from '@redwoodjs/api'
import { decryptSession } from '@redwoodjs/auth-dbauth-api'
import { getConfig } from '@redwoodjs/project-config'

/** The session cookie; dbAuth puts the API's port in place of `%port%`. */
export const cookieName = 'session_%port%'

// Once: dbAuth's decoder reads redwood.toml four times for each request.
const SESSION = cookieName.replace('%port%', String(getConfig().api.port))
const PROVIDER = 'auth-provider'

const valueOf = (cookies: string[], name: string) =>
  cookies
    .find((text) => text.startsWith(`${name}=`))
    ?.slice(name.length + 1)
    .trim()

/** What a request's cookies say of a session. */
export interface SessionCookies {
  /** The session, encrypted; undefined or empty if there is none. */
  session: string | undefined
  /** Of whom it is, as dbAuth notes beside it. */
  provider: string | undefined
}

/** Finds the cookies of a session in a request's `Cookie` header. */
export const sessionCookies = (header: string): SessionCookies => {
  const cookies = header.split(';').map((text) => text.trim())
  return {
    session: valueOf(cookies, SESSION),
    provider: valueOf(cookies, PROVIDER),
  }
}

/**
 * What an encrypted session holds, as dbAuth decodes it.
 *
 * @returns null if there is none
 * @throws SessionDecryptionError where that is none of ours
 */
export const openSession = (session: string | undefined): Decoded =>
  decryptSession(session ?? null)[0] ?? null
