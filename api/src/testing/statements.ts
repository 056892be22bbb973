import Database from 'libsql'

/**
 * Runs `act` and collects the SQL statements that reach the database driver
 * meanwhile, PRAGMAs and transaction control left out.
 */
export const countStatements = async <Result>(
  act: () => Promise<Result>
): Promise<{ result: Result; statements: string[] }> => {
  const prepare = jest.spyOn(Database.prototype, 'prepare')
  try {
    const result = await act()
    const statements = prepare.mock.calls.map(([sql]) => shape(sql))
    return { result, statements }
  } finally {
    prepare.mockRestore()
  }
}

/** A statement without the length of its lists of parameters. */
const shape = (sql: string) => sql.replace(/\((\?,)*\?\)/g, '(?)')
