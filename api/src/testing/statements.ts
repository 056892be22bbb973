import Database from 'libsql'
import { Client } from 'pg'

import { place } from 'src/lib/db'
import { providerOf } from 'src/lib/provider'

const CONTROL = /^(BEGIN|COMMIT|ROLLBACK|SET|SAVEPOINT|RELEASE)\b/

/**
 * Runs `act` and collects the SQL statements that reach the database driver
 * meanwhile, PRAGMAs and transaction control left out.
 */
export const countStatements = async <Result>(
  act: () => Promise<Result>
): Promise<{ result: Result; statements: string[] }> => {
  const { sent, restore } =
    providerOf(place.url) === 'sqlite' ? toSqlite() : toPostgres()
  try {
    const result = await act()
    return { result, statements: sent().map(shape) }
  } finally {
    restore()
  }
}

interface Spying {
  sent: () => string[]
  restore: () => void
}

// A statement is prepared once and run often, and does not tell its text.
const texts = new WeakMap<object, string>()
const { prepare } = Database.prototype
Object.assign(Database.prototype, {
  prepare(this: Database.Database, text: string) {
    const statement = prepare.call(this, text)
    texts.set(statement, text)
    return statement
  },
})

const toSqlite = (): Spying => {
  const connection = new Database(':memory:', {})
  const statements = Object.getPrototypeOf(prepare.call(connection, 'SELECT 1'))
  connection.close()
  const ways = (['all', 'run'] as const).map((way) =>
    jest.spyOn(statements, way)
  )
  return {
    sent: () =>
      ways
        .flatMap(({ mock }) =>
          mock.contexts.map((statement, n) => ({
            text: texts.get(statement as object) ?? '',
            order: mock.invocationCallOrder[n],
          }))
        )
        .sort((one, other) => one.order - other.order)
        .map(({ text }) => text)
        .filter((text) => !/^\s*PRAGMA/i.test(text)),
    restore: () => ways.forEach((way) => way.mockRestore()),
  }
}

/** What a client of `pg` may be given: one statement, or several at once. */
type Sent = string | { text: string } | { texts: string[] }

const textsOf = (sent: Sent): string[] => {
  if (typeof sent === 'string') {
    return [sent]
  }
  return 'texts' in sent ? sent.texts : [sent.text]
}

const toPostgres = (): Spying => {
  const query = jest.spyOn(Client.prototype, 'query')
  return {
    sent: () =>
      (query.mock.calls as unknown as [Sent][])
        .flatMap(([sent]) => textsOf(sent))
        .filter((sql) => !CONTROL.test(sql)),
    restore: () => query.mockRestore(),
  }
}

/** A statement without numbers of parameters, and the length of their lists. */
const shape = (sql: string) =>
  sql.replace(/\$\d+/g, '?').replace(/\((\?,)*\?\)/g, '(?)')
