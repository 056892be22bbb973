import './redwoodsGlobals'
import type { GraphQLSchema } from 'graphql'
import { DateTimeResolver } from 'graphql-scalars'
import gql from 'graphql-tag'
import { createSchema } from 'graphql-yoga'

import { schema as comments } from '../../../api/src/graphql/comments.sdl'
import { schema as groups } from '../../../api/src/graphql/groups.sdl'
import { schema as organizations } from '../../../api/src/graphql/organizations.sdl'
import { schema as posts } from '../../../api/src/graphql/posts.sdl'
import { schema as users } from '../../../api/src/graphql/users.sdl'
import type { Asker } from '../../contenders/byHand'

/** What a resolver of a peer knows of a request. */
export interface PeerContext {
  user: Asker
}

/** By type and field; each takes the arguments that the SDL gives it. */
export type Resolvers = Record<string, Record<string, unknown>>

const BESIDE_NOUNS = gql`
  scalar DateTime
  directive @requireAuth on FIELD_DEFINITION
  directive @skipAuth on FIELD_DEFINITION
`

/** The app's own schema, with other resolvers. */
export const schemaWith = (resolvers: Resolvers): GraphQLSchema =>
  createSchema({
    typeDefs: [BESIDE_NOUNS, posts, comments, users, organizations, groups],
    resolvers: { DateTime: DateTimeResolver, ...(resolvers as object) },
  })
