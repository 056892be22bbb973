import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import { openDatabase } from '../database'
import { median } from '../quantiles'
import { fill } from '../workload'

import { headersOf, post } from './client'
import { bodyOf, TASKS } from './operations'
import { memoryOf, starter } from './servers'
import type { Launch, Server } from './servers'

const IDLE_CONNECTIONS = 1000
const BUSY_CONNECTIONS = 16
/** Fastify closes a connection that is idle for 72 seconds. */
const IDLE_MS = 40_000
const SAMPLE_MS = 1000
/** Growth that garbage collection explains. */
const LIMIT = 1.1

/** Connections that ask little and seldom, as those of open browsers do. */
const idleConnections = ({ url }: Server) => {
  const agent = new http.Agent({
    keepAlive: true,
    maxFreeSockets: IDLE_CONNECTIONS,
  })
  const ask = () =>
    new Promise<boolean>((resolve) => {
      const request = http.get(`${url}/health`, { agent }, (response) => {
        response.resume()
        response.once('end', () => resolve(request.reusedSocket))
      })
      request.once('error', () => resolve(false))
    })
  const askAll = () =>
    Promise.all(Array.from({ length: IDLE_CONNECTIONS }, ask))
  return {
    open: askAll,
    /** How many of them are still open and answer. */
    stillOpen: async () => (await askAll()).filter(Boolean).length,
    close: () => agent.destroy(),
  }
}

/** Reads and refused writes, one after the other, until it is told to stop. */
const keepBusy = (server: Server) => {
  const tasks = TASKS.filter(({ name }) => /^[QD]/.test(name))
  let isOver = false
  let count = 0
  const work = async () => {
    while (!isOver) {
      const task = tasks[count++ % tasks.length]
      await post(server.url, bodyOf(task, count), headersOf(task, server.port))
    }
  }
  const all = Promise.all(Array.from({ length: BUSY_CONNECTIONS }, work))
  return async () => {
    isOver = true
    await all
    return count
  }
}

/**
 * Keeps the app busy beside 1,000 idle connections, and prints how its memory
 * goes on.
 *
 * @returns whether it stays as it is, and all connections stay open
 */
export const run = async ({
  launch,
  minutes,
}: {
  launch: Launch
  minutes: number
}): Promise<boolean> => {
  const database = openDatabase()
  await fill(database)
  await database.close()

  const server = await starter(launch).app()
  const idle = idleConnections(server)
  await idle.open()
  const stop = keepBusy(server)

  const samples: number[] = []
  let fewest = IDLE_CONNECTIONS
  const start = performance.now()
  let asked = start
  while (performance.now() - start < minutes * 60_000) {
    await sleep(SAMPLE_MS)
    samples.push(memoryOf(server))
    if (performance.now() - asked > IDLE_MS) {
      asked = performance.now()
      fewest = Math.min(fewest, await idle.stillOpen())
    }
  }
  fewest = Math.min(fewest, await idle.stillOpen())
  const requests = await stop()
  idle.close()

  // The heap grows to its working size first.
  const part = Math.floor(samples.length / 3)
  const [, middle, last] = [0, 1, 2].map((n) =>
    median(samples.slice(n * part, (n + 1) * part))
  )
  console.log(
    `${requests} requests in ${minutes} min. Resident: ` +
      `${middle.toFixed(0)} MiB in the middle third, ${last.toFixed(0)} in the ` +
      `last, ${Math.max(...samples).toFixed(0)} at most.\n` +
      `${fewest} of ${IDLE_CONNECTIONS} idle connections stayed open.`
  )
  return last < middle * LIMIT && fewest === IDLE_CONNECTIONS
}
