import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'

import { sqliteAdapter } from './sqlite'

// As Prisma's own schema engine creates it.
const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id"                    TEXT PRIMARY KEY NOT NULL,
  "checksum"              TEXT NOT NULL,
  "finished_at"           DATETIME,
  "migration_name"        TEXT NOT NULL,
  "logs"                  TEXT,
  "rolled_back_at"        DATETIME,
  "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`

const isMissingMigrationsTable = (error: unknown, sql: string) =>
  error instanceof Error &&
  (error.cause as { kind?: string } | undefined)?.kind ===
    'TableDoesNotExist' &&
  sql.includes('_prisma_migrations')

/**
 * Mends two things for Prisma's WASM schema engine (6.19): it does not expect
 * the migrations table to be missing (P1014), and it sends whole scripts where
 * a driver takes one statement.
 */
const forSchemaEngine = (connection: SqlDriverAdapter): SqlDriverAdapter => ({
  provider: connection.provider,
  adapterName: connection.adapterName,
  executeScript: (script) => connection.executeScript(script),
  startTransaction: (level) => connection.startTransaction(level),
  dispose: () => connection.dispose(),
  queryRaw: async (query) => {
    try {
      return await connection.queryRaw(query)
    } catch (error) {
      if (!isMissingMigrationsTable(error, query.sql)) {
        throw error
      }
      await connection.executeScript(MIGRATIONS_TABLE)
      return connection.queryRaw(query)
    }
  },
  executeRaw: async (query) => {
    if (query.args.length > 0) {
      return connection.executeRaw(query)
    }
    await connection.executeScript(query.sql)
    return 0
  },
})

/** The adapter that Prisma's command line uses on the SQLite file `file`. */
export const sqliteMigrations = (
  file: string
): SqlMigrationAwareDriverAdapterFactory => {
  const factory = sqliteAdapter(file)
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => forSchemaEngine(await factory.connect()),
    connectToShadowDb: async () =>
      forSchemaEngine(await factory.connectToShadowDb()),
  }
}
