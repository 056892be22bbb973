import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

import { config as loadEnv } from 'dotenv-defaults'
import { defineConfig } from 'prisma/config'

import { migrationAdapter } from './api/src/lib/migrationAdapter'
import { providerOf } from './api/src/lib/provider'
import { schemaFor } from './api/src/lib/schemaFor'
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

// The WASM schema engine leaves the timer of its lock running, 60 s on SQLite and
// 10 s on PostgreSQL, which would keep every command alive after its work is done.
const { setTimeout: keepAlive } = globalThis
globalThis.setTimeout = ((
  callback: (...args: unknown[]) => void,
  ms?: number,
  ...rest: unknown[]
) => {
  const timer = keepAlive(callback, ms, ...rest)
  if (ms === 60_000 || ms === 10_000) {
    timer.unref()
  }
  return timer
}) as typeof setTimeout

const { DATABASE_URL = '' } = process.env
const provider = providerOf(DATABASE_URL)
const folder = path.join(__dirname, 'api/db')
const committed = path.join(folder, 'schema.prisma')
const schema = schemaFor(provider, committed, __dirname)

/** Runs this command once more, with other arguments, and gives its exit code. */
const again = (args: string[], stdio: 'inherit' | 'ignore') =>
  spawnSync(process.execPath, [process.argv[1], ...args], { stdio }).status ?? 1

// Redwood and ZenStack name the committed schema, which is that for SQLite, and
// ZenStack has that one formatted.
const words = process.argv.slice(2)
const others = words.map((word) => {
  const [, option, file] = /^(--schema=)?(.*)$/.exec(word) ?? []
  return path.resolve(file) === committed ? `${option ?? ''}${schema}` : word
})
if (others.join() !== words.join() && words[0] !== 'format') {
  process.exit(again(others, 'inherit'))
}

// The WASM schema engine's reset leaves a SQLite file as it is.
const isReset = ['reset', '--force-reset'].some((word) => words.includes(word))
const isForced = ['--force', '-f', '--force-reset'].some((word) =>
  words.includes(word)
)
if (provider === 'sqlite' && isReset && isForced) {
  for (const suffix of ['', '-wal', '-shm']) {
    fs.rmSync(sqliteFile(DATABASE_URL, folder) + suffix, { force: true })
  }
}

// The WASM schema engine forgets its shadow database when `migrate dev` has
// applied pending migrations, and then fails: so they are applied before. What
// is wrong with them, `migrate dev` will say.
if (/\bmigrate dev\b/.test(words.join(' '))) {
  again(['migrate', 'deploy'], 'ignore')
}

export default defineConfig({
  engine: 'js',
  experimental: { adapter: true },
  adapter: async () => migrationAdapter(DATABASE_URL, folder),
  schema,
  migrations: {
    path: path.join(folder, 'migrations', provider),
    seed: 'yarn rw exec seed',
  },
})
