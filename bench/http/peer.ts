import http from 'node:http'

import { createYoga } from 'graphql-yoga'
import Database from 'libsql'

import { decryptSession } from '@redwoodjs/auth-dbauth-api'

import { db } from '../../api/src/lib/db'
import { env } from '../../api/src/lib/env'
import { sqliteFile } from '../../api/src/lib/sqlite'
import type { Asker } from '../contenders/byHand'
import { rawSql } from '../contenders/rawSql'

import { perRow } from './peers/perRow'
import { perSelection } from './peers/perSelection'
import { rawSqlResolvers } from './peers/rawSql'
import { schemaWith } from './peers/schema'
import type { PeerContext } from './peers/schema'

const openDatabase = () => {
  const connection = new Database(sqliteFile(env.databaseUrl, ''), {})
  connection.pragma('busy_timeout = 5000')
  connection.pragma('foreign_keys = ON')
  connection.pragma('synchronous = NORMAL')
  return connection
}

const throughPrisma = (id: number): Promise<Asker> =>
  db.user.findUnique({ where: { id }, select: { id: true, roles: true } })

const PEERS = {
  perRow: () => ({ resolvers: perRow, userWith: throughPrisma }),
  perSelection: () => ({ resolvers: perSelection, userWith: throughPrisma }),
  rawSql: () => {
    const connection = openDatabase()
    const user = connection.prepare('SELECT id, roles FROM User WHERE id = ?')
    return {
      resolvers: rawSqlResolvers(rawSql(connection)),
      userWith: async (id: number) => user.get(id) as Asker,
    }
  },
}

export type PeerName = keyof typeof PEERS

const sessionOf = (cookies = '') => {
  const text = cookies
    .split('; ')
    .find((cookie) => cookie.startsWith('session_'))
  const [session] = decryptSession(text?.replace(/^session_\d+=/, '') ?? null)
  return session as { id: number } | undefined
}

/** Serves the app's schema by another way to do the same, on bare Yoga. */
export const serve = (name: PeerName, port: number) => {
  const { resolvers, userWith } = PEERS[name]()
  const yoga = createYoga<{ req: http.IncomingMessage }, PeerContext>({
    schema: schemaWith(resolvers),
    context: async ({ req }) => {
      const session = sessionOf(req.headers.cookie)
      return { user: session && (await userWith(session.id)) }
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
