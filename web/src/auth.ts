import { createDbAuthClient, createAuth } from '@redwoodjs/auth-dbauth-web'

const dbAuth = createDbAuthClient()

let lastCall: Promise<unknown> = Promise.resolve()

/**
 * Lets calls about the session wait for each other. dbAuth's client keeps an
 * answer to `getToken` for some seconds; one that was asked for before a log-in
 * and arrives during it would otherwise pass for the state after it, and the
 * log-in would seem to have failed.
 */
const inTurn =
  <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
  (...args: Args): Promise<Answer> => {
    const answer = lastCall.then(() => call(...args))
    lastCall = answer.catch(() => {})
    return answer
  }

const dbAuthClient = {
  ...dbAuth,
  getToken: inTurn(dbAuth.getToken),
  getUserMetadata: inTurn(dbAuth.getUserMetadata),
  login: inTurn(dbAuth.login),
  logout: inTurn(dbAuth.logout),
  signup: inTurn(dbAuth.signup),
  resetPassword: inTurn(dbAuth.resetPassword),
}

export const { AuthProvider, useAuth } = createAuth(dbAuthClient)
