import { getAsyncStoreInstance } from '@redwoodjs/context/dist/store'

import type { CurrentUser } from '../api/src/lib/auth'

/** Runs `act` as a request of this user does: with `context.currentUser`. */
export const asUser = <Result>(
  currentUser: CurrentUser | undefined,
  act: () => Promise<Result>
): Promise<Result> =>
  getAsyncStoreInstance().run(new Map([['context', { currentUser }]]), act)
