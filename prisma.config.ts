import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { config as loadEnv } from 'dotenv-defaults'
import { defineConfig } from 'prisma/config'

import { migrationAdapter } from './api/src/lib/migrationAdapter'
import { sqliteFile } from './api/src/lib/sqlite'

// With a config file, Prisma loads no .env and takes paths from where it runs.
loadEnv({
  path: path.join(__dirname, '.env'),
  defaults: path.join(__dirname, '.env.defaults'),
})

// The command line downloads native engines, which nothing here uses, unless
// these name a file that exists.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ||= process.execPath
process.env.PRISMA_QUERY_ENGINE_LIBRARY ||= process.execPath

// The WASM schema engine leaves its 60 s lock timer running, which would keep
// every command alive for a minute after its work is done.
const { setTimeout: keepAlive } = globalThis
globalThis.setTimeout = ((
  callback: (...args: unknown[]) => void,
  ms?: number,
  ...rest: unknown[]
) => {
  const timer = keepAlive(callback, ms, ...rest)
  if (ms === 60_000) {
    timer.unref()
  }
  return timer
}) as typeof setTimeout

const { DATABASE_URL } = process.env
if (!DATABASE_URL?.startsWith('file:')) {
  throw new Error(`DATABASE_URL must be a file: URL, not ${DATABASE_URL}`)
}
const file = sqliteFile(DATABASE_URL, path.join(__dirname, 'api/db'))

// The WASM schema engine's reset leaves a SQLite file as it is.
const isReset = ['reset', '--force-reset'].some((word) =>
  process.argv.includes(word)
)
const isForced = ['--force', '-f', '--force-reset'].some((word) =>
  process.argv.includes(word)
)
if (isReset && isForced) {
  for (const suffix of ['', '-wal', '-shm']) {
    fs.rmSync(file + suffix, { force: true })
  }
}

// The WASM schema engine forgets its shadow database when `migrate dev` has
// applied pending migrations, and then fails: so they are applied before. What
// is wrong with them, `migrate dev` will say.
if (/\bmigrate dev\b/.test(process.argv.join(' '))) {
  spawnSync(process.execPath, [process.argv[1], 'migrate', 'deploy'], {
    stdio: 'ignore',
  })
}

export default defineConfig({
  engine: 'js',
  experimental: { adapter: true },
  adapter: async () => migrationAdapter(file),
  schema: path.join(__dirname, 'api/db/schema.prisma'),
  migrations: {
    path: path.join(__dirname, 'api/db/migrations'),
    seed: 'yarn rw exec seed',
  },
})
