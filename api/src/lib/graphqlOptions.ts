import type { GraphQLYogaOptions } from '@redwoodjs/graphql-server'

import directives from 'src/directives/**/*.{js,ts}'
import sdls from 'src/graphql/**/*.sdl.{js,ts}'
import services from 'src/services/**/*.{js,ts}'

import { useDataErrors } from './dataErrors'
import { useIdentity } from './identity'
import { logger } from './logger'
import { useWrongIdentity } from './wrongIdentity'

/** What the GraphQL door is made of, whichever way a request takes to it. */
export const graphqlOptions: GraphQLYogaOptions = {
  loggerConfig: { logger, options: {} },
  directives,
  sdls,
  services,
  extraPlugins: [useIdentity(), useWrongIdentity(), useDataErrors()],
}
