import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { capture, stopOnSignals } from './children.mjs'
import { faultsOfContainers } from './containers.mjs'
import { startPostgres } from './postgres.mjs'
import { COMPILED, setUp } from './setup.mjs'
import { env, root } from './toolchain.mjs'

/* `npm run check`: all that can be said about the code without running it. */

const SCHEMA = 'api/db/schema.prisma'

const readCompiled = () =>
  COMPILED.map((file) => fs.readFileSync(path.join(root, file), 'utf8'))

/** A check that runs commands, one after the other, none of which may fail. */
const commands =
  (...lines) =>
  async (variables = {}) => {
    for (const line of lines) {
      const [program, ...args] = line.split(' ')
      const { code, output } = await capture(program, args, {
        env: { ...env, ...variables },
      })
      if (code !== 0) {
        return `${line}\n${output}`
      }
    }
    return null
  }

stopOnSignals()
const compiledBefore = readCompiled()
await setUp({ database: false })

// Set-up compiles schema.zmodel unless it has made just these files of it.
const generatedFiles = async () => {
  const now = readCompiled()
  const stale = COMPILED.filter((_file, n) => now[n] !== compiledBefore[n])
  return stale.length === 0
    ? null
    : `Not what schema.zmodel makes, but now it is; commit: ${stale.join(', ')}`
}

/** Whether the migrations for a kind of database lead to the schema. */
const migrationsOf = (provider) =>
  commands(
    'yarn prisma migrate diff --exit-code ' +
      `--from-migrations api/db/migrations/${provider} ` +
      `--to-schema-datamodel ${SCHEMA}`
  )

const postgresMigrations = async () => {
  const { url, stop } = await startPostgres()
  const failure = await migrationsOf('postgresql')({ DATABASE_URL: url })
  await stop()
  return failure
}

/** Each answers with what is wrong, or null. */
const checks = {
  // With the folders that `yarn rw lint` leaves out.
  lint: commands('yarn eslint . --max-warnings 0'),
  types: commands(
    'yarn rw type-check --no-generate',
    // With scripts/ and bench/, which need much of the same.
    'yarn tsc --project .',
    'yarn tsc --project e2e'
  ),
  format: commands('yarn prettier --check .'),
  'generated files': generatedFiles,
  'migrations of SQLite': () =>
    migrationsOf('sqlite')({ DATABASE_URL: 'file:./dev.db' }),
  'migrations of PostgreSQL': postgresMigrations,
  'the matrix in docs/AUTHORIZATION.md': commands(
    'yarn rw exec matrix --no-prisma --silent --check'
  ),
  containers: async () => faultsOfContainers().join('\n') || null,
  'nothing unused': commands('yarn knip --treat-config-hints-as-errors'),
}

let failed = 0
const waiting = Object.entries(checks)

/** Makes one check after the other, until all are made. */
const work = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, check] = next
    const start = performance.now()
    const failure = await check()
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${failure ? '✕' : '✓'} ${name} (${seconds} s)`)
    if (failure) {
      failed += 1
      console.log(failure)
    }
  }
}

// Most of them keep one core busy.
await Promise.all(Array.from({ length: os.availableParallelism() }, work))
console.log(`\n${Object.keys(checks).length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
