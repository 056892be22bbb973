import type { APIGatewayProxyEvent } from 'aws-lambda'
import { createGraphQLError } from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'

import { context } from '@redwoodjs/context'
import type { RedwoodGraphQLContext } from '@redwoodjs/graphql-server'

import type { CurrentUser } from './auth'
import { identify } from './identity'
import type { Asking } from './identity'
import { networkOf } from './network'
import { TooManyRequests, count } from './rateLimits'
import type { Limit } from './rateLimits'

/*
 * How much somebody may ask of the doors, whatever it is: a user, or else an
 * address, with all that are the same one's.
 */

const asker = (user: CurrentUser | null, address: string) =>
  user ? `user ${user.id}` : `address ${networkOf(address)}`

/** A wrong identity is the address's: tokens are not found out by trying. */
const userIn = (asking: Asking) => identify(asking).catch(() => null)

/**
 * Counts a request to a door, before anything is done about it. It does not mind a
 * wrong identity, or one that cannot be looked up: the door will find that out.
 *
 * @param address the IP address that it comes from
 * @throws TooManyRequests
 */
export const admit = async (asking: Asking, address: string): Promise<void> =>
  count('requests', asker(await userIn(asking), address))

/** Of what visitors create, what is to be done less often than other things. */
const RARE: Record<string, Limit> = { Comment: 'comments', Contact: 'contacts' }

/**
 * Counts records that somebody is about to create, at whatever door; of most
 * models there may be as many as there are requests.
 *
 * @throws TooManyRequests
 */
export const countCreating = async (
  model: string,
  user: CurrentUser | null,
  address: string,
  records = 1
): Promise<void> => {
  if (Object.hasOwn(RARE, model)) {
    await count(RARE[model], asker(user, address), records)
  }
}

/** The address that a request to a function comes from. */
export const addressOf = (event: APIGatewayProxyEvent): string =>
  event.requestContext?.identity?.sourceIp ?? ''

/** `countCreating` for the current user of a GraphQL request, as its error. */
export const countCreatingHere = async (model: string): Promise<void> => {
  const event = context.event as APIGatewayProxyEvent
  try {
    await countCreating(model, context.currentUser ?? null, addressOf(event))
  } catch (error) {
    throw error instanceof TooManyRequests ? inGraphQL(error) : error
  }
}

/** As GraphQL says it: with a code, and over HTTP with status and header. */
export const inGraphQL = ({ message, status, retryAfter }: TooManyRequests) =>
  createGraphQLError(message, {
    extensions: {
      code: 'TOO_MANY_REQUESTS',
      http: { status, headers: { 'retry-after': String(retryAfter) } },
    },
  })

/** A GraphQL Yoga plugin that admits what does not come by our short way. */
export const useAdmission = (): Plugin => ({
  onRequestParse: async ({ serverContext }) => {
    // Redwood puts it there; there is none when it asks itself for its health.
    const { event } = serverContext as unknown as Partial<RedwoodGraphQLContext>
    if (!event) {
      return
    }
    try {
      const { httpMethod: method, headers } = event
      await admit({ method, headers }, addressOf(event))
    } catch (error) {
      throw error instanceof TooManyRequests ? inGraphQL(error) : error
    }
  },
})
