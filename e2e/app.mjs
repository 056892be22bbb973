import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { capture, launch, stopOnSignals } from '../scripts/children.mjs'
import { besides, isSqlite, settings, unlimited } from '../scripts/settings.mjs'
import { env } from '../scripts/toolchain.mjs'

/*
 * The app as the journeys meet it: built as for production and served with a
 * database of its own, seeded with the demo people and posts.
 */

const { DATABASE_URL } = settings()
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canopy-e2e-'))
const appEnv = {
  ...env,
  DATABASE_URL: isSqlite(DATABASE_URL)
    ? `file:${path.join(folder, 'e2e.db')}`
    : besides(DATABASE_URL, 'e2e'),
  ...unlimited,
  WEB_PORT: '8930',
  API_PORT: '8931',
  APP_URL: 'http://localhost:8930',
  SMTP_URL: 'smtp://127.0.0.1:8935?ignoreTLS=true',
  SESSION_SECRET: randomBytes(32).toString('hex'),
  LOG_LEVEL: 'warn',
}

process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
stopOnSignals()

const run = async (command, extra = {}) => {
  const [program, ...args] = command.split(' ')
  const { code, output } = await capture(program, args, {
    env: { ...appEnv, ...extra },
  })
  if (code !== 0) {
    console.error(output)
    console.error(`Failed: ${command}`)
    process.exit(1)
  }
}

await run('yarn prisma migrate reset --force --skip-seed')
await run('yarn rw exec seed --no-prisma', { NODE_ENV: 'development' })
await run('yarn rw build')
const { exited } = launch('yarn', ['rw', 'serve'], { env: appEnv })
process.exit(await exited)
