import { randomUUID } from 'node:crypto'

import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import { Pool } from 'pg'
import type { QueryResult } from 'pg'

import {
  databaseIn,
  postgresPlace,
  quoted,
  searchPath,
  withDatabase,
} from './postgres'

/** The database that every server has, to make others from. */
const MAINTENANCE = 'postgres'
const NO_SUCH_DATABASE = '3D000'

// The adapter (6.19) does not know all types of the catalogue, which the schema
// engine reads: what each is read as instead.
const CHAR = 18
const READ_AS: Record<number, number> = {
  [CHAR]: 25, // "char": text
  19: 25, // name: text
  21: 23, // int2: int4
  1002: 1009, // "char"[]: text[]
  1003: 1009, // name[]: text[]
  1005: 1007, // int2[]: int4[]
}

/** One session: it would not be another one's to let go of its advisory lock. */
const session = (url: string): Pool => {
  const { connectionString, schema } = postgresPlace(url)
  return new Pool({
    connectionString,
    ...searchPath(schema),
    max: 1,
    allowExitOnIdle: true,
  })
}

type Query = (...args: unknown[]) => Promise<QueryResult>

const connect = async (url: string): Promise<SqlDriverAdapter> => {
  const pool = session(url)
  const ask = pool.query.bind(pool) as Query
  // Of the last answer; the schema engine asks one thing after the other.
  let typeIds: number[] = []
  pool.query = (async (...args: unknown[]) => {
    const result = await ask(...args)
    const { fields = [] } = result
    typeIds = fields.map(({ dataTypeID }) => dataTypeID)
    for (const field of fields) {
      field.dataTypeID = READ_AS[field.dataTypeID] ?? field.dataTypeID
    }
    return result
  }) as Pool['query']
  const { schema } = postgresPlace(url)
  const connection = await new PrismaPg(pool, {
    schema,
    disposeExternalPool: true,
  }).connect()
  const queryRaw = connection.queryRaw.bind(connection)
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query)
    const columnTypes = result.columnTypes.map((type, n) =>
      typeIds[n] === CHAR ? ColumnTypeEnum.Character : type
    )
    return { ...result, columnTypes }
  }
  // Prisma's own cuts scripts at each semicolon, those in functions too.
  connection.executeScript = async (script) => {
    await ask(script)
  }
  return connection
}

const isMissing = (error: unknown) =>
  (error as { code?: string }).code === NO_SUCH_DATABASE

const inMaintenance = async (url: string, statement: string) => {
  const pool = session(withDatabase(url, MAINTENANCE))
  try {
    await pool.query(statement)
  } finally {
    await pool.end()
  }
}

// Text is compared by its bytes, as on SQLite, whatever the server's language.
const creation = (database: string) =>
  `CREATE DATABASE ${quoted(database)}
   TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`

/** Creates the database that a URL names, if the server does not have it yet. */
export const ensureDatabase = async (url: string) => {
  const pool = session(url)
  try {
    await pool.query('SELECT 1')
  } catch (error) {
    if (!isMissing(error)) {
      throw error
    }
    await inMaintenance(url, creation(databaseIn(url)))
  } finally {
    await pool.end()
  }
}

/** Removes the database that a URL names, and closes what is connected to it. */
export const dropDatabase = (url: string) =>
  inMaintenance(
    url,
    `DROP DATABASE IF EXISTS ${quoted(databaseIn(url))} WITH (FORCE)`
  )

/**
 * The adapter that Prisma's command line uses on the PostgreSQL database at `url`,
 * which it makes if there is none. For comparisons it makes another one beside it
 * for a moment, so the role may have to have CREATEDB.
 */
export const postgresMigrations = (
  url: string
): SqlMigrationAwareDriverAdapterFactory => ({
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: async () => {
    await ensureDatabase(url)
    return connect(url)
  },
  connectToShadowDb: async () => {
    const shadow = withDatabase(url, `prisma_shadow_${randomUUID()}`)
    await ensureDatabase(shadow)
    const connection = await connect(shadow)
    const dispose = connection.dispose.bind(connection)
    connection.dispose = async () => {
      await dispose()
      await dropDatabase(shadow)
    }
    return connection
  },
})
