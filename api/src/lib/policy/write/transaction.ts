import { Mutex } from 'async-mutex'

import type { Client } from '../operation'

// Under load a transaction waits its turn, and longer than Prisma's two seconds.
const PATIENCE = { maxWait: 10_000, timeout: 10_000 }

type Work<Result> = (open: Client) => Promise<Result>

/**
 * Does all of the work or nothing of it: in a transaction, or, if the client is
 * an open one already, behind a savepoint. The work must not ask for this again:
 * it would wait for itself.
 */
export const atomically = <Result>(
  client: Client,
  work: Work<Result>
): Promise<Result> => {
  const begin = Reflect.get(client, '$transaction')
  return isOutside(client)
    ? begin.call(client, work, PATIENCE)
    : behindSavepoint(client, work)
}

/** Whether a client is in no transaction yet. */
export const isOutside = (client: Client): boolean =>
  typeof Reflect.get(client, '$transaction') === 'function'

const queues = new WeakMap<Client, Mutex>()

/**
 * Waits until no other write of an open transaction is under way: it would be
 * behind that one's savepoint, and lost if that one fails.
 */
export const inTurn = <Result>(
  open: Client,
  work: Work<Result>
): Promise<Result> => {
  const queue = queues.get(open) ?? new Mutex()
  queues.set(open, queue)
  return queue.runExclusive(() => work(open))
}

const behindSavepoint = <Result>(client: Client, work: Work<Result>) => {
  const execute = Reflect.get(client, '$executeRawUnsafe') as (
    sql: string
  ) => Promise<number>
  return inTurn(client, async () => {
    await execute.call(client, 'SAVEPOINT operation')
    try {
      const result = await work(client)
      await execute.call(client, 'RELEASE SAVEPOINT operation')
      return result
    } catch (error) {
      await execute.call(client, 'ROLLBACK TO SAVEPOINT operation')
      await execute.call(client, 'RELEASE SAVEPOINT operation')
      throw error
    }
  })
}
