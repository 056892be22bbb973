import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'

import type { Driver } from './policy/ask'
import { postgresAdapter, postgresDriver } from './postgres'
import type { PostgresSettings } from './postgres'
import { providerOf } from './provider'
import { sqliteAdapter, sqliteDriver, sqliteFile } from './sqlite'

/** Where a database is, and how to use it. */
export interface Place {
  url: string
  /** What a relative path of a `file:` URL is relative to. */
  folder: string
  postgres: PostgresSettings
}

/** Prisma's adapter for the database at a URL, of whichever kind that is. */
export const databaseAdapter = ({
  url,
  folder,
  postgres,
}: Place): SqlDriverAdapterFactory =>
  providerOf(url) === 'sqlite'
    ? sqliteAdapter(sqliteFile(url, folder))
    : postgresAdapter(url, postgres)

/** What the driver of that database does for `authDb()`, beside Prisma. */
export const databaseDriver = ({ url, folder }: Place): Driver =>
  providerOf(url) === 'sqlite'
    ? sqliteDriver(sqliteFile(url, folder))
    : postgresDriver(url)
