import type { PrismaClient } from '@prisma/client'
import Fastify from 'fastify'

import { clientOfNothing } from 'src/testing/clients'

import { stopBeingReady, tellHealth } from './health'

const statusOf = async (url: string, client?: PrismaClient) => {
  const server = Fastify()
  tellHealth(server, client)
  const { statusCode } = await server.inject(url)
  await server.close()
  return statusCode
}

describe('A server', () => {
  it('lives and is ready', async () => {
    expect(await statusOf('/healthz')).toBe(200)
    expect(await statusOf('/readyz')).toBe(200)
  })

  it('lives but is not ready without its database', async () => {
    const nothing = clientOfNothing()
    expect(await statusOf('/healthz', nothing)).toBe(200)
    expect(await statusOf('/readyz', nothing)).toBe(503)
  })

  it('is not ready any more when it is about to end', async () => {
    stopBeingReady()
    expect(await statusOf('/healthz')).toBe(200)
    expect(await statusOf('/readyz')).toBe(503)
  })
})
