import type { GraphQLYogaOptions } from '@redwoodjs/graphql-server'

import directives from 'src/directives/**/*.{js,ts}'
import sdls from 'src/graphql/**/*.sdl.{js,ts}'
import services from 'src/services/**/*.{js,ts}'

import { useAdmission } from './admission'
import { useCompiledQueries } from './compiledQueries'
import { useDataErrors } from './dataErrors'
import { env } from './env'
import { useIdentity } from './identity'
import { useAnswerInTime } from './inTime'
import { logger } from './logger'
import { useWrongIdentity } from './wrongIdentity'

/** Alone, for a test that asks without it. */
export const compiledQueries = useCompiledQueries()

/** What the GraphQL door is made of, whichever way a request takes to it. */
export const graphqlOptions: GraphQLYogaOptions = {
  armorConfig: {
    maxDepth: { n: env.graphql.maxDepth },
    costLimit: { maxCost: env.graphql.maxCost },
  },
  loggerConfig: { logger, options: {} },
  directives,
  sdls,
  services,
  extraPlugins: [
    useAdmission(),
    useIdentity(),
    useWrongIdentity(),
    useDataErrors(),
    compiledQueries,
    useAnswerInTime(),
  ],
}
