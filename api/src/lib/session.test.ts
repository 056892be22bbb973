import type { APIGatewayProxyEvent } from 'aws-lambda'
import fc from 'fast-check'

import { createAuthDecoder } from '@redwoodjs/auth-dbauth-api'

import { logIn } from 'src/testing/client'
import { ACTORS, setScene } from 'src/testing/world'

import { cookieName, openSession, sessionCookies } from './session'

const dbAuthsDecoder = createAuthDecoder(cookieName)

const ours = async (cookie: string) =>
  openSession(sessionCookies(cookie).session)

const dbAuths = (cookie: string) => {
  const event = { headers: { cookie } } as unknown as APIGatewayProxyEvent
  return dbAuthsDecoder('', 'dbAuth', { event })
}

/** What a decoder makes of a cookie header: a session, none, or an error. */
const outcome = async (decode: typeof ours, cookie: string) => {
  try {
    return (await decode(cookie)) ?? 'no session'
  } catch (error) {
    return (error as Error).name
  }
}

describe('The session in the cookies of a request', () => {
  let session: string
  beforeAll(async () => {
    await setScene()
    session = (await logIn(ACTORS.reader.email))
      .split('; ')
      .find((cookie) => cookie.startsWith('session_')) as string
  })

  it('is that of whoever has logged in', async () => {
    expect(await outcome(ours, session)).toMatchObject({
      id: ACTORS.reader.id,
    })
  })

  it('has the provider beside it', () => {
    const { provider } = sessionCookies(`${session}; auth-provider=dbAuth`)
    expect(provider).toBe('dbAuth')
    expect(sessionCookies(`${session}; my-auth-provider=a`).provider).toBe(
      undefined
    )
  })

  it('is what dbAuth takes it for, whatever the cookies', async () => {
    const [name, value] = session.split(/=(.*)/)
    const cookie = fc.oneof(
      fc.constantFrom(
        session,
        ` ${session}`,
        `${name}=`,
        `${name}=AAAA|BBBB`,
        `${name}=${value.slice(1)}`,
        `${name}0=${value}`,
        `${name}=${value}=`,
        'auth-provider=dbAuth'
      ),
      fc.string()
    )
    const cookies = fc
      .tuple(fc.array(cookie, { maxLength: 4 }), fc.constantFrom(';', '; '))
      .map(([each, gap]) => each.join(gap))
    await fc.assert(
      fc.asyncProperty(cookies, async (header) => {
        expect(await outcome(ours, header)).toEqual(
          await outcome(dbAuths, header)
        )
      })
    )
  })
})
