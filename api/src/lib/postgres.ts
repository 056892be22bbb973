import { PrismaPg } from '@prisma/adapter-pg'
import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
} from '@prisma/driver-adapter-utils'
import { Pool } from 'pg'

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
}

/**
 * The place that a URL names. Prisma writes the schema into it, of which the
 * driver knows nothing.
 */
export const postgresPlace = (url: string): PostgresPlace => {
  const place = new URL(url)
  const schema = place.searchParams.get('schema') ?? undefined
  place.searchParams.delete('schema')
  return { connectionString: place.href, schema }
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

/**
 * A Prisma driver adapter for the PostgreSQL database at `url`. A connection that
 * has broken, as all do when the server restarts, is replaced by the next request
 * that needs one.
 */
export const postgresAdapter = (
  url: string,
  settings: PostgresSettings
): SqlDriverAdapterFactory => {
  const { connectionString, schema } = postgresPlace(url)
  const config = {
    connectionString,
    ...searchPath(schema),
    max: settings.poolSize,
    statement_timeout: settings.statementTimeoutMs,
    connectionTimeoutMillis: settings.connectTimeoutMs,
    keepAlive: true,
    // What has nothing left to do but to wait for work may end.
    allowExitOnIdle: true,
  }
  const lost = settings.onLostConnection ?? (() => {})
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => {
      const pool = new Pool(config)
      // For as long as it lives: Prisma's adapter listens only now and then, and
      // an error of which nobody hears would end the process.
      pool.on('connect', (client) => client.on('error', lost))
      const connections = new PrismaPg(pool, {
        schema,
        disposeExternalPool: true,
      })
      const connection: SqlDriverAdapter = careful(await connections.connect())
      const begin = connection.startTransaction.bind(connection)
      connection.startTransaction = async (level) => careful(await begin(level))
      return connection
    },
  }
}
