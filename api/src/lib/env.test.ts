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
