import Database from 'libsql'

const connection = new Database(':memory:', {})
/** What runs a statement; one that is kept is prepared once and run often. */
const running = Object.getPrototypeOf(connection.prepare('SELECT 1')) as Record<
  (typeof WAYS)[number],
  (...values: unknown[]) => unknown
>
connection.close()

const WAYS = ['run', 'get', 'all'] as const

/**
 * How many SQL statements the driver runs while `act` does, and whether it
 * begins a transaction, which is not counted: `3` or `3 + tx`.
 */
export const countStatements = async (
  act: () => Promise<unknown>
): Promise<string> => {
  const { exec } = Database.prototype
  const { run, get, all } = running
  let statements = 0
  let transaction = ''
  for (const way of WAYS) {
    const original = running[way]
    running[way] = function (...values) {
      statements += 1
      return original.apply(this, values)
    }
  }
  Object.assign(Database.prototype, {
    exec(this: Database.Database, sql: string) {
      if (/^\s*begin/i.test(sql)) {
        transaction = ' + tx'
      }
      return exec.call(this, sql)
    },
  })
  try {
    await act()
    return statements + transaction
  } finally {
    Object.assign(Database.prototype, { exec })
    Object.assign(running, { run, get, all })
  }
}
