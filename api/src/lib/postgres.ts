import { AsyncLocalStorage } from 'node:async_hooks'

import { PrismaPg } from '@prisma/adapter-pg'
import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils'
import { Client, Pool } from 'pg'
import type { ClientBase, PoolClient, QueryConfig, QueryResult } from 'pg'

import { openLines } from './postgresLines'
import type { Lines } from './postgresLines'
import { KEPT_STATEMENTS, keepStatements } from './postgresStatements'
import type { Kept } from './postgresStatements'
import { together } from './postgresTogether'
import type { FailedAmong } from './postgresTogether'

/*
 * PostgreSQL, for more than one machine: docs/decisions/0007-postgresql.md
 */

/** How a process uses the server. */
export interface PostgresSettings {
  /** The most connections that it opens. */
  poolSize: number
  /** How long one statement may take. */
  statementTimeoutMs: number
  /** How long to wait for a connection: for a new one, or for one to be free. */
  connectTimeoutMs: number
  /** Told of connections that break. */
  onLostConnection?: (error: Error) => void
}

/** What the driver wants to know to reach a database. */
export interface PostgresPlace {
  connectionString: string
  /** The schema that unqualified names of tables are in, if not `public`. */
  schema?: string
  /** How many statements each connection keeps ready. */
  keptStatements: number
  /** Whether a pooler is between, which hands out one connection after another. */
  isPooled: boolean
}

/**
 * The place that a URL names. Prisma's users write into it what the driver knows
 * nothing of: `schema`, `statement_cache_size`, and `pgbouncer=true` where
 * connections are not one's own from one transaction to the next.
 */
export const postgresPlace = (url: string): PostgresPlace => {
  const place = new URL(url)
  const taken = (name: string) => {
    const value = place.searchParams.get(name) ?? undefined
    place.searchParams.delete(name)
    return value
  }
  const schema = taken('schema')
  const isPooled = taken('pgbouncer') === 'true'
  const kept = Number(taken('statement_cache_size') ?? KEPT_STATEMENTS)
  if (!Number.isInteger(kept) || kept < 0) {
    throw new Error('statement_cache_size in DATABASE_URL must be a number')
  }
  return {
    connectionString: place.href,
    schema,
    keptStatements: isPooled ? 0 : kept,
    isPooled,
  }
}

/** The same place, but another database. */
export const withDatabase = (url: string, database: string): string => {
  const place = new URL(url)
  place.pathname = `/${encodeURIComponent(database)}`
  return place.href
}

/** The name of the database that a URL names. */
export const databaseIn = (url: string): string =>
  decodeURIComponent(new URL(url).pathname.slice(1))

/** A name as it is written in SQL. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The setting that has unqualified names mean tables of this schema. */
export const searchPath = (schema: string | undefined) =>
  schema === undefined
    ? {}
    : { options: `-c search_path=${quoted(schema).replaceAll(' ', '\\ ')}` }

/** PostgreSQL would say so itself, but in a transaction nothing could follow. */
const requireStorable = ({ args }: SqlQuery) => {
  if (args.some((each) => typeof each === 'string' && each.includes('\0'))) {
    throw new DriverAdapterError({
      kind: 'ValueOutOfRange',
      cause: 'Text may not hold a NUL character',
    })
  }
}

/** Has every statement looked at before it is sent. */
const careful = <Connection extends SqlQueryable>(
  connection: Connection
): Connection => {
  const queryRaw = connection.queryRaw.bind(connection)
  const executeRaw = connection.executeRaw.bind(connection)
  connection.queryRaw = async (query) => {
    requireStorable(query)
    return queryRaw(query)
  }
  connection.executeRaw = async (query) => {
    requireStorable(query)
    return executeRaw(query)
  }
  return connection
}

/** A statement that gives one row. */
interface Question {
  sql: string
  parameters: unknown[]
}

interface Premise {
  questions: Question[]
  /** Whether it did not hold. */
  isBroken?: boolean
}

const premises = new AsyncLocalStorage<Premise>()

/**
 * Writes only if something holds at that moment, and until the write is done: the
 * premise is asked in the same serializable transaction, and sent along with it.
 *
 * @param questions statements that give one row each, of which each column must be
 * true
 * @param act makes one call to Prisma that writes
 * @param otherwise what to do if it does not hold; nothing is written
 * @throws what `act` throws: of a transaction that PostgreSQL takes back for the
 * sake of another one, too
 */
const onlyWhile = <Result>(
  questions: Question[],
  act: () => Promise<Result>,
  otherwise: () => Promise<Result>
): Promise<Result> => {
  const premise: Premise = { questions }
  return premises.run(premise, () =>
    // Prisma's promises begin when they are asked for their result.
    act().then(undefined, (error) => {
      if (premise.isBroken) {
        return premises.exit(otherwise)
      }
      throw error
    })
  )
}

const READS = /^\s*select\b/i
const WRITES = /^\s*(insert|update|delete)\b/i
const BEGIN = /^\s*begin\s*$/i
const LEVEL = /^\s*set transaction (isolation level .*)$/i
const END = /^\s*(commit|rollback)\s*$/i
const DIVISION_BY_ZERO = '22012'

/** As Prisma's adapter sends a date. */
const sent = (value: unknown) =>
  value instanceof Date
    ? value.toISOString().replace('T', ' ').replace('Z', '')
    : value

/** Fails, and so keeps what comes behind from being done, where it is not so. */
const insisting = ({ sql, parameters }: Question): QueryConfig => ({
  // A row of booleans as text: (t,f).
  text: `SELECT 1 / (CASE WHEN CAST(p AS TEXT) LIKE '%f%' THEN 0 ELSE 1 END) FROM (${sql}) p`,
  values: parameters.map(sent),
})

/** Whether an error, of the driver's or of Prisma's adapter, is that of a premise. */
const isRefusal = (error: unknown) => {
  const { code, cause } = (error ?? {}) as {
    code?: string
    cause?: { originalCode?: string }
  }
  return [code, cause?.originalCode].includes(DIVISION_BY_ZERO)
}

const ARGUMENT = { scalarType: 'unknown', arity: 'scalar' } as const

/** Makes a write of one statement in a transaction with its premise. */
const writeOn = async (
  pool: Pool,
  kept: Kept,
  premise: Premise,
  write: QueryConfig
): Promise<QueryResult> => {
  const client = await pool.connect()
  const before = [
    { text: 'BEGIN ISOLATION LEVEL SERIALIZABLE' },
    ...premise.questions.map(insisting).map(kept.named),
  ]
  try {
    const results = await together(client, [
      ...before,
      kept.named(write),
      { text: 'COMMIT' },
    ])
    client.release()
    return results[before.length]
  } catch (error) {
    const { index, reason } = error as FailedAmong
    kept.afterFailure([...before, write][index] ?? write, reason)
    premise.isBroken = index < before.length && isRefusal(reason)
    giveBack(client, index <= before.length)
    throw reason
  }
}

/** Nobody waits for that. */
const giveBack = (client: PoolClient, isOpen: boolean) => {
  const ended = isOpen ? client.query('ROLLBACK') : Promise.resolve()
  ended.then(
    () => client.release(),
    (broken) => client.release(broken)
  )
}

type Ask = (asked: QueryConfig, ...rest: unknown[]) => Promise<QueryResult>

const NOTHING = { rows: [], fields: [], rowCount: 0, command: '', oid: 0 }

/**
 * Has a transaction begin with its first statement, in the same round trip, and
 * statements be kept.
 */
const beginLate = (client: ClientBase, kept: Kept) => {
  const ask: Ask = (...asked) =>
    Reflect.apply(Client.prototype.query, client, asked)
  const failed = (asked: QueryConfig) => (error: unknown) => {
    kept.afterFailure(asked, error)
    throw error
  }
  let begin: string | null = null
  const query: Ask = (asked, ...rest) => {
    const { text } = asked
    // What is no statement but several sees to all that itself.
    if (text === undefined || 'submit' in asked) {
      return ask(asked, ...rest)
    }
    const level = LEVEL.exec(text)?.[1]
    if (BEGIN.test(text) || (begin !== null && level)) {
      begin = level ? `BEGIN ${level}` : 'BEGIN'
      return Promise.resolve(NOTHING)
    }
    if (begin === null) {
      // The values are in the statement, too. With a callback among the rest there is
      // no promise; the pool's has one.
      const others = rest.filter((each) => !Array.isArray(each))
      const result = ask(kept.named(asked), ...others) as Partial<
        Promise<never>
      >
      return (result?.catch?.(failed(asked)) ?? result) as Promise<QueryResult>
    }
    const first = { text: begin }
    begin = null
    return END.test(text)
      ? Promise.resolve(NOTHING)
      : together(client, [first, kept.named(asked)]).then(
          ([, result]) => result,
          ({ reason }: FailedAmong) => failed(asked)(reason)
        )
  }
  client.query = query as ClientBase['query']
}

/** Begins a transaction, with the premise of the write that it is for, if there is one. */
const beginOn = async (
  begin: SqlDriverAdapter['startTransaction'],
  level: Parameters<typeof begin>[0]
): Promise<Transaction> => {
  const premise = premises.getStore()
  const transaction = careful(await begin(premise ? 'SERIALIZABLE' : level))
  try {
    for (const question of premise?.questions ?? []) {
      const { text: sql, values: args = [] } = insisting(question)
      const argTypes = args.map(() => ARGUMENT)
      await transaction.queryRaw({ sql, args, argTypes })
    }
    return transaction
  } catch (error) {
    if (premise) {
      premise.isBroken = isRefusal(error)
    }
    await transaction.executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] })
    await transaction.rollback()
    throw error
  }
}

/** What is open, by the URLs of databases. */
const pools = new Map<string, { pool: Pool; lines: Lines }>()

/** Of a process' connections, a third and at most these are shared by reads. */
const MOST_LINES = 4

/** Reads one row of what is committed, past Prisma, which is to say what is wrong. */
const firstRowOn = (
  pool: Pool,
  { sql, parameters }: Question
): Promise<unknown[] | null> => {
  const values = parameters.map(sent)
  return pool.query({ text: sql, values, rowMode: 'array' }).then(
    ({ rows }) => rows[0] ?? null,
    () => null
  )
}

/** How many connections a database has open; null if it is not open itself. */
export const connectionsTo = (url: string) => {
  const opened = pools.get(url)
  if (!opened) {
    return null
  }
  const { pool, lines } = opened
  const { open, busy } = lines.count()
  return {
    busy: pool.totalCount - pool.idleCount + busy,
    idle: pool.idleCount + open - busy,
    /** Of those who want one, how many have none. */
    waiting: pool.waitingCount,
  }
}

/**
 * What this driver can do beside Prisma for those who write: see `onlyWhile`, and
 * read one row. `firstRow` gives null while the database is not open, where there is
 * no row, and for what the database does not take.
 */
export const postgresDriver = (url: string) => ({
  onlyWhile,
  firstRow: (question: Question): Promise<unknown[] | null> | null => {
    const opened = pools.get(url)
    return opened ? firstRowOn(opened.pool, question) : null
  },
})

/**
 * A Prisma driver adapter for the PostgreSQL database at `url`. A connection that
 * has broken, as all do when the server restarts, is replaced by the next request
 * that needs one.
 */
export const postgresAdapter = (
  url: string,
  settings: PostgresSettings
): SqlDriverAdapterFactory => {
  const { connectionString, schema, keptStatements, isPooled } =
    postgresPlace(url)
  const shared = isPooled
    ? 0
    : Math.min(MOST_LINES, Math.floor(settings.poolSize / 3))
  const config = {
    connectionString,
    ...searchPath(schema),
    statement_timeout: settings.statementTimeoutMs,
    connectionTimeoutMillis: settings.connectTimeoutMs,
    keepAlive: true,
  }
  const lost = settings.onLostConnection ?? (() => {})
  const kept = keepStatements(keptStatements)
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => {
      const pool = new Pool({
        ...config,
        max: settings.poolSize - shared,
        // What has nothing left to do but to wait for work may end.
        allowExitOnIdle: true,
      })
      const lines = openLines(config, shared, lost)
      pool.on('connect', (client) => {
        // For as long as it lives: Prisma's adapter listens only now and then, and
        // an error of which nobody hears would end the process.
        client.on('error', lost)
        beginLate(client, kept)
      })
      const ask = pool.query.bind(pool) as Ask
      const query: Ask = (asked, ...rest) => {
        const premise = premises.getStore()
        if (premise && WRITES.test(asked.text)) {
          return writeOn(pool, kept, premise, asked)
        }
        const onLine = READS.test(asked.text)
          ? lines.ask(kept.named(asked))
          : null
        return (onLine ?? ask(asked, ...rest)).catch((error) => {
          kept.afterFailure(asked, error)
          throw error
        })
      }
      pool.query = query as Pool['query']
      pools.set(url, { pool, lines })
      const connections = new PrismaPg(pool, {
        schema,
        disposeExternalPool: true,
      })
      const connection: SqlDriverAdapter = careful(await connections.connect())
      const begin = connection.startTransaction.bind(connection)
      connection.startTransaction = (level) => beginOn(begin, level)
      const dispose = connection.dispose.bind(connection)
      connection.dispose = async () => {
        if (pools.get(url)?.pool === pool) {
          pools.delete(url)
        }
        await lines.end()
        await dispose()
      }
      return connection
    },
  }
}
