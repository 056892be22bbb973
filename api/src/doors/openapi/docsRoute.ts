import fs from 'node:fs/promises'
import path from 'node:path'

import type { FastifyInstance } from 'fastify'

import { policy } from 'src/lib/appPolicy'
import { env } from 'src/lib/env'

import { openapiDocument } from './openapiDocument'

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Canopy API</title>
    <link rel="stylesheet" href="docs/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`

// Paths are relative, so that they hold behind the web side's proxy, too.
const START = `SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#docs',
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  requestInterceptor: (request) => {
    request.headers['X-Requested-With'] = 'docs'
    return request
  },
})
`

const FILES: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
].join('; ')

/** A Fastify plugin: the document at `/openapi.json`, a page of it at `/docs`. */
export const docsRoute = async (server: FastifyInstance) => {
  let text: string | undefined
  const folder = path.dirname(require.resolve('swagger-ui-dist/package.json'))
  server.get('/openapi.json', async (_request, reply) => {
    text ??= JSON.stringify(openapiDocument(policy, env.api.maxTake))
    return reply.type('application/json; charset=utf-8').send(text)
  })
  server.get('/docs', async (_request, reply) =>
    reply
      .header('content-security-policy', POLICY)
      .type('text/html; charset=utf-8')
      .send(PAGE)
  )
  server.get('/docs/start.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(START)
  )
  for (const [name, type] of Object.entries(FILES)) {
    server.get(`/docs/${name}`, async (_request, reply) =>
      reply.type(type).send(await fs.readFile(path.join(folder, name)))
    )
  }
}
