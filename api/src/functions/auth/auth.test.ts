import { logger } from 'src/lib/logger'
import { clientWith, cookiesOf, logIn, postAuth } from 'src/testing/client'
import { ACTORS, PASSWORD, setScene } from 'src/testing/world'

beforeEach(setScene)

const NEW = {
  method: 'signup',
  username: 'New@Example.com',
  password: 'tall enough',
  name: 'New',
}
const errorOf = ({ body }: { body: string }) => JSON.parse(body).error
const ME = '{ me { id name email roles } }'

describe('Signing up', () => {
  it('makes a reader and logs them in', async () => {
    const response = await postAuth(NEW)
    expect(response.statusCode).toBe(201)
    const { data } = await clientWith(cookiesOf(response))(ME)
    expect(data?.me).toMatchObject({
      name: 'New',
      email: 'new@example.com',
      roles: 'reader',
    })
  })

  it('makes a reader whatever the request says', async () => {
    const response = await postAuth({
      ...NEW,
      roles: 'admin',
      role: 'admin',
      id: ACTORS.admin.id,
      userAttributes: { roles: 'admin' },
    })
    const { data } = await clientWith(cookiesOf(response))(ME)
    expect(data?.me).toMatchObject({ roles: 'reader' })
  })

  const refusals: [string, object, RegExp][] = [
    ['a taken e-mail address', { username: 'READER@example.com' }, /already/],
    ['no e-mail address', { username: 'new' }, /e-mail/],
    ['no name', { name: '' }, /name: Needs 1 to 80 characters/],
    ['a name that is too long', { name: 'x'.repeat(81) }, /name: Needs/],
    ['a short password', { password: '1234567' }, /8 to 200/],
    ['a very long password', { password: 'x'.repeat(201) }, /8 to 200/],
    ['no password', { password: undefined }, /8 to 200/],
    ['an object as e-mail address', { username: {} }, /not valid/],
  ]
  test.each(refusals)('is refused with %s', async (_name, change, message) => {
    const response = await postAuth({ ...NEW, ...change })
    expect(response.statusCode).toBe(400)
    expect(errorOf(response)).toMatch(message)
    await expect(logIn(NEW.username, NEW.password)).resolves.toBe('')
  })
})

describe('Logging in', () => {
  it('opens a session with a cookie that scripts and other sites do not get', async () => {
    const { statusCode, headers } = await postAuth({
      method: 'login',
      username: ' READER@example.com',
      password: PASSWORD,
    })
    expect(statusCode).toBe(200)
    const session = [headers['set-cookie']]
      .flat()
      .find((c) => /^session/.test(c))
    expect(session).toMatch(/HttpOnly/)
    expect(session).toMatch(/SameSite=Strict/)
    expect(session).toMatch(/Expires=/)
  })

  it('says the same to a wrong password and to an unknown address', async () => {
    const wrong = await postAuth({
      method: 'login',
      username: ACTORS.reader.email,
      password: 'wrong',
    })
    const unknown = await postAuth({
      method: 'login',
      username: 'nobody@example.com',
      password: 'wrong',
    })
    expect(wrong.statusCode).toBe(400)
    expect(unknown).toEqual(wrong)
  })

  it('takes no filter for an e-mail address', async () => {
    const response = await postAuth({
      method: 'login',
      username: { contains: '@' },
      password: PASSWORD,
    })
    expect(response.statusCode).toBe(400)
  })

  it('is over after ten wrong passwords for one account', async () => {
    const guess = () =>
      postAuth({
        method: 'login',
        username: ACTORS.moderator.email,
        password: 'wrong',
      })
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await guess()).statusCode).toBe(400)
    }
    const refused = await guess()
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60)
    expect(errorOf(refused)).toMatch(/Too many attempts/)
    expect(
      (
        await postAuth({
          method: 'login',
          username: ACTORS.reader.email,
          password: PASSWORD,
        })
      ).statusCode
    ).toBe(200)
  })

  test.each(['{', '[]', '"login"', 'null'])('survives %s', async (body) => {
    const { statusCode } = await postAuth(body)
    expect(statusCode).toBeGreaterThanOrEqual(400)
    expect(statusCode).toBeLessThan(500)
  })
})

describe('A session', () => {
  it('ends with logging out', async () => {
    const cookie = await logIn(ACTORS.reader.email)
    const response = await postAuth({ method: 'logout' }, cookie)
    expect(response.statusCode).toBe(200)
    expect(cookiesOf(response)).toMatch(/session_\d+=(;|$)/)
  })
})

describe('A forgotten password', () => {
  const forgot = (username: string) =>
    postAuth({ method: 'forgotPassword', username })

  /** The token in the mail that is logged where there is no mail server. */
  const mailedToken = async (username: string) => {
    const info = jest.spyOn(logger, 'info')
    try {
      await forgot(username)
      const mail = info.mock.calls.find(([entry]) => 'mail' in Object(entry))
      const [, token] =
        /resetToken=(\S+)/.exec(JSON.stringify(mail?.[0]) ?? '') ?? []
      return token && decodeURIComponent(token.replace(/\\n.*/, ''))
    } finally {
      info.mockRestore()
    }
  }
  const reset = (resetToken: unknown, password: unknown) =>
    postAuth({ method: 'resetPassword', resetToken, password })

  it('is answered the same for a known and an unknown address', async () => {
    const known = await forgot(ACTORS.reader.email)
    expect(known.statusCode).toBe(200)
    expect(await forgot('nobody@example.com')).toEqual(known)
  })

  it('nothing is mailed to an unknown address', async () => {
    expect(await mailedToken('nobody@example.com')).toBeUndefined()
  })

  it('is replaced through the mailed link, once', async () => {
    const token = await mailedToken(ACTORS.reader.email)
    expect((await reset(token, 'brand new one')).statusCode).toBe(200)
    expect(await logIn(ACTORS.reader.email, 'brand new one')).not.toBe('')
    expect(await logIn(ACTORS.reader.email, PASSWORD)).toBe('')
    expect((await reset(token, 'another one')).statusCode).toBe(400)
  })

  it('is not replaced by a short one, or without the link', async () => {
    const token = await mailedToken(ACTORS.reader.email)
    expect((await reset(token, 'short')).statusCode).toBe(400)
    expect((await reset('guess', 'brand new one')).statusCode).toBe(400)
    expect((await reset({ not: '' }, 'brand new one')).statusCode).toBe(400)
    expect((await reset('', 'brand new one')).statusCode).toBe(400)
    expect(await logIn(ACTORS.reader.email, PASSWORD)).not.toBe('')
  })
})
