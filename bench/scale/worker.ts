import Database from 'libsql'

import { env } from '../../api/src/lib/env'
import { sqliteFile } from '../../api/src/lib/sqlite'
import { asUser } from '../asUser'
import { ours } from '../contenders/guarded'
import { MEASURED, userOf } from '../operations'
import type { Measured } from '../operations'
import { answerOf } from '../refusal'

import { fillWith, idsIn, makeSpareComments, restore } from './rows'

/** Asks a worker to do an operation so many times. */
export interface Turn {
  name: Measured
  first: number
  count: number
}

/** Fills the database that DATABASE_URL names, and then does as it is told. */
export const work = async (posts: number) => {
  const connection = new Database(sqliteFile(env.databaseUrl, ''), {})
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = OFF')
  await fillWith(connection, posts)
  connection.close()

  const ids = idsIn(posts)
  const idFor: Record<Measured, (n: number) => number> = {
    Q1: () => 0,
    Q2: () => 0,
    Q3: ids.published,
    Q4: () => 0,
    M1: ids.published,
    M2: ids.ofFirstWriter,
    M3: ids.spareComment,
    D1: ids.draft,
  }

  const turn = ({ name, first, count }: Turn) => {
    const task = MEASURED[name]
    return asUser(userOf(task), async () => {
      const start = process.cpuUsage()
      for (let n = first; n < first + count; n++) {
        await answerOf(ours[task.act](idFor[name](n)))
      }
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1000 / count
    })
  }

  process.on('message', async (asked: Turn) => {
    const isDeletion = asked.name === 'M3'
    if (isDeletion) {
      await makeSpareComments(posts, asked.count)
    }
    process.send?.(await turn(isDeletion ? { ...asked, first: 0 } : asked))
    await restore()
  })
  process.send?.('ready')
}
