import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { databaseAdapter, databaseDriver } from 'src/lib/database'
import { place as app } from 'src/lib/db'
import type { Driver } from 'src/lib/policy/ask'
import { enhance } from 'src/lib/policy/enhance'
import { keepingPlans } from 'src/lib/policy/keptPlans'
import type { Delegate } from 'src/lib/policy/operation'
import type { Policy } from 'src/lib/policy/types'
import { withDatabase } from 'src/lib/postgres'
import { dropDatabase, ensureDatabase } from 'src/lib/postgresMigrations'
import { providerOf } from 'src/lib/provider'

import { compileTexts } from './compiling'
import { made } from './making'
import type { Row } from './reference'
import { documented, schemaText } from './schemas'
import type { SchemaName } from './schemas'
import { postgresStorage } from './storage/postgresStorage'
import { sqliteStorage } from './storage/sqliteStorage'
import type { Storage } from './storage/storage'

/** A Prisma client of any schema. */
export type AnyClient = Record<string, Delegate> & {
  $transaction: (work: unknown, options?: object) => Promise<unknown>
  $disconnect: () => Promise<void>
}

/** A schema at run time: its rules, and a database of its own to try them on. */
export interface Scratch {
  policy: Policy
  /** The client without any rule. */
  db: AnyClient
  /** What its driver does beside Prisma, as for `authDb()`. */
  driver: Driver
  /** The same database, past Prisma. */
  storage: Storage
  /** Our client for an actor, whose relations that rules follow are loaded. */
  enhanceAs: (user: Row | null) => AnyClient
  /** Removes the database. */
  close: () => Promise<void>
}

/**
 * An empty database of a schema, with all that is generated for it.
 *
 * The first time it takes some ten seconds, afterwards none: what is generated
 * is kept until the schema changes.
 */
export const openScratch = async (name: SchemaName): Promise<Scratch> => {
  const folder = await made(name)
  const { policy } = await compileTexts({
    [`${name}.zmodel`]: schemaText(name),
  })
  const place = await openPlace(name)
  const { storage } = place
  for (const script of scriptsOf(name, folder)) {
    await storage.run(script)
  }
  const { PrismaClient } = jest.requireActual(path.join(folder, 'client'))
  const here = { ...app, url: place.url }
  const db: AnyClient = keepingPlans(PrismaClient, {
    adapter: databaseAdapter(here),
  })
  const driver = databaseDriver(here)
  return {
    policy,
    db,
    driver,
    storage,
    enhanceAs: (user) => enhance(db, { policy, user, driver }) as AnyClient,
    close: async () => {
      await db.$disconnect()
      await storage.close()
      await place.remove()
    },
  }
}

/** What makes a schema's tables; of the extended one, the migrations that do. */
const scriptsOf = (name: SchemaName, folder: string): string[] => {
  const made = fs.readFileSync(path.join(folder, 'tables.sql'), 'utf8')
  return name === 'extended'
    ? [...migrations(), made, ...documented(providerOf(app.url))]
    : [made]
}

/** The scripts of the migrations, for the kind of database that the app has. */
export const migrations = (): string[] => {
  const folder = path.join(app.folder, 'migrations', providerOf(app.url))
  return fs
    .readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name, 'migration.sql'))
    .filter((file) => fs.existsSync(file))
    .map((file) => fs.readFileSync(file, 'utf8'))
}

interface EmptyPlace {
  url: string
  storage: Storage
  remove: () => Promise<unknown>
}

/** A database of its own, of the kind that the app has. */
export const openPlace = async (name: string): Promise<EmptyPlace> => {
  if (providerOf(app.url) === 'sqlite') {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), `scratch-${name}-`))
    const file = path.join(folder, 'scratch.db')
    return {
      url: `file:${file}`,
      storage: sqliteStorage(file),
      remove: async () => fs.rmSync(folder, { recursive: true }),
    }
  }
  const url = withDatabase(app.url, `scratch_${name}_${randomUUID()}`)
  await ensureDatabase(url)
  return {
    url,
    storage: await postgresStorage(url),
    remove: () => dropDatabase(url),
  }
}
