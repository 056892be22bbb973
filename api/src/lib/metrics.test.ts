import Fastify from 'fastify'

import { env } from 'src/lib/env'
import { providerOf } from 'src/lib/provider'
import { rawDb } from 'src/testing/races'

import { tellMetrics } from './metrics'

const HERE = '127.0.0.1'

/** A server with one door, asked for these addresses; what its metrics say then. */
const told = async (...urls: string[]) => {
  const server = Fastify()
  server.post('/graphql', async () => ({}))
  const port = await tellMetrics(server, { host: HERE, port: 0 })
  await server.listen({ host: HERE, port: 0 })
  const [{ port: own }] = server.addresses()
  for (const url of urls) {
    await fetch(`http://${HERE}:${own}${url}`, { method: 'POST' })
  }
  const response = await fetch(`http://${HERE}:${port}/metrics`)
  const text = await response.text()
  const { status } = await fetch(`http://${HERE}:${port}/else`)
  await server.close()
  return { text, status, port }
}

describe('The metrics of a server', () => {
  it('count requests by door and status', async () => {
    const { text } = await told('/graphql', '/graphql?a=b', '/nowhere/3')
    expect(text).toContain(
      'canopy_request_seconds_count{door="graphql",status="200"} 2'
    )
    expect(text).toContain(
      'canopy_request_seconds_count{door="other",status="404"} 1'
    )
  })

  it('tell of memory, processor time and the event loop', async () => {
    const { text } = await told()
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m)
    expect(text).toMatch(/^process_cpu_seconds_total \d/m)
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds \d/m)
  })

  it('tell of connections to a database server, if there is one', async () => {
    await rawDb.post.count()
    const { text } = await told()
    const isServer = providerOf(env.databaseUrl) === 'postgresql'
    const idle = /^canopy_database_connections\{state="idle"\} [1-9]$/m
    expect(idle.test(text)).toBe(isServer)
  })

  it('are at one address, and end with the server', async () => {
    const { status, port } = await told()
    expect(status).toBe(404)
    await expect(fetch(`http://${HERE}:${port}/metrics`)).rejects.toThrow()
  })
})
