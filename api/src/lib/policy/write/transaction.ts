import { setTimeout as sleep } from 'node:timers/promises'

import { Mutex } from 'async-mutex'

import { isOutside } from '../operation'
import type { Client } from '../operation'
import type { Policy } from '../types'

import { isConflict } from './conflict'

/** As if transactions came one after the other; on SQLite they do. */
export const ISOLATED = { isolationLevel: 'Serializable' }

// Under load a transaction waits its turn, and longer than Prisma's two seconds.
const PATIENCE = { maxWait: 10_000, timeout: 10_000, ...ISOLATED }

const MOST_TRIES = 20
const LONGEST_PAUSE_MS = 100

type Work<Result> = (open: Client) => Promise<Result>

/**
 * Does all of the work or nothing of it: in a transaction, or, if the client is
 * an open one already, behind a savepoint. The work must not ask for this again:
 * it would wait for itself. It may be done more than once, until it is at odds
 * with no other transaction.
 */
export const atomically = <Result>(
  client: Client,
  work: Work<Result>
): Promise<Result> => {
  const begin = Reflect.get(client, '$transaction')
  return isOutside(client)
    ? untilSettled(() => begin.call(client, work, PATIENCE))
    : alone(client, work)
}

/** Tries again what the database takes back because of another transaction. */
export const untilSettled = async <Result>(
  attempt: () => Promise<Result>
): Promise<Result> => {
  for (let tries = 1; tries < MOST_TRIES; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (!isConflict(error)) {
        throw error
      }
      await sleep(Math.random() * Math.min(2 ** tries, LONGEST_PAUSE_MS))
    }
  }
  return attempt()
}

const queues = new WeakMap<Client, Mutex>()

/**
 * Does a write of one statement in an open transaction: behind a savepoint, as
 * `atomically` does, where a statement that fails would take all before it along.
 * Waits until no other write of the transaction is under way: it would be behind
 * that one's savepoint, and lost if that one fails.
 */
export const inTurn = <Result>(
  { provider }: Policy,
  open: Client,
  work: Work<Result>
): Promise<Result> =>
  provider === 'sqlite'
    ? queueOf(open).runExclusive(() => work(open))
    : alone(open, work)

const queueOf = (open: Client): Mutex => {
  const queue = queues.get(open) ?? new Mutex()
  queues.set(open, queue)
  return queue
}

const alone = <Result>(open: Client, work: Work<Result>) =>
  queueOf(open).runExclusive(() => behind('operation', open, work))

/**
 * Does a part of a write after which, if it fails, the open transaction is still
 * to be asked: PostgreSQL would refuse to answer.
 */
export const recoverably = <Result>(
  { provider }: Policy,
  client: Client,
  work: Work<Result>
): Promise<Result> =>
  provider === 'sqlite' || isOutside(client)
    ? work(client)
    : behind('part', client, work)

const behind = async <Result>(
  savepoint: string,
  open: Client,
  work: Work<Result>
): Promise<Result> => {
  const execute = Reflect.get(open, '$executeRawUnsafe') as (
    sql: string
  ) => Promise<number>
  await execute.call(open, `SAVEPOINT ${savepoint}`)
  try {
    const result = await work(open)
    await execute.call(open, `RELEASE SAVEPOINT ${savepoint}`)
    return result
  } catch (error) {
    await execute.call(open, `ROLLBACK TO SAVEPOINT ${savepoint}`)
    await execute.call(open, `RELEASE SAVEPOINT ${savepoint}`)
    throw error
  }
}
