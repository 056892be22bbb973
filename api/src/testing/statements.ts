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

const toSqlite = (): Spying => {
  const prepare = jest.spyOn(Database.prototype, 'prepare')
  return {
    sent: () => prepare.mock.calls.map(([sql]) => sql),
    restore: () => prepare.mockRestore(),
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
