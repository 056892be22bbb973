import type { FastifyRequest } from 'fastify'

import { setContext } from '@redwoodjs/context'
import { getAsyncStoreInstance } from '@redwoodjs/context/dist/store'

import { currentUserOf } from 'src/lib/identity'

/**
 * Acts as whoever sent a request: `authDb()` inside is theirs, and of no other
 * request that is answered meanwhile.
 *
 * @throws Refusal 401 for a wrong identity, and what `act` throws
 */
export const asActorOf = async <Result>(
  request: FastifyRequest,
  act: () => Promise<Result>
): Promise<Result> => {
  const currentUser = await currentUserOf(request)
  return getAsyncStoreInstance().run(new Map(), () => {
    setContext({ currentUser: currentUser ?? undefined })
    return act()
  })
}
