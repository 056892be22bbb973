import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { stopAll, stopOnSignals } from '../scripts/children.mjs'
import { startPostgres } from '../scripts/postgres.mjs'
import { besides, isSqlite, settings } from '../scripts/settings.mjs'
import { setUp } from '../scripts/setup.mjs'
import { env, root } from '../scripts/toolchain.mjs'

import { requireFrom } from './typescript.mjs'

/** The options of a bench that were given; exits at one that it does not have. */
export const optionsOf = (known) => {
  const given = process.argv.slice(2)
  const wrong = given.find((word) => !known.includes(word))
  if (wrong) {
    console.error(`There is no option ${wrong}; there are: ${known.join(' ')}`)
    process.exit(2)
  }
  return new Set(given)
}

const sqlitePlace = () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canopy-bench-'))
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
  return `file:${path.join(folder, 'bench.db')}`
}

/** Beside the database that DATABASE_URL names, or on a server of its own. */
const postgresPlace = async () => {
  const { DATABASE_URL } = settings()
  return isSqlite(DATABASE_URL)
    ? (await startPostgres()).url
    : besides(DATABASE_URL, 'bench')
}

const emptyPostgres = async (url) => {
  const { dropDatabase, ensureDatabase } = requireFrom(import.meta.url)(
    '../api/src/lib/postgresMigrations.ts'
  )
  await dropDatabase(url)
  await ensureDatabase(url)
}

/** Another empty database beside that of a place; gives its URL. */
export const makePlaceBeside = async (url, suffix) => {
  const beside = besides(url, suffix)
  if (!isSqlite(url)) {
    await emptyPostgres(beside)
  }
  return beside
}

/** Whether a bench that knows both is to measure PostgreSQL. */
export const wantsPostgres = (options) =>
  options.has('--postgres') || !isSqlite(settings().DATABASE_URL)

/**
 * Sets up what is missing, and gives this process the settings of one in
 * production with an empty database of its own, which goes when it ends: a file, or
 * a database on a PostgreSQL server.
 *
 * @param options.zenstack whether ZenStack's own runtime is compared with
 * @returns these settings, for processes that it starts
 */
export const makePlace = async ({
  isPostgres = false,
  zenstack = false,
} = {}) => {
  stopOnSignals()
  const url = isPostgres ? await postgresPlace() : sqlitePlace()
  // The API side reads them as it is loaded; the set-up, what kind of database it is.
  const own = { ...settings(), NODE_ENV: 'production', DATABASE_URL: url }
  Object.assign(process.env, own)
  Object.assign(env, { DATABASE_URL: url })
  await setUp({ database: false, zenstack })
  if (isPostgres) {
    await emptyPostgres(url)
  }
  process.chdir(root)
  return own
}

/** Runs a bench, ends what it has started, and exits; with 1 when it gives false. */
export const finish = async (run) => {
  try {
    process.exitCode = (await run()) === false ? 1 : 0
  } finally {
    await stopAll()
  }
  process.exit()
}
