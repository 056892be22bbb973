import { requireFrom } from '../typescript.mjs'

/* `node peer.mjs <name> <port>`: one of the peers in a process of its own. */

const [name, port] = process.argv.slice(2)
const require = requireFrom(import.meta.url)
if (name === 'postgraphile') {
  const { serve } = await import('./peers/postgraphile/server.mjs')
  const { userIdIn } = require('./session.ts')
  const { env } = require('../../api/src/lib/env.ts')
  await serve({
    url: env.databaseUrl,
    port: Number(port),
    poolSize: env.postgres.poolSize,
    userOf: ({ headers }) => userIdIn(headers.cookie),
  })
} else {
  const { serve } = require('./peer.ts')
  serve(name, Number(port))
}
