import http from 'node:http'

import { createYoga } from 'graphql-yoga'

import { db } from '../../api/src/lib/db'
import type { Asker } from '../contenders/byHand'
import { openDatabase } from '../database'

import { perRow } from './peers/perRow'
import { perSelection } from './peers/perSelection'
import { rawSqlResolvers } from './peers/rawSql'
import { schemaWith } from './peers/schema'
import type { PeerContext } from './peers/schema'
import { userIdIn } from './session'

const throughPrisma = (id: number): Promise<Asker> =>
  db.user.findUnique({ where: { id }, select: { id: true, roles: true } })

const PEERS = {
  perRow: () => ({ resolvers: perRow, userWith: throughPrisma }),
  perSelection: () => ({ resolvers: perSelection, userWith: throughPrisma }),
  rawSql: () => {
    const { contender, row } = openDatabase()
    const byId = 'SELECT "id", "roles" FROM "User" WHERE "id" = $1'
    return {
      resolvers: rawSqlResolvers(contender),
      userWith: async (id: number) => (await row(byId, [id])) as Asker,
    }
  },
}

/** Those on bare Yoga. */
export type YogaPeer = keyof typeof PEERS

/** Serves the app's schema by another way to do the same, on bare Yoga. */
export const serve = (name: YogaPeer, port: number) => {
  const { resolvers, userWith } = PEERS[name]()
  const yoga = createYoga<{ req: http.IncomingMessage }, PeerContext>({
    schema: schemaWith(resolvers),
    context: async ({ req }) => {
      const id = userIdIn(req.headers.cookie)
      return { user: id === undefined ? undefined : await userWith(id) }
    },
    logging: false,
    graphiql: false,
    landingPage: false,
  })
  const server = http.createServer(yoga)
  // As long as Fastify's: others' turns come between two requests.
  server.keepAliveTimeout = 72_000
  server.listen(port, '127.0.0.1')
}
