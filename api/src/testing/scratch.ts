import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import Database from 'libsql'

import { enhance } from 'src/lib/policy/enhance'
import type { Delegate } from 'src/lib/policy/operation'
import type { Policy } from 'src/lib/policy/types'
import { sqliteAdapter } from 'src/lib/sqlite'

import { compileTexts } from './compiling'
import { made } from './making'
import type { Row } from './reference'
import { schemaText } from './schemas'
import type { SchemaName } from './schemas'

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
  /** The driver's own connection to the database, past Prisma. */
  sql: Database.Database
  /** Our client for an actor, whose relations that rules follow are loaded. */
  enhanceAs: (user: Row | null) => AnyClient
  /** ZenStack's client for the same actor, to compare ours with. */
  zenstackAs: (user: Row | null) => AnyClient
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
  const place = fs.mkdtempSync(path.join(os.tmpdir(), `scratch-${name}-`))
  const file = path.join(place, 'scratch.db')
  const sql = new Database(file, {})
  sql.pragma('journal_mode = WAL')
  // It is thrown away: nothing in it need survive a power cut.
  sql.pragma('synchronous = OFF')
  sql.exec(fs.readFileSync(path.join(folder, 'tables.sql'), 'utf8'))
  const { PrismaClient } = jest.requireActual(path.join(folder, 'client'))
  const zenstack = jest.requireActual(
    path.join(folder, 'node_modules/.zenstack/enhance.js')
  )
  const db: AnyClient = new PrismaClient({ adapter: sqliteAdapter(file) })
  return {
    policy,
    db,
    sql,
    enhanceAs: (user) => enhance(db, { policy, user }) as AnyClient,
    zenstackAs: (user) => zenstack.enhance(db, { user: user ?? undefined }),
    close: async () => {
      await db.$disconnect()
      sql.close()
      fs.rmSync(place, { recursive: true })
    },
  }
}
