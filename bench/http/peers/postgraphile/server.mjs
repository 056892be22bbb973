import './node20.mjs'

import http from 'node:http'

import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'

/*
 * PostGraphile on the same tables, with the rules as row-level security (rules.sql).
 * Its packages are large: they are installed here, and only when it is asked for.
 */

/** The roles of rules.sql, for a user or for nobody. */
const settingsOf = (userId) =>
  userId === undefined
    ? { role: 'bench_visitor' }
    : { role: 'bench_user', 'canopy.user': String(userId) }

/**
 * Serves the tables of the database at `url`.
 *
 * @param options.userOf gives the id of whoever makes a request, if anybody
 */
export const serve = async ({ url, port, poolSize, userOf }) => {
  const { createServ } = postgraphile({
    extends: [PostGraphileAmberPreset],
    // Lists instead of connections, which are more than the others give.
    schema: { defaultBehavior: '-connection +list' },
    pgServices: [
      makePgService({
        connectionString: url,
        schemas: ['public'],
        poolConfig: { max: poolSize },
      }),
    ],
    grafast: {
      context: ({ node }) => ({ pgSettings: settingsOf(userOf(node.req)) }),
      explain: false,
    },
    grafserv: {
      graphqlPath: '/graphql',
      graphiql: false,
      watch: false,
      // Else it logs each refusal, with its stack.
      maskError: (error) => error,
    },
  })
  const server = http.createServer()
  // As long as Fastify's: others' turns come between two requests.
  server.keepAliveTimeout = 72_000
  await createServ(grafserv).addTo(server)
  server.listen(port, '127.0.0.1')
}
