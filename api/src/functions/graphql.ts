import { createAuthDecoder } from '@redwoodjs/auth-dbauth-api'
import { createGraphQLHandler } from '@redwoodjs/graphql-server'

import directives from 'src/directives/**/*.{js,ts}'
import sdls from 'src/graphql/**/*.sdl.{js,ts}'
import services from 'src/services/**/*.{js,ts}'

import { cookieName, getCurrentUser } from 'src/lib/auth'
import { useDataErrors } from 'src/lib/dataErrors'
import { logger } from 'src/lib/logger'
import { useWrongIdentity } from 'src/lib/wrongIdentity'

export const handler = createGraphQLHandler({
  authDecoder: createAuthDecoder(cookieName),
  getCurrentUser,
  loggerConfig: { logger, options: {} },
  directives,
  sdls,
  services,
  extraPlugins: [useWrongIdentity(), useDataErrors()],
})
