import {
  addApiToken,
  lastUseOf,
  removeApiToken,
  setLastUse,
} from 'src/testing/apiTokens'
import { logIn } from 'src/testing/client'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { ACTORS, POSTS, removeUser, setScene } from 'src/testing/world'

import { env } from './env'
import { currentUserOf } from './identity'
import { WrongIdentity } from './wrongIdentity'

type Headers = Record<string, string>

/** Who a door takes a request for: an id, null for a visitor, or a refusal. */
const asking = async (headers: Headers, method = 'GET') => {
  try {
    return (await currentUserOf({ method, headers }))?.id ?? null
  } catch (error) {
    if (error instanceof WrongIdentity) {
      return error.status
    }
    throw error
  }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const UNKNOWN = `canopy_${'A'.repeat(43)}`

let cookie: string
let session: string
let token: string
let tokenId: number

beforeEach(async () => {
  await setScene()
  cookie = await logIn(ACTORS.reader.email)
  session = cookie
    .split('; ')
    .find((each) => each.startsWith('session_')) as string
  ;({ token, id: tokenId } = await addApiToken('owner'))
})

/** A test may have the server believe `X-USER-ID`, which production never does. */
const trusting = async (test: () => Promise<void>) => {
  env.trustsUserIdHeader = true
  try {
    await test()
  } finally {
    env.trustsUserIdHeader = false
  }
}

describe('A request that does not say who is asking', () => {
  test.each<[string, Headers]>([
    ['with nothing', {}],
    ['with a cookie that is not ours', { cookie: 'theme=dark' }],
    [
      'with the cookie of a session that has ended',
      { cookie: 'session_8911=' },
    ],
    ['with X-USER-ID, which is not believed', { 'x-user-id': '1' }],
  ])("is a visitor's: %s", async (_name, headers) => {
    expect(await asking(headers)).toBeNull()
    expect(await asking(headers, 'POST')).toBeNull()
  })
})

describe('A session', () => {
  it('is known by its cookie, alone or with what dbAuth puts beside it', async () => {
    for (const headers of [
      { cookie },
      { cookie: session },
      { cookie, 'auth-provider': 'dbAuth', authorization: 'Bearer 1' },
    ] as Headers[]) {
      expect(await asking(headers)).toBe(ACTORS.reader.id)
    }
  })

  it('that is wrong is refused', async () => {
    for (const headers of [
      { cookie: session.replace(/=.*/, '=AAAA|BBBB') },
      { cookie: session.replace(/=.*/, '=nonsense') },
      { cookie: 'auth-provider=dbAuth' },
      { cookie: `${session}; auth-provider=other` },
      { cookie: session, 'auth-provider': 'other' },
      { 'auth-provider': 'dbAuth', authorization: 'Bearer 1' },
    ] as Headers[]) {
      expect(await asking(headers)).toBe(401)
    }
  })

  it('of a user who is gone is refused', async () => {
    await removeUser('reader')
    expect(await asking({ cookie })).toBe(401)
  })

  it('changes nothing without a header that other sites cannot send', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(await asking({ cookie }, method)).toBe(403)
      const json = { cookie, 'content-type': 'application/json' }
      expect(await asking(json, method)).toBe(403)
      const proved = { cookie, 'x-requested-with': 'XMLHttpRequest' }
      expect(await asking(proved, method)).toBe(ACTORS.reader.id)
      const crossSite = { ...proved, 'sec-fetch-site': 'cross-site' }
      expect(await asking(crossSite, method)).toBe(403)
      const ownSite = { ...proved, 'sec-fetch-site': 'same-origin' }
      expect(await asking(ownSite, method)).toBe(ACTORS.reader.id)
    }
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      expect(await asking({ cookie }, method)).toBe(ACTORS.reader.id)
    }
  })

  test.each<[string, string, string | number]>([
    ['application/json', 'a door that takes JSON', ACTORS.reader.id],
    ['application/json; charset=utf-8', 'it', ACTORS.reader.id],
    ['text/plain', 'it', 403],
    ['application/x-www-form-urlencoded', 'it', 403],
    ['multipart/form-data; boundary=application/json', 'it', 403],
  ])('posts %s to %s: %s', async (type, _door, expected) => {
    const headers = { cookie, 'content-type': type }
    const outcome = currentUserOf(
      { method: 'POST', headers },
      { takesJsonForProof: true }
    ).then(
      (user) => user?.id,
      ({ status }: WrongIdentity) => status
    )
    expect(await outcome).toBe(expected)
  })
})

describe('An API token', () => {
  it('acts for its owner, and changes things without another header', async () => {
    expect(await asking(bearer(token))).toBe(ACTORS.owner.id)
    expect(await asking(bearer(token), 'DELETE')).toBe(ACTORS.owner.id)
    expect(await asking({ authorization: `bearer  ${token}` })).toBe(
      ACTORS.owner.id
    )
  })

  test.each<[string, string]>([
    ['no token', 'Bearer'],
    ['an empty token', 'Bearer '],
    ['another scheme', 'Basic cmVhZGVyOnNlY3JldA=='],
    ['no scheme', UNKNOWN],
    ['two tokens', `Bearer ${UNKNOWN} ${UNKNOWN}`],
    ['something else', 'Bearer 1'],
    ['an unknown token', `Bearer ${UNKNOWN}`],
    ['a token that is too short', 'Bearer canopy_AAAA'],
    ['nothing at all', ''],
  ])('that is wrong is refused: %s', async (_name, authorization) => {
    expect(await asking({ authorization })).toBe(401)
  })

  it('of which a letter is wrong is refused', async () => {
    const last = token.endsWith('A') ? 'B' : 'A'
    expect(await asking(bearer(token.slice(0, -1) + last))).toBe(401)
    expect(await asking(bearer(`${token}A`))).toBe(401)
  })

  it('that has expired is refused', async () => {
    const expired = await addApiToken('owner', { isExpired: true })
    expect(await asking(bearer(expired.token))).toBe(401)
  })

  it('that has been revoked is refused', async () => {
    await removeApiToken(tokenId)
    expect(await asking(bearer(token))).toBe(401)
  })

  it('of a user who is gone is refused', async () => {
    await removeUser('owner')
    expect(await asking(bearer(token))).toBe(401)
  })

  it('notes that it is used, once a minute', async () => {
    expect(await lastUseOf(tokenId)).toBeNull()
    const start = Date.now()
    await asking(bearer(token))
    const first = Number(await lastUseOf(tokenId))
    expect(first).toBeGreaterThanOrEqual(start)
    await asking(bearer(token))
    expect(Number(await lastUseOf(tokenId))).toBe(first)
    await setLastUse(tokenId, new Date(start - 60_001))
    await asking(bearer(token))
    expect(Number(await lastUseOf(tokenId))).toBeGreaterThanOrEqual(first)
  })
})

describe('X-USER-ID, where it is believed', () => {
  test.each<[string, number]>([
    ['1', ACTORS.reader.id],
    ['owner@example.com', ACTORS.owner.id],
    ['Owner@Example.com', ACTORS.owner.id],
    ['4711', 401],
    ['0', 401],
    ['-1', 401],
    ['1.5', 401],
    ['99999999999999999999', 401],
    ['nobody@example.com', 401],
    ['', 401],
    ['1, 2', 401],
  ])('is a user by id or e-mail address: %s', (name, expected) =>
    trusting(async () => {
      expect(await asking({ 'x-user-id': name })).toBe(expected)
    })
  )
})

describe('A request that says it twice', () => {
  it('is refused, even if both say the same', async () => {
    const own = await addApiToken('reader')
    expect(await asking({ cookie, ...bearer(own.token) })).toBe(401)
    expect(
      await asking({
        cookie,
        'auth-provider': 'dbAuth',
        ...bearer(own.token),
      })
    ).toBe(401)
    await trusting(async () => {
      expect(await asking({ cookie, 'x-user-id': '1' })).toBe(401)
      expect(await asking({ ...bearer(own.token), 'x-user-id': '1' })).toBe(401)
    })
  })
})

describe.each(['ours', "Redwood's"] as const)(
  'The GraphQL door, on the way that is %s,',
  (way) => {
    let door: Door
    beforeAll(async () => {
      door = await openDoor(way)
    })
    afterAll(() => door.close())

    const ask = async (query: string, headers: Headers) => {
      const response = await fetch(door.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      })
      const { data, errors } = (await response.json()) as {
        data?: Record<string, unknown>
        errors?: { message: string; extensions?: { code: string } }[]
      }
      return {
        status: response.status,
        data,
        code: errors?.[0].extensions?.code,
        message: errors?.[0].message,
      }
    }
    const ME = '{ me { id } }'
    const RENAME = `mutation {
      updatePost(id: ${POSTS.draft.id}, input: { title: "New" }) { title }
    }`

    it('knows whom a session, a token or nothing is of', async () => {
      const known = [
        [{}, null],
        [{ cookie }, { id: ACTORS.reader.id }],
        [{ cookie: session }, { id: ACTORS.reader.id }],
        [bearer(token), { id: ACTORS.owner.id }],
      ] as const
      for (const [headers, me] of known) {
        const answer = await ask(ME, { ...headers })
        expect(answer).toMatchObject({ status: 200, data: { me } })
      }
    })

    it('answers a wrong one with 401 and no data', async () => {
      const expired = await addApiToken('owner', { isExpired: true })
      for (const headers of [
        bearer(UNKNOWN),
        bearer(expired.token),
        { authorization: 'Basic a' },
        { cookie: session.replace(/=.*/, '=AAAA|BBBB') },
        { cookie: session, ...bearer(token) },
      ] as Headers[]) {
        const answer = await ask('{ me { id } posts { id } }', headers)
        expect(answer).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
        expect(answer.data).toBeUndefined()
      }
    })

    it('lets a form of another site do nothing with a session', async () => {
      const response = await fetch(door.url, {
        method: 'POST',
        headers: {
          cookie,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ query: RENAME }),
      })
      expect(response.status).toBeGreaterThanOrEqual(400)
    })

    it('lets a token change what its owner may, and a read-only one nothing', async () => {
      expect(await ask(RENAME, bearer(token))).toMatchObject({
        status: 200,
        data: { updatePost: { title: 'New' } },
      })
      const reading = await addApiToken('owner', { isReadOnly: true })
      expect(await ask('{ myPosts { id } }', bearer(reading.token))).toEqual(
        expect.objectContaining({ status: 200, code: undefined })
      )
      expect(await ask(RENAME, bearer(reading.token))).toMatchObject({
        code: 'FORBIDDEN',
        message: 'This API token is read-only.',
      })
    })
  }
)
