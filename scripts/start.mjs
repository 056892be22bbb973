import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { launch, stopAll, stopOnSignals } from './children.mjs'
import { portOf } from './settings.mjs'
import { setUp } from './setup.mjs'

/* `npm start`: sets up what is missing, then serves both sides until Ctrl-C. */

const PATIENCE_MS = 180_000

const web = `http://localhost:${portOf('web')}`
const api = `http://localhost:${portOf('api')}`

let isReady = false
// To stop a server that runs is not a failure.
stopOnSignals(() => (isReady ? 0 : 130))

const isTaken = (port, host) =>
  new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', ({ code }) => resolve(code === 'EADDRINUSE'))
    server.listen({ port, host }, () => server.close(() => resolve(false)))
  })

const refuseTakenPorts = async () => {
  for (const side of ['web', 'api']) {
    const port = portOf(side)
    if ((await isTaken(port)) || (await isTaken(port, '127.0.0.1'))) {
      console.error(
        `Port ${port} is taken, perhaps by another Canopy. Stop that, or choose ` +
          `another port: ${side.toUpperCase()}_PORT=${port + 100} npm start`
      )
      process.exit(1)
    }
  }
}

const answers = async (url) => {
  try {
    const { ok } = await fetch(url, { signal: AbortSignal.timeout(5000) })
    return ok
  } catch {
    return false
  }
}

const untilAnswering = async (...urls) => {
  const deadline = Date.now() + PATIENCE_MS
  for (const url of urls) {
    while (!(await answers(url))) {
      if (Date.now() > deadline) {
        throw new Error(`${url} has not answered in time.`)
      }
      await sleep(200)
    }
  }
}

const fail = async (message) => {
  console.error(message)
  await stopAll()
  process.exit(1)
}

await refuseTakenPorts()
await setUp()
const dev = launch('yarn', ['rw', 'dev', '--no-generate'])
dev.exited.then((code) => fail(`The servers have ended with code ${code}.`))
await untilAnswering(
  `${api.replace('localhost', '127.0.0.1')}/graphql/health`,
  web.replace('localhost', '127.0.0.1')
).catch(({ message }) => fail(message))
isReady = true
console.log(`
  Canopy is ready:   ${web}
  GraphQL:           ${api}/graphql

  Log in with the password "canopy" as
    admin@example.com      manages people and reads messages
    writer@example.com     writes posts
    other@example.com      writes posts, too
    moderator@example.com  looks after comments
    reader@example.com     reads and comments

  Ctrl-C stops it.
`)
