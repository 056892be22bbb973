import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'

import { root } from './toolchain.mjs'

const own = path.join(root, '.env')

const read = (file) =>
  fs.existsSync(file) ? parseEnv(fs.readFileSync(file, 'utf8')) : {}

/** The settings a Redwood command would see. */
export const settings = () => ({
  ...read(path.join(root, '.env.defaults')),
  ...read(own),
  ...process.env,
})

/** For servers that are asked as often as they can answer. */
export const unlimited = Object.fromEntries(
  ['REQUESTS', 'ATTEMPTS_IN_ALL', 'SIGN_UPS', 'COMMENTS', 'CONTACTS'].map(
    (what) => [`RATE_LIMIT_${what}`, '1000000000']
  )
)

/** Whether a DATABASE_URL names the embedded database. */
export const isSqlite = (url = '') => url.startsWith('file:')

/** The URL of a database beside another one, on the same PostgreSQL server. */
export const besides = (url, suffix) => {
  const place = new URL(url)
  place.pathname += `_${suffix}`
  return place.href
}

/** Writes a random SESSION_SECRET into .env when there is none yet. */
export const ensureSecret = () => {
  if (settings().SESSION_SECRET) {
    return
  }
  const before = fs.existsSync(own) ? fs.readFileSync(own, 'utf8') : ''
  const gap = before && !before.endsWith('\n') ? '\n' : ''
  const secret = randomBytes(32).toString('hex')
  fs.writeFileSync(own, `${before}${gap}SESSION_SECRET=${secret}\n`, {
    mode: 0o600,
  })
  console.log('Wrote a random SESSION_SECRET into .env')
}

/** The port of a side, `web` or `api`, as redwood.toml and the environment say. */
export const portOf = (side) => {
  const toml = fs.readFileSync(path.join(root, 'redwood.toml'), 'utf8')
  const section = toml.split(/^\[/m).find((text) => text.startsWith(`${side}]`))
  const [, variable, port] = /^\s*port\s*=\s*"?(?:\$\{(\w+):)?(\d+)/m.exec(
    section
  )
  return Number(process.env[variable] || port)
}
