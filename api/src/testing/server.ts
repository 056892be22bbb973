import type { AddressInfo } from 'node:net'

import fastify from 'fastify'

import { redwoodFastifyGraphQLServer } from '@redwoodjs/api-server/dist/plugins/graphql'
import { getAsyncStoreInstance } from '@redwoodjs/context/dist/store'
import type { GraphQLYogaOptions } from '@redwoodjs/graphql-server'

import { env } from 'src/lib/env'
import { graphqlOptions } from 'src/lib/graphqlOptions'
import { constraints, graphqlRoute } from 'src/lib/graphqlRoute'

/** The GraphQL door on a port of its own. */
export interface Door {
  url: string
  /** What the server has logged, line by line, without what differs each time. */
  logged: Record<string, unknown>[]
  close: () => Promise<void>
}

/**
 * Opens the GraphQL door as `src/server.ts` does it, or with Redwood's own way to
 * it alone, with changes of its options. Unlike Redwood's `createServer` it needs no build.
 */
export const openDoor = async (
  way: 'ours' | "Redwood's",
  changes: Partial<GraphQLYogaOptions> = {}
): Promise<Door> => {
  const graphql = { ...graphqlOptions, ...changes }
  const logged: Door['logged'] = []
  const write = (line: string) => {
    const entry = JSON.parse(line)
    for (const name of ['time', 'pid', 'hostname', 'responseTime']) {
      delete entry[name]
    }
    delete entry.req?.remotePort
    delete entry.req?.hostname
    logged.push(entry)
  }
  const server = fastify({
    logger: { level: 'info', stream: { write } },
    trustProxy: 'loopback',
    constraints,
    bodyLimit: env.maxBodyBytes,
  })
  server.addHook('onRequest', (_request, _reply, done) => {
    getAsyncStoreInstance().run(new Map(), done)
  })
  await server.register(redwoodFastifyGraphQLServer, {
    redwood: { graphql },
  })
  if (way === 'ours') {
    await server.register(graphqlRoute, { graphql })
  }
  // Redwood tells the terminal where its doors are.
  const info = jest.spyOn(console, 'info').mockImplementation()
  await server.listen({ port: 0, host: '127.0.0.1' })
  info.mockRestore()
  const { port } = server.server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    logged,
    close: () => server.close(),
  }
}
