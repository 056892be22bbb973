import { decryptSession } from '@redwoodjs/auth-dbauth-api'

/** The id of the user whose session a request's cookies hold, if there is one. */
export const userIdIn = (cookies = ''): number | undefined => {
  const text = cookies
    .split('; ')
    .find((cookie) => cookie.startsWith('session_'))
  const [session] = decryptSession(text?.replace(/^session_\d+=/, '') ?? null)
  return (session as { id: number } | undefined)?.id
}
