import fs from 'node:fs'
import path from 'node:path'

import Database from 'libsql'
import { Pool } from 'pg'

import { env } from '../api/src/lib/env'
import { postgresPlace } from '../api/src/lib/postgres'
import { providerOf } from '../api/src/lib/provider'
import { sqliteFile } from '../api/src/lib/sqlite'

import { rawPostgres } from './contenders/rawPostgres'
import { rawSql } from './contenders/rawSql'
import type { Contender } from './operations'

/** The kind of database that is measured. */
export const provider = providerOf(env.databaseUrl)

/** How results name it. */
export const DATABASE = { sqlite: 'SQLite', postgresql: 'PostgreSQL' }[provider]

/** The database of a bench, past Prisma and the app's driver. */
export interface RawDatabase {
  /** Runs statements, without an answer. */
  run: (script: string) => Promise<void>
  /** The operations as statements of its own. */
  contender: Contender
  /** Reads one row; `$1` and so on stand for the values. */
  row: (sql: string, values: unknown[]) => Promise<unknown>
  close: () => Promise<void>
}

const openSqlite = (): RawDatabase => {
  const connection = new Database(sqliteFile(env.databaseUrl, ''), {})
  connection.pragma('busy_timeout = 5000')
  connection.pragma('foreign_keys = ON')
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = NORMAL')
  const known = new Map<string, Database.Statement>()
  return {
    run: async (script) => {
      connection.exec(script)
    },
    contender: rawSql(connection),
    row: async (sql, values) => {
      const statement = known.get(sql) ?? connection.prepare(sql)
      known.set(sql, statement)
      return statement.get(values)
    },
    close: async () => {
      connection.close()
    },
  }
}

const openPostgres = (): RawDatabase => {
  const { connectionString } = postgresPlace(env.databaseUrl)
  const pool = new Pool({ connectionString, max: env.postgres.poolSize })
  // The server is stopped while connections still end; nobody waits for an answer then,
  // and who does hears of it by the statement.
  pool.on('error', () => {})
  return {
    run: async (script) => {
      await pool.query(script)
    },
    contender: rawPostgres(pool),
    row: async (text, values) => {
      const { rows } = await pool.query({ name: text, text, values })
      return rows[0]
    },
    close: () => pool.end(),
  }
}

/** Opens the database that DATABASE_URL names, with connections of its own. */
export const openDatabase = (): RawDatabase =>
  provider === 'sqlite' ? openSqlite() : openPostgres()

const MIGRATIONS = path.join(__dirname, '../api/db/migrations', provider)

/** What the app's migrations do, in order. */
export const migrations = (): string[] =>
  fs
    .readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) =>
      fs.readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8')
    )
