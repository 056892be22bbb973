import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { capture, launch, stopOnSignals } from '../scripts/children.mjs'
import { besides, isSqlite, settings, unlimited } from '../scripts/settings.mjs'
import { setUp } from '../scripts/setup.mjs'
import { env } from '../scripts/toolchain.mjs'

/*
 * The app as the journeys meet it: built as for production and served with a
 * database of its own, seeded with the demo people and posts. Once at each of
 * PORTS, for journeys that are made at the same time.
 */

const PATIENCE_MS = 60_000

const { DATABASE_URL, PORTS = '8930' } = settings()
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canopy-e2e-'))

const environmentOf = (port) => {
  const name = `e2e_${port}`
  return {
    ...env,
    DATABASE_URL: isSqlite(DATABASE_URL)
      ? `file:${path.join(folder, `${name}.db`)}`
      : besides(DATABASE_URL, name),
    ...unlimited,
    WEB_PORT: String(port),
    API_PORT: String(port + 1),
    APP_URL: `http://localhost:${port}`,
    SMTP_URL: `smtp://127.0.0.1:${port + 5}?ignoreTLS=true`,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'warn',
  }
}

process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
stopOnSignals()

const run = async (command, variables) => {
  const [program, ...args] = command.split(' ')
  const { code, output } = await capture(program, args, { env: variables })
  if (code !== 0) {
    console.error(output)
    console.error(`Failed: ${command}`)
    process.exit(1)
  }
}

const answers = (url) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false
  )

const prepare = async (variables) => {
  await run(
    'yarn prisma migrate reset --force --skip-seed --skip-generate',
    variables
  )
  await run('yarn rw exec seed --no-prisma', {
    ...variables,
    NODE_ENV: 'development',
  })
}

/** @returns what tells when it ends, once it answers */
const serve = async (variables) => {
  const { exited } = launch('yarn', ['rw', 'serve'], { env: variables })
  const health = `${variables.APP_URL}/.redwood/functions/graphql/health`
  const deadline = Date.now() + PATIENCE_MS
  while (!(await answers(health)) && Date.now() < deadline) {
    await sleep(100)
  }
  return { exited }
}

await setUp({ database: false, built: true })
const [first, ...others] = PORTS.split(' ').map(Number).map(environmentOf)
await Promise.all([first, ...others].map(prepare))
const served = await Promise.all(others.map(serve))
// Playwright begins when this one answers.
served.push(await serve(first))
process.exit(await Promise.race(served.map(({ exited }) => exited)))
