import type { FastifyRequest } from 'fastify'

import { setContext } from '@redwoodjs/context'
import { getAsyncStoreInstance } from '@redwoodjs/context/dist/store'

import { admit } from 'src/lib/admission'
import { currentUserOf } from 'src/lib/identity'
import { inTime } from 'src/lib/inTime'

/**
 * Acts as whoever sent a request: `authDb()` inside is theirs, and of no other
 * request that is answered meanwhile.
 *
 * @throws TooManyRequests, WrongIdentity, TooSlow, and what `act` throws
 */
export const asActorOf = async <Result>(
  request: FastifyRequest,
  act: () => Promise<Result>
): Promise<Result> => {
  await admit(request, request.ip)
  const currentUser = await currentUserOf(request)
  return getAsyncStoreInstance().run(new Map(), () => {
    setContext({ currentUser: currentUser ?? undefined })
    return inTime(act())
  })
}
