import type { GraphQLYogaOptions } from '@redwoodjs/graphql-server'

import directives from 'src/directives/**/*.{js,ts}'
import sdls from 'src/graphql/**/*.sdl.{js,ts}'
import services from 'src/services/**/*.{js,ts}'

import { getCurrentUser } from './auth'
import { useDataErrors } from './dataErrors'
import { logger } from './logger'
import { decodeSession } from './session'
import { useWrongIdentity } from './wrongIdentity'

/** What the GraphQL door is made of, whichever way a request takes to it. */
export const graphqlOptions: GraphQLYogaOptions = {
  authDecoder: decodeSession,
  getCurrentUser,
  loggerConfig: { logger, options: {} },
  directives,
  sdls,
  services,
  extraPlugins: [useWrongIdentity(), useDataErrors()],
}
