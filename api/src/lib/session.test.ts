import type { APIGatewayProxyEvent } from 'aws-lambda'
import fc from 'fast-check'

import { createAuthDecoder } from '@redwoodjs/auth-dbauth-api'

import { logIn } from 'src/testing/client'
import { ACTORS, setScene } from 'src/testing/world'

import { cookieName, decodeSession } from './session'

const dbAuths = createAuthDecoder(cookieName)

const eventWith = (headers: object) => ({
  event: { headers } as APIGatewayProxyEvent,
})

/** What a decoder makes of a cookie header: a session, none, or an error. */
const outcome = async (decode: typeof decodeSession, headers: object) => {
  try {
    return (await decode('', 'dbAuth', eventWith(headers))) ?? 'no session'
  } catch (error) {
    return (error as Error).name
  }
}

describe('The session of a request', () => {
  let session: string
  beforeAll(async () => {
    await setScene()
    session = (await logIn(ACTORS.reader.email))
      .split('; ')
      .find((cookie) => cookie.startsWith('session_')) as string
  })

  it('is that of whoever has logged in', async () => {
    expect(await outcome(decodeSession, { cookie: session })).toMatchObject({
      id: ACTORS.reader.id,
    })
  })

  it('is none of ours when another provider is named', async () => {
    const decoded = await decodeSession(
      '',
      'other',
      eventWith({ cookie: session })
    )
    expect(decoded).toBeNull()
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
      .tuple(
        fc.array(cookie, { maxLength: 4 }),
        fc.constantFrom('cookie', 'Cookie'),
        fc.constantFrom(';', '; ')
      )
      .map(([each, header, gap]) => ({ [header]: each.join(gap) }))
    await fc.assert(
      fc.asyncProperty(fc.oneof(cookies, fc.constant({})), async (headers) => {
        expect(await outcome(decodeSession, headers)).toEqual(
          await outcome(dbAuths, headers)
        )
      })
    )
  })
})
