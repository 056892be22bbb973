const isProduction = process.env.NODE_ENV === 'production'

const required = (name: string): string => {
  const value = process.env[name]
  if (!value) {
    throw new Error(
      `${name} is not set. Put it into .env or the environment; ` +
        '.env.example explains every setting.'
    )
  }
  return value
}

/** A setting that is a number above 0. */
const numberOf = (name: string, usual: number): number => {
  const value = process.env[name] || usual
  if (!/^[1-9]\d*$/.test(String(value))) {
    throw new Error(`${name} must be a whole number above 0, not ${value}`)
  }
  return Number(value)
}

/** A setting of the form `host:port`, as where to listen; null if it is not set. */
const placeOf = (name: string) => {
  const value = process.env[name]
  if (!value) {
    return null
  }
  const [, host, port] = /^(.+):([1-9]\d{0,4})$/.exec(value) ?? []
  if (host === undefined || Number(port) > 65_535) {
    throw new Error(`${name} must be a host and a port, as in 127.0.0.1:9464`)
  }
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) }
}

const sessionSecret = () => {
  const secret = required('SESSION_SECRET')
  if (isProduction && secret.length < 32) {
    throw new Error('SESSION_SECRET needs at least 32 characters')
  }
  return secret
}

/** Whether `X-USER-ID` says who is asking: for anybody who can send it. */
const trustsUserIdHeader = () => {
  const value = process.env.TRUST_USER_ID_HEADER || 'false'
  if (!/^(true|false)$/.test(value)) {
    throw new Error(`TRUST_USER_ID_HEADER must be true or false, not ${value}`)
  }
  if (isProduction && value === 'true') {
    throw new Error(
      'TRUST_USER_ID_HEADER lets everyone act as anyone: not in production'
    )
  }
  return value === 'true'
}

/**
 * The settings of this process, read from the environment once.
 *
 * Importing this module throws, naming the setting, when one that is needed is
 * missing, so that a wrong configuration stops the start and not a request.
 */
export const env = {
  isProduction,
  isDevelopment: process.env.NODE_ENV === 'development',
  databaseUrl: required('DATABASE_URL'),
  /** How this process uses a PostgreSQL server. */
  postgres: {
    poolSize: numberOf('DATABASE_POOL_SIZE', 10),
    statementTimeoutMs: numberOf('DATABASE_STATEMENT_TIMEOUT_MS', 15_000),
    connectTimeoutMs: numberOf('DATABASE_CONNECT_TIMEOUT_MS', 10_000),
  },
  /** How often things may be done; in which time stands in ./rateLimits. */
  rateLimits: {
    requests: numberOf('RATE_LIMIT_REQUESTS', 12_000),
    attempts: numberOf('RATE_LIMIT_ATTEMPTS', 10),
    attemptsInAll: numberOf('RATE_LIMIT_ATTEMPTS_IN_ALL', 100),
    signUps: numberOf('RATE_LIMIT_SIGN_UPS', 100),
    comments: numberOf('RATE_LIMIT_COMMENTS', 100),
    contacts: numberOf('RATE_LIMIT_CONTACTS', 30),
  },
  /** A Redis for the counts of these; without it they are in the database. */
  redisUrl: process.env.REDIS_URL || undefined,
  /** What one GraphQL query may be. */
  graphql: {
    maxDepth: numberOf('GRAPHQL_MAX_DEPTH', 6),
    maxCost: numberOf('GRAPHQL_MAX_COST', 5000),
  },
  /** The largest body that a request may have. */
  maxBodyBytes: numberOf('MAX_BODY_BYTES', 1_048_576),
  /** How long a request may take to be answered. */
  answerTimeoutMs: numberOf('ANSWER_TIMEOUT_MS', 30_000),
  /** How long a process that is asked to end goes on, not ready, for its proxy to see. */
  shutdownDelayMs: process.env.SHUTDOWN_DELAY_MS
    ? numberOf('SHUTDOWN_DELAY_MS', 1)
    : 0,
  /** How long requests may go on after that. */
  shutdownTimeoutMs: numberOf('SHUTDOWN_TIMEOUT_MS', 10_000),
  /** Whose word on the address of a client is taken; without it, anybody here. */
  trustedProxies: process.env.TRUSTED_PROXIES || 'loopback',
  /** Where the process tells its numbers; without it, nowhere. */
  metrics: placeOf('METRICS_ADDRESS'),
  /** Encrypts session cookies; dbAuth reads it from the environment itself. */
  sessionSecret: sessionSecret(),
  /** Whether the header `X-USER-ID` is believed; never in production. */
  trustsUserIdHeader: trustsUserIdHeader(),
  /** Where people reach the web side; links in mails start with it. */
  appUrl:
    process.env.APP_URL ?? `http://localhost:${process.env.WEB_PORT ?? 8910}`,
  /** `smtp(s)://user:password@host:port`; without it mail is not sent. */
  smtpUrl: process.env.SMTP_URL,
  mailFrom: process.env.MAIL_FROM ?? 'Canopy <no-reply@localhost>',
}
