import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { capture, launch, stopAll, stopOnSignals } from './children.mjs'
import { freePort, startPostgres } from './postgres.mjs'
import { unlimited } from './settings.mjs'
import { setUp } from './setup.mjs'
import { env, root } from './toolchain.mjs'

/*
 * `npm run test:restart`: the API as in production, under load, while its
 * PostgreSQL goes away and comes back, and while it is asked to end itself.
 */

const VISITORS = 20
const PATIENCE_MS = 30_000

stopOnSignals()
await setUp({ generated: false, database: false })
const postgres = await startPostgres()
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const appEnv = {
  ...env,
  DATABASE_URL: postgres.url,
  ...unlimited,
  API_PORT: String(port),
  SESSION_SECRET: randomBytes(32).toString('hex'),
  LOG_LEVEL: 'silent',
}

const run = async (line, variables = {}) => {
  const [program, ...args] = line.split(' ')
  const { code, output } = await capture(program, args, {
    env: { ...appEnv, ...variables },
  })
  if (code !== 0) {
    throw new Error(`Failed: ${line}\n${output}`)
  }
}

const statusOf = (path) =>
  fetch(url + path).then(
    ({ status }) => status,
    () => 0
  )

const untilStatus = async (path, status) => {
  const deadline = Date.now() + PATIENCE_MS
  while ((await statusOf(path)) !== status) {
    if (Date.now() > deadline) {
      throw new Error(`${path} is not ${status} in time`)
    }
    await sleep(50)
  }
}

const ask = async (query) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return { status: response.status, ...(await response.json()) }
}

/** What visitors were told: the ids of their comments, and how often not. */
const told = { ids: [], masked: 0, turnedAway: 0 }
let isOpen = true

const comment = async (postId) => {
  const { status, data, errors } = await ask(
    `mutation { createComment(input: { postId: ${postId}, name: "Lo", body: "Ad." }) { id } }`
  )
  if (data?.createComment) {
    told.ids.push(data.createComment.id)
  } else if (status === 503) {
    told.turnedAway += 1
  } else if (errors?.[0].message === 'Something went wrong.') {
    told.masked += 1
  } else {
    throw new Error(`Unexpected: ${JSON.stringify(errors)}`)
  }
}

/** Comments one after the other; a connection that is refused is tried again. */
const visit = async (postId) => {
  while (isOpen) {
    try {
      await comment(postId)
    } catch (error) {
      if (error.message !== 'fetch failed') {
        throw error
      }
      await sleep(50)
    }
  }
}

const expect = (isSo, what) => {
  if (!isSo) {
    throw new Error(
      `${what}: ${JSON.stringify({ ...told, ids: told.ids.length })}`
    )
  }
}

const serve = () =>
  launch('node', ['api/dist/server.js', '--apiPort', String(port)], {
    cwd: root,
    env: { ...appEnv, NODE_ENV: 'production' },
  })

let app
let visitors
let postId
let commentsBefore
const steps = {
  'it is built and served': async () => {
    await run('yarn prisma migrate deploy')
    await run('yarn prisma generate')
    await run('yarn rw build api --no-prisma')
    await run('yarn rw exec seed --no-prisma', { NODE_ENV: 'development' })
    app = serve()
    await untilStatus('/readyz', 200)
    const { data } = await ask('{ posts { id comments { id } } }')
    postId = data.posts[0].id
    commentsBefore = data.posts[0].comments.length
  },
  'visitors comment': async () => {
    visitors = Array.from({ length: VISITORS }, () => visit(postId))
    await sleep(2000)
    expect(told.ids.length > 0 && told.masked === 0, 'All goes well')
  },
  'without its database it lives, and is not ready': async () => {
    await postgres.stop()
    await untilStatus('/readyz', 503)
    expect((await statusOf('/healthz')) === 200, 'It lives')
  },
  'with it again, it goes on by itself': async () => {
    await postgres.start()
    await untilStatus('/readyz', 200)
    const { length } = told.ids
    await sleep(2000)
    expect(told.ids.length > length, 'Comments are made again')
  },
  'asked to end, it answers what it has taken, and ends': async () => {
    app.child.kill('SIGTERM')
    const code = await Promise.race([app.exited, sleep(PATIENCE_MS, 'late')])
    expect(code === 0, `It ends with ${code}`)
    isOpen = false
    await Promise.all(visitors)
  },
  'of all that was done, people were told': async () => {
    app = serve()
    await untilStatus('/readyz', 200)
    const { data } = await ask(`{ post(id: ${postId}) { comments { id } } }`)
    const there = new Set(data.post.comments.map(({ id }) => id))
    const isThere = (id) => there.has(id)
    expect(told.ids.every(isThere), 'Nothing is lost')
    const untold = there.size - commentsBefore - told.ids.length
    // The database may have gone away between doing it and saying so.
    expect(untold <= told.masked, `${untold} were made of which nobody knows`)
  },
}

let passed = 0
for (const [name, step] of Object.entries(steps)) {
  const error = await step().catch((reason) => reason)
  console.log(`${error ? '✕' : '✓'} ${name}`)
  if (error) {
    console.log(error.message)
    break
  }
  passed += 1
}
const failed = passed < Object.keys(steps).length ? 1 : 0
console.log(
  `${told.ids.length} comments, ${told.masked} failures while the database was away`
)
console.log(`\n${passed} passed, ${failed} failed`)
await stopAll()
process.exit(failed)
