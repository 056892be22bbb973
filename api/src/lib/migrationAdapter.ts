import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'

import { postgresMigrations } from './postgresMigrations'
import { providerOf } from './provider'
import { sqliteFile } from './sqlite'
import { sqliteMigrations } from './sqliteMigrations'

/**
 * The adapter that Prisma's command line uses on the database at `url`.
 *
 * @param folder what a relative path of a `file:` URL is relative to
 */
export const migrationAdapter = (
  url: string,
  folder: string
): SqlMigrationAwareDriverAdapterFactory =>
  providerOf(url) === 'sqlite'
    ? sqliteMigrations(sqliteFile(url, folder))
    : postgresMigrations(url)
