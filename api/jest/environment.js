const Environment = require('@redwoodjs/testing/config/jest/api/RedwoodApiJestEnv')

const { databaseOf } = require('./databases')

const { DATABASE_URL, JEST_WORKER_ID } = process.env

/**
 * Redwood's, with a database for each of Jest's workers, so that suites run side
 * by side. What tests start is in this process's environment, too.
 */
class OwnDatabase extends Environment {
  constructor(...args) {
    if (DATABASE_URL) {
      process.env.DATABASE_URL = databaseOf(
        DATABASE_URL,
        Number(JEST_WORKER_ID ?? 1)
      )
    }
    super(...args)
  }
}

module.exports = OwnDatabase
