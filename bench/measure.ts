import { setImmediate as signals } from 'node:timers/promises'

import { asUser } from './asUser'
import { userOf } from './operations'
import type { Case, Contender } from './operations'
import { median, spreadOf } from './quantiles'
import type { Spread } from './quantiles'
import { answerOf } from './refusal'
import { countStatements } from './statements'
import { timeOf } from './time'
import { makeSpareComments, restore } from './workload'

/**
 * So short is a turn that most meet no garbage collection: whose turn it falls
 * into is chance, and the median leaves it out.
 */
const TURN_MS = 2
/** Rounds between which what has been written is taken back. */
const BLOCK = 20
const WARM_UP_BLOCKS = 2
const FEWEST_BLOCKS = 2

/** How one contender's time compares with the first one's. */
export interface Ratio extends Spread {
  statements: string
}

/** The time of `count` calls in a row, on rows from the `first` on. */
const turn = (contender: Contender, task: Case, first: number, count: number) =>
  asUser(userOf(task), () =>
    timeOf(async () => {
      for (let n = first; n < first + count; n++) {
        await answerOf(contender[task.act](task.id(n)))
      }
    })
  )

const ratioOf = (ratios: number[], statements: string): Ratio => ({
  ...spreadOf(ratios),
  statements,
})

/**
 * Compares the contenders at one task: in every round each has a turn, another
 * one first each time. What slows the machine down for a while slows all turns
 * of a round, so times are only compared within it.
 *
 * @param seconds how long to go on
 */
export const compare = async <Name extends string>(
  contenders: Record<Name, Contender>,
  task: Case,
  seconds: number
): Promise<Record<Name, Ratio>> => {
  const names = Object.keys(contenders) as Name[]
  const [base] = names
  type Times = Record<Name, number>

  const block = async (count: number) => {
    // Nothing here waits, so that Ctrl-C would not be heard.
    await signals()
    if (task.isWrite) {
      await makeSpareComments(BLOCK * names.length * count)
    }
    const rounds: Times[] = []
    for (let round = 0; round < BLOCK; round++) {
      const times = {} as Times
      for (let n = 0; n < names.length; n++) {
        const name = names[(round + n) % names.length]
        const first = (round * names.length + n) * count
        times[name] = await turn(contenders[name], task, first, count)
      }
      rounds.push(times)
    }
    if (task.isWrite) {
      await restore()
    }
    return rounds
  }

  const statements = {} as Record<Name, string>
  for (const name of names) {
    statements[name] = await statementsOf(contenders[name], task)
  }
  let count = 1
  for (let n = 0; n < WARM_UP_BLOCKS; n++) {
    const times = (await block(count)).map((round) => round[base])
    count = Math.max(1, Math.round((TURN_MS * count) / median(times)))
  }

  const rounds: Times[] = []
  const end = performance.now() + seconds * 1000
  while (performance.now() < end || rounds.length < FEWEST_BLOCKS * BLOCK) {
    rounds.push(...(await block(count)))
  }
  return Object.fromEntries(
    names.map((name) => [
      name,
      ratioOf(
        rounds.map((times) => times[name] / times[base]),
        statements[name]
      ),
    ])
  ) as Record<Name, Ratio>
}

const statementsOf = async (contender: Contender, task: Case) => {
  await makeSpareComments(1)
  const statements = await asUser(userOf(task), () =>
    countStatements(() => answerOf(contender[task.act](task.id(0))))
  )
  await restore()
  return statements
}
