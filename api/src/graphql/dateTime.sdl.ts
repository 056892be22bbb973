import { GraphQLScalarType } from 'graphql'
import gql from 'graphql-tag'

import { rootSchema } from '@redwoodjs/graphql-server'

/*
 * Redwood's own, but for its answers: it leaves dates to JSON.stringify, which takes
 * three times as long to ask them for their text.
 */

export const schema = gql`
  scalar DateTime
`

const stock = rootSchema.resolvers.DateTime

const textOf = (value: unknown): unknown => {
  const date = stock.serialize(value)
  return date instanceof Date ? date.toISOString() : date
}

export const resolvers = {
  DateTime: new GraphQLScalarType({ ...stock.toConfig(), serialize: textOf }),
}
