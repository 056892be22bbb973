import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import path from 'node:path'

import { DATABASE } from '../database'
import { MEASURED } from '../operations'
import type { Measured } from '../operations'
import { spreadOf } from '../quantiles'
import type { Spread } from '../quantiles'
import { markdown } from '../tables'
import { TIME } from '../time'

import type { Turn } from './worker'

const SIZES = [1_000, 100_000, 1_000_000]
const OPERATIONS = Object.keys(MEASURED) as Measured[]
const ROUNDS = 40
const WARM_UP_ROUNDS = 10
const COUNT = 12
/** How much longer an operation may take on the largest than on the smallest. */
const LIMIT = 1.5

/** Makes an empty database for so many posts; gives its URL. */
type MakePlace = (posts: number) => Promise<string>

const answerOf = <Answer>(worker: ChildProcess): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const gone = () => reject(new Error('A worker has ended'))
    worker.once('exit', gone)
    worker.once('message', (answer: Answer) => {
      worker.off('exit', gone)
      resolve(answer)
    })
  })

const start = async (makePlace: MakePlace, posts: number) => {
  const worker = fork(path.join(__dirname, 'worker.mjs'), [String(posts)], {
    env: { ...process.env, DATABASE_URL: await makePlace(posts) },
  })
  await answerOf(worker)
  return worker
}

const ask = (worker: ChildProcess, turn: Turn): Promise<number> => {
  worker.send(turn)
  return answerOf(worker)
}

/** For each size, its time ÷ that of the smallest, round by round. */
const growth = async (workers: ChildProcess[], name: Measured) => {
  const rounds: number[][] = []
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const times: number[] = []
    for (let n = 0; n < workers.length; n++) {
      const turn = (round + n) % workers.length
      const first = round * COUNT
      times[turn] = await ask(workers[turn], { name, first, count: COUNT })
    }
    rounds.push(times)
  }
  const measured = rounds.slice(WARM_UP_ROUNDS)
  return SIZES.map((_size, n) =>
    spreadOf(measured.map((times) => times[n] / times[0]))
  )
}

const cell = ({ median, p10, p90 }: Spread) =>
  `${median.toFixed(2)} (${p10.toFixed(2)}–${p90.toFixed(2)})`

/**
 * Prints how the time of each operation grows with the number of posts.
 *
 * @returns whether all stay within the limit
 */
export const run = async (makePlace: MakePlace): Promise<boolean> => {
  const workers: ChildProcess[] = []
  try {
    for (const size of SIZES) {
      workers.push(await start(makePlace, size))
      console.log(`${size.toLocaleString('en')} posts made`)
    }
    const rows: [Measured, Spread[]][] = []
    for (const name of OPERATIONS) {
      rows.push([name, await growth(workers, name)])
    }
    const table = markdown([
      ['posts', ...SIZES.map((size) => size.toLocaleString('en'))],
      ...rows.map(([name, [, ...spreads]]) => [
        `${name} ${MEASURED[name].title}`,
        '1',
        ...spreads.map(cell),
      ]),
    ])
    const tooSlow = rows
      .filter(([, spreads]) => spreads.some(({ median }) => median > LIMIT))
      .map(([name]) => name)
    console.log(`
${TIME} of an operation on ${DATABASE} ÷ that with ${SIZES[0].toLocaleString('en')} posts:

${table}

${tooSlow.length > 0 ? `Beyond ${LIMIT}: ${tooSlow.join()}` : `All within ${LIMIT}.`}`)
    return tooSlow.length === 0
  } finally {
    workers.forEach((worker) => worker.kill())
  }
}
