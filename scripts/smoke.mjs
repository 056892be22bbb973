import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { portOf } from './settings.mjs'
import { root } from './toolchain.mjs'

/*
 * Does `npm start` what the README says? It is started twice, as on a machine
 * without Yarn, used from outside and stopped both ways. For Linux: it looks
 * into /proc for what is left running.
 */

const FIRST_START_S = 300
const SECOND_START_S = 20
const STOP_S = 15

const functions = `http://127.0.0.1:${portOf('web')}/.redwood/functions`
const api = `http://127.0.0.1:${portOf('api')}`

// Every process that descends from the one started here has this in its
// environment, whatever group or parent it has got itself.
const mark = `CANOPY_SMOKE=${randomUUID()}`

const isMarked = (pid) => {
  try {
    return fs.readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark)
  } catch {
    return false // It has ended meanwhile, or is not ours.
  }
}

const marked = () =>
  fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isMarked(name))

/** A folder with a `yarn` that fails, to be found before the machine's own. */
const withoutYarn = () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canopy-smoke-'))
  fs.writeFileSync(path.join(folder, 'yarn'), '#!/bin/sh\nexit 127\n', {
    mode: 0o755,
  })
  return folder
}

const noYarn = withoutYarn()

const npmStart = () => {
  const [name, value] = mark.split('=')
  return spawn('npm', ['start'], {
    cwd: root,
    env: {
      ...process.env,
      [name]: value,
      PATH: noYarn + path.delimiter + process.env.PATH,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
}

const until = async (what, seconds, condition) => {
  const deadline = Date.now() + seconds * 1000
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`Not within ${seconds} s: ${what}`)
    }
    await sleep(100)
  }
}

const answers = (url) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false
  )

const served = (seconds) =>
  until('both addresses answer', seconds, async () => {
    const web = functions.replace('.redwood/functions', '')
    return (await answers(web)) && (await answers(`${api}/graphql/health`))
  })

const gone = () =>
  until('nothing is left running', STOP_S, () => marked().length === 0)

const post = async (door, body, headers = {}) => {
  const response = await fetch(`${functions}/${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { headers: response.headers, json: await response.json() }
}

const expect = (condition, answer) => {
  if (!condition) {
    throw new Error(`Unexpected: ${JSON.stringify(answer)}`)
  }
}

let npm
const steps = {
  'npm start serves both sides': async () => {
    npm = npmStart()
    await served(FIRST_START_S)
  },
  'a visitor reads posts': async () => {
    const { json } = await post('graphql', { query: '{ posts { title } }' })
    expect(json.data?.posts?.length > 0, json)
  },
  'the writer logs in and is known': async () => {
    const login = await post('auth', {
      method: 'login',
      username: 'writer@example.com',
      password: 'canopy',
    })
    const cookie = login.headers
      .getSetCookie()
      .map((header) => header.split(';')[0])
      .join('; ')
    const { json } = await post(
      'graphql',
      { query: '{ me { email } }' },
      { cookie, 'auth-provider': 'dbAuth' }
    )
    expect(json.data?.me?.email === 'writer@example.com', json)
  },
  'Ctrl-C leaves nothing running': async () => {
    process.kill(-npm.pid, 'SIGINT')
    await gone()
  },
  [`the second start takes less than ${SECOND_START_S} s`]: async () => {
    npm = npmStart()
    await served(SECOND_START_S)
  },
  'a SIGINT to npm alone leaves nothing running': async () => {
    npm.kill('SIGINT')
    await gone()
  },
}

const outcomes = []
for (const [name, step] of Object.entries(steps)) {
  const start = performance.now()
  const error = await step().catch((reason) => reason)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  outcomes.push(`${error ? '✕' : '✓'} ${name} (${seconds} s)`)
  if (error) {
    outcomes.push(error.message)
  }
}
marked().forEach((pid) => process.kill(pid, 'SIGKILL'))
fs.rmSync(noYarn, { recursive: true })

const failed = outcomes.filter((line) => line.startsWith('✕')).length
console.log(`\n${outcomes.join('\n')}`)
console.log(`\n${Object.keys(steps).length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
