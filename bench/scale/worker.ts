import { asUser } from '../asUser'
import { ours } from '../contenders/guarded'
import { openDatabase } from '../database'
import { MEASURED, userOf } from '../operations'
import type { Measured } from '../operations'
import { answerOf } from '../refusal'
import { timeOf } from '../time'

import { fillWith, idsIn, makeSpareComments, restore } from './rows'

/** Asks a worker to do an operation so many times. */
export interface Turn {
  name: Measured
  first: number
  count: number
}

/** Fills the database that DATABASE_URL names, and then does as it is told. */
export const work = async (posts: number) => {
  const database = openDatabase()
  await fillWith(database, posts)
  await database.close()

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
    return asUser(userOf(task), () =>
      timeOf(async () => {
        for (let n = first; n < first + count; n++) {
          await answerOf(ours[task.act](idFor[name](n)))
        }
      })
    )
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
