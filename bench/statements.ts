import Database from 'libsql'

/**
 * How many SQL statements reach the driver while `act` runs, and whether it
 * begins a transaction, which is not counted: `3` or `3 + tx`.
 */
export const countStatements = async (
  act: () => Promise<unknown>
): Promise<string> => {
  const { prepare, exec } = Database.prototype
  let statements = 0
  let transaction = ''
  Object.assign(Database.prototype, {
    prepare(this: Database.Database, sql: string) {
      statements += 1
      return prepare.call(this, sql)
    },
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
    Object.assign(Database.prototype, { prepare, exec })
  }
}
