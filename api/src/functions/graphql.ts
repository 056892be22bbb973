import { createGraphQLHandler } from '@redwoodjs/graphql-server'

import { graphqlOptions } from 'src/lib/graphqlOptions'

export const handler = createGraphQLHandler(graphqlOptions)
