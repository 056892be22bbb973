import type { env as Env } from './env'

const SECRET = 'x'.repeat(32)

/** The settings of a process that starts with these changes of environment. */
const startWith = (changes: Record<string, string | undefined>) => {
  const before = process.env
  process.env = { ...before, ...changes }
  try {
    let env: typeof Env | undefined
    jest.isolateModules(() => {
      env = jest.requireActual<{ env: typeof Env }>('./env').env
    })
    return env
  } finally {
    process.env = before
  }
}

describe('A server that is not set up', () => {
  it('does not start without a session secret', () => {
    const start = () =>
      startWith({ NODE_ENV: 'production', SESSION_SECRET: undefined })
    expect(start).toThrow('SESSION_SECRET is not set')
  })

  it('does not start in production with a secret that is short', () => {
    const start = () =>
      startWith({ NODE_ENV: 'production', SESSION_SECRET: 'short' })
    expect(start).toThrow('at least 32 characters')
  })

  it('does not start without a database', () => {
    expect(() => startWith({ DATABASE_URL: '' })).toThrow(
      'DATABASE_URL is not set'
    )
  })
})

describe('X-USER-ID', () => {
  it('is believed where the server is told so', () => {
    expect(startWith({})?.trustsUserIdHeader).toBe(false)
    const told = { TRUST_USER_ID_HEADER: 'true' }
    expect(startWith(told)?.trustsUserIdHeader).toBe(true)
  })

  it('is never believed in production, which does not start so', () => {
    const production = { NODE_ENV: 'production', SESSION_SECRET: SECRET }
    expect(() =>
      startWith({ ...production, TRUST_USER_ID_HEADER: 'true' })
    ).toThrow('not in production')
    const told = { ...production, TRUST_USER_ID_HEADER: 'false' }
    expect(startWith(told)?.trustsUserIdHeader).toBe(false)
  })

  it('takes no other word for it', () => {
    expect(() => startWith({ TRUST_USER_ID_HEADER: 'yes' })).toThrow(
      'TRUST_USER_ID_HEADER must be true or false, not yes'
    )
  })
})

describe('The limits of what is asked', () => {
  it('are for people, not for programs that never rest', () => {
    const env = startWith({
      RATE_LIMIT_SIGN_UPS: undefined,
      RATE_LIMIT_COMMENTS: undefined,
      RATE_LIMIT_CONTACTS: undefined,
    })
    expect(env?.rateLimits).toEqual({
      requests: 12_000,
      attempts: 10,
      attemptsInAll: 100,
      signUps: 100,
      comments: 100,
      contacts: 30,
    })
    expect(env?.graphql).toEqual({ maxDepth: 6, maxCost: 5000 })
    expect(env?.maxBodyBytes).toBe(2 ** 20)
    expect(env?.answerTimeoutMs).toBe(30_000)
    expect(env?.redisUrl).toBeUndefined()
  })

  it('can be set', () => {
    const env = startWith({
      RATE_LIMIT_COMMENTS: '5',
      GRAPHQL_MAX_DEPTH: '4',
      REDIS_URL: 'redis://127.0.0.1:6379',
    })
    expect(env?.rateLimits.comments).toBe(5)
    expect(env?.graphql.maxDepth).toBe(4)
    expect(env?.redisUrl).toBe('redis://127.0.0.1:6379')
  })
})

describe('The use of a PostgreSQL server', () => {
  const common = { SESSION_SECRET: SECRET }

  it('has limits that suit a small one', () => {
    expect(startWith(common)?.postgres).toEqual({
      poolSize: 10,
      statementTimeoutMs: 15_000,
      connectTimeoutMs: 10_000,
    })
  })

  it('can be set', () => {
    const changes = { ...common, DATABASE_POOL_SIZE: '3' }
    expect(startWith(changes)?.postgres.poolSize).toBe(3)
  })

  it.each(['0', '-1', 'ten', '1.5'])('cannot be limited to %s', (size) => {
    expect(() => startWith({ ...common, DATABASE_POOL_SIZE: size })).toThrow(
      'DATABASE_POOL_SIZE must be a whole number above 0'
    )
  })
})

describe('What a server tells of itself', () => {
  const common = { SESSION_SECRET: SECRET }

  it('it tells nobody, unless it is said where', () => {
    expect(startWith(common)?.metrics).toBeNull()
    expect(
      startWith({ ...common, METRICS_ADDRESS: '0.0.0.0:9464' })?.metrics
    ).toEqual({ host: '0.0.0.0', port: 9464 })
    expect(
      startWith({ ...common, METRICS_ADDRESS: '[::1]:9464' })?.metrics
    ).toEqual({ host: '::1', port: 9464 })
  })

  it.each(['9464', 'here', 'localhost:', ':9464', 'localhost:70000'])(
    'it does not tell at %s',
    (address) => {
      expect(() => startWith({ ...common, METRICS_ADDRESS: address })).toThrow(
        'METRICS_ADDRESS must be a host and a port'
      )
    }
  )
})

it('a process takes requests after it is asked to end for as long as it is told', () => {
  const common = { SESSION_SECRET: SECRET }
  expect(startWith(common)?.shutdownDelayMs).toBe(0)
  expect(
    startWith({ ...common, SHUTDOWN_DELAY_MS: '5000' })?.shutdownDelayMs
  ).toBe(5000)
})

it('only a proxy on this machine is believed, unless others are named', () => {
  const common = { SESSION_SECRET: SECRET }
  expect(startWith(common)?.trustedProxies).toBe('loopback')
  expect(
    startWith({ ...common, TRUSTED_PROXIES: 'uniquelocal' })?.trustedProxies
  ).toBe('uniquelocal')
})

it('links in mails lead to where the web side is', () => {
  const common = { SESSION_SECRET: SECRET, APP_URL: undefined }
  expect(startWith({ ...common, WEB_PORT: '9000' })?.appUrl).toBe(
    'http://localhost:9000'
  )
  expect(
    startWith({ ...common, APP_URL: 'https://canopy.example' })?.appUrl
  ).toBe('https://canopy.example')
})
