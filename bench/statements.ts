import Database from 'libsql'
import { Client } from 'pg'

import { provider } from './database'

const CONTROL = /^\s*(begin|commit|rollback|set|savepoint|release)\b/i
const BEGIN = /^\s*begin\b/i

/** What has been asked of the database. */
interface Count {
  statements: number
  isTransaction: boolean
  /** How often an answer of a server was waited for. */
  trips: number
}

const counting = () => {
  const count: Count = { statements: 0, isTransaction: false, trips: 0 }
  const note = (sql: string) => {
    count.isTransaction ||= BEGIN.test(sql)
    count.statements += CONTROL.test(sql) ? 0 : 1
  }
  return { count, note }
}

interface Watch {
  count: Count
  stop: () => void
}

const WAYS = ['run', 'get', 'all'] as const

const watchSqlite = (): Watch => {
  const { count, note } = counting()
  const connection = new Database(':memory:', {})
  // What runs a statement; one that is kept is prepared once and run often.
  const running = Object.getPrototypeOf(
    connection.prepare('SELECT 1')
  ) as Record<(typeof WAYS)[number], (...values: unknown[]) => unknown>
  connection.close()
  const { exec } = Database.prototype
  const { run, get, all } = running
  for (const way of WAYS) {
    const original = running[way]
    running[way] = function (...values) {
      count.statements += 1
      return original.apply(this, values)
    }
  }
  Object.assign(Database.prototype, {
    exec(this: Database.Database, sql: string) {
      // All else that is executed is control.
      if (BEGIN.test(sql)) {
        note(sql)
      }
      return exec.call(this, sql)
    },
  })
  const stop = () => {
    Object.assign(Database.prototype, { exec })
    Object.assign(running, { run, get, all })
  }
  return { count, stop }
}

type Sent = string | { text: string } | { texts: string[] }

const textsOf = (sent: Sent) => {
  if (typeof sent === 'string') {
    return [sent]
  }
  return 'texts' in sent ? sent.texts : [sent.text]
}

const watchPostgres = (): Watch => {
  const { count, note } = counting()
  const { query } = Client.prototype
  Object.assign(Client.prototype, {
    query(this: Client, ...asked: [Sent]) {
      count.trips += 1
      textsOf(asked[0]).forEach(note)
      return Reflect.apply(query, this, asked)
    },
  })
  return { count, stop: () => Object.assign(Client.prototype, { query }) }
}

/**
 * How many SQL statements the driver runs while `act` does, and whether it
 * begins a transaction, which is not counted: `3` or `3 + tx`. On PostgreSQL, also
 * in how many round trips.
 */
export const countStatements = async (
  act: () => Promise<unknown>
): Promise<string> => {
  const { count, stop } =
    provider === 'sqlite' ? watchSqlite() : watchPostgres()
  try {
    await act()
  } finally {
    stop()
  }
  const { statements, isTransaction, trips } = count
  return [
    String(statements),
    isTransaction ? ' + tx' : '',
    trips > 0 ? ` in ${trips}` : '',
  ].join('')
}
