import { AsyncLocalStorage } from 'node:async_hooks'
import path from 'node:path'

import { PrismaLibSQL } from '@prisma/adapter-libsql'
import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
} from '@prisma/driver-adapter-utils'
import { Mutex } from 'async-mutex'
import Database from 'libsql'

import { Recent } from './policy/recent'

/*
 * The embedded database: SQLite in a file, through libsql, which ships its
 * binary inside its npm package. Why not another driver, and why two
 * connections: docs/decisions/0002-embedded-database.md
 */

const BUSY_TIMEOUT_MS = 5000

type Config = Parameters<PrismaLibSQL['createClient']>[0]
type Client = ReturnType<PrismaLibSQL['createClient']>
type Statement = Parameters<Client['execute']>[0]
type ResultSet = Awaited<ReturnType<Client['execute']>>
type Transaction = Awaited<ReturnType<Client['transaction']>>
type Connection = Database.Database
type Argument = null | string | number | bigint | boolean | Date | Uint8Array

const open = (file: string): Connection => {
  const connection = new Database(file, {})
  // Large integers come back whole; Prisma narrows them to the column's type.
  connection.defaultSafeIntegers(true)
  connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  connection.pragma('foreign_keys = ON')
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = NORMAL')
  return connection
}

const bindable = (argument: unknown) => {
  // libsql would cut the text off there without a word.
  if (typeof argument === 'string' && argument.includes('\0')) {
    throw new DriverAdapterError({
      kind: 'ValueOutOfRange',
      cause: 'Text may not hold a NUL character',
    })
  }
  return typeof argument === 'boolean' ? Number(argument) : argument
}

const WRITES = /^\s*(insert|update|delete|replace|create|alter|drop|pragma)\b/i

const sqlOf = (statement: Statement) =>
  typeof statement === 'string' ? statement : statement.sql

const CAN_BE_KEPT = /^\s*(select|insert|update|delete|with)\b/i
const KEPT_STATEMENTS = 100

type Prepare = (sql: string) => Database.Statement

/** Prepares a statement; its rows, if it has any, are lists. */
const prepareOn = (connection: Connection, sql: string) => {
  const statement = connection.prepare(sql)
  return statement.reader ? statement.raw() : statement
}

/** Prepares statements, and keeps those that were used last. */
const keeping = (connection: Connection): Prepare => {
  const kept = new Recent<Database.Statement>(KEPT_STATEMENTS)
  return (sql) => {
    const known = kept.get(sql)
    const statement = known ?? prepareOn(connection, sql)
    if (known || CAN_BE_KEPT.test(sql)) {
      kept.set(sql, statement)
    }
    return statement
  }
}

/** Runs one statement; `args` are positional. Throws libsql's SqliteError. */
const run = (prepare: Prepare, statement: Statement): ResultSet => {
  const { sql, args = [] } =
    typeof statement === 'string' ? { sql: statement } : statement
  const prepared = prepare(sql)
  const values = (args as Argument[]).map(bindable)
  if (!prepared.reader) {
    const { changes } = prepared.run(values)
    return resultSet([], [], [], changes)
  }
  const columns = prepared.columns()
  return resultSet(
    columns.map(({ name }) => name),
    columns.map(({ type }) => type ?? ''),
    prepared.all(values) as ResultSet['rows'],
    0
  )
}

const resultSet = (
  columns: string[],
  columnTypes: string[],
  rows: ResultSet['rows'],
  rowsAffected: number
): ResultSet => ({
  columns,
  columnTypes,
  rows,
  rowsAffected,
  lastInsertRowid: undefined,
  toJSON: () => ({ columns, columnTypes, rows, rowsAffected }),
})

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
 * Writes only if something holds at that moment: the premise is asked in the same
 * transaction, by the driver, which costs a few microseconds.
 *
 * @param questions statements that give one row each, of which each column must be
 * true
 * @param act makes one call to Prisma that writes
 * @param otherwise what to do if it does not hold; nothing is written
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

/** As Prisma's adapter stores a date. */
const stored = (value: unknown) =>
  bindable(
    value instanceof Date ? value.toISOString().replace('Z', '+00:00') : value
  )

/**
 * Reads the one row that a statement gives. With libsql's `get()`, a statement that
 * has been asked for `all()` before keeps the values of that time.
 */
const firstRow = (prepare: Prepare, { sql, parameters }: Question) =>
  prepare(sql).all(parameters.map(stored))[0] as unknown[]

/** Lets a write go on or throws; to be called in its transaction. */
const requirePremise = (prepare: Prepare) => {
  const premise = premises.getStore()
  if (premise) {
    premise.isBroken = !premise.questions.every((question) =>
      firstRow(prepare, question).every(Boolean)
    )
    if (premise.isBroken) {
      throw new Error('The premise of a write does not hold')
    }
  }
}

/**
 * What Prisma's libsql adapter asks of a client, on one connection that keeps
 * its settings. (`@libsql/client` opens a new connection after every
 * transaction and so forgets the busy timeout.) Transactions take the write
 * lock when they begin, so that none fails half-way with "database is locked".
 */
const clientOn = (connection: Connection): Client => {
  const prepare = keeping(connection)
  const execute = async (statement: Statement) => run(prepare, statement)
  const begin = () => {
    connection.exec('BEGIN IMMEDIATE')
    try {
      requirePremise(prepare)
    } catch (error) {
      connection.exec('ROLLBACK')
      throw error
    }
  }
  const executeAlone = async (statement: Statement) => {
    const isOnPremise = premises.getStore() && WRITES.test(sqlOf(statement))
    if (!isOnPremise) {
      return run(prepare, statement)
    }
    begin()
    try {
      const result = run(prepare, statement)
      connection.exec('COMMIT')
      return result
    } catch (error) {
      connection.exec('ROLLBACK')
      throw error
    }
  }
  const executeMultiple = async (script: string) => {
    connection.exec(script)
  }
  const end = async (sql: 'COMMIT' | 'ROLLBACK') => {
    if (connection.inTransaction) {
      connection.exec(sql)
    }
  }
  const transaction = async (): Promise<Transaction> => {
    begin()
    return {
      execute,
      executeMultiple,
      batch: notUsed,
      commit: () => end('COMMIT'),
      rollback: () => end('ROLLBACK'),
      close: () => void end('ROLLBACK'),
      get closed() {
        return !connection.inTransaction
      },
    }
  }
  return {
    execute: executeAlone,
    executeMultiple,
    transaction,
    batch: notUsed,
    sync: notUsed,
    close: () => connection.close(),
    closed: false,
    protocol: 'file',
  }
}

const notUsed = () => {
  throw new Error('The libsql adapter of Prisma 6.19 does not call this')
}

class PrismaLibsqlFile extends PrismaLibSQL {
  /** The connection that was opened last. */
  opened?: Connection

  createClient(config: Config): Client {
    this.opened = open(config.url.replace(/^file:/, ''))
    return clientOn(this.opened)
  }
}

/**
 * One connection that writes and one that reads. Writes and transactions queue
 * for the first; reads outside a transaction use the second, which sees
 * committed rows only and never waits for a writer.
 */
const isolated = (
  writer: SqlDriverAdapter,
  reader: SqlDriverAdapter
): SqlDriverAdapter => {
  const writing = new Mutex()
  return {
    provider: writer.provider,
    adapterName: writer.adapterName,
    queryRaw: (query: SqlQuery) =>
      WRITES.test(query.sql)
        ? writing.runExclusive(() => writer.queryRaw(query))
        : reader.queryRaw(query),
    executeRaw: (query: SqlQuery) =>
      writing.runExclusive(() => writer.executeRaw(query)),
    executeScript: (script: string) =>
      writing.runExclusive(() => writer.executeScript(script)),
    // The adapter holds a lock of its own until the transaction ends, which a
    // write between the two would wait for for ever: so ours is held as long.
    startTransaction: async (level) => {
      const release = await writing.acquire()
      try {
        const transaction = await writer.startTransaction(level)
        const commit = transaction.commit.bind(transaction)
        const rollback = transaction.rollback.bind(transaction)
        transaction.commit = () => commit().finally(release)
        transaction.rollback = () => rollback().finally(release)
        return transaction
      } catch (error) {
        release()
        throw error
      }
    },
    dispose: async () => {
      await writer.dispose()
      await reader.dispose()
    },
  }
}

/**
 * The absolute path of the SQLite file that `url` (`file:…`) names; a relative
 * one is taken from `folder`.
 */
export const sqliteFile = (url: string, folder: string): string =>
  path.resolve(folder, url.replace(/^file:/, ''))

/** On the connections that read what is committed, by the files that are open. */
const readers = new Map<string, Prepare>()

/**
 * What this driver can do beside Prisma for those who write: see `onlyWhile`, and
 * read one row in a few microseconds. `firstRow` gives null while the file at the
 * absolute path is not open.
 */
export const sqliteDriver = (file: string) => ({
  onlyWhile,
  firstRow: (question: Question): unknown[] | null => {
    const prepare = readers.get(file)
    return prepare ? firstRow(prepare, question) : null
  },
})

/**
 * A Prisma driver adapter for the SQLite file at the absolute path `file`.
 * Transactions are isolated both ways, and other processes may use the file at
 * the same time: each waits up to five seconds for the other's write lock.
 */
export const sqliteAdapter = (
  file: string
): SqlMigrationAwareDriverAdapterFactory => {
  const connections = new PrismaLibsqlFile({ url: `file:${file}` })
  return {
    provider: connections.provider,
    adapterName: connections.adapterName,
    connect: async () => {
      const writer = await connections.connect()
      const reader = await connections.connect()
      await reader.executeScript('PRAGMA query_only = ON')
      readers.set(file, keeping(connections.opened as Connection))
      const adapter = isolated(writer, reader)
      return {
        ...adapter,
        dispose: async () => {
          readers.delete(file)
          await adapter.dispose()
        },
      }
    },
    connectToShadowDb: () => connections.connectToShadowDb(),
  }
}
