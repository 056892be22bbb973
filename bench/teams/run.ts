import Database from 'libsql'

import { authDb } from '../../api/src/lib/authDb'
import { env } from '../../api/src/lib/env'
import { sqliteFile } from '../../api/src/lib/sqlite'
import { asUser } from '../asUser'
import { spreadOf } from '../quantiles'
import { markdown } from '../tables'

import { fill, MEMBER } from './rows'

const PAGE = { take: 20, orderBy: { id: 'desc' } } as const
const select = { id: true, title: true, owner: { select: { name: true } } }
const comments = { select: { id: true, body: true } }

const middle = { id: { lt: 50_000 } }

/** Lists that the app has; a visitor and the member ask for the same. */
const PUBLISHED = {
  'published posts': () =>
    authDb().post.findMany({ where: { published: true }, ...PAGE, select }),
  'a later page of them': () =>
    authDb().post.findMany({
      where: { published: true, ...middle },
      ...PAGE,
      select,
    }),
  'published posts with comments': () =>
    authDb().post.findMany({
      where: { published: true },
      ...PAGE,
      select: { ...select, comments },
    }),
}

/** Of all there is, which to a member is more: the rules are asked of each post. */
const ALL = {
  'all that they may read': () => authDb().post.findMany({ ...PAGE, select }),
  'a later page of all': () =>
    authDb().post.findMany({ where: middle, ...PAGE, select }),
}

const ROUNDS = 60
const WARM_UP_ROUNDS = 10
const COUNT = 10
const LIMIT = 1.5

type List = () => PromiseLike<unknown>
type User = Parameters<typeof asUser>[0]

const timeOf = (user: User, list: List) =>
  asUser(user, async () => {
    const start = process.cpuUsage()
    for (let n = 0; n < COUNT; n++) {
      await list()
    }
    const { user: own, system } = process.cpuUsage(start)
    return (own + system) / 1000 / COUNT
  })

const compare = async (list: List) => {
  const ratios: number[] = []
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const people = round % 2 === 0 ? [undefined, MEMBER] : [MEMBER, undefined]
    const times = new Map<User, number>()
    for (const person of people) {
      times.set(person, await timeOf(person, list))
    }
    ratios.push((times.get(MEMBER) ?? 0) / (times.get(undefined) ?? 1))
  }
  return spreadOf(ratios.slice(WARM_UP_ROUNDS))
}

/**
 * Prints how long lists take a member, measured by a visitor's.
 *
 * @returns whether those of published posts stay within the limit
 */
export const run = async (): Promise<boolean> => {
  const connection = new Database(sqliteFile(env.databaseUrl, ''), {})
  connection.pragma('synchronous = OFF')
  await fill(connection)
  connection.close()
  const rows: [string, string][] = []
  let isWithin = true
  for (const [name, list] of Object.entries({ ...PUBLISHED, ...ALL })) {
    const { median, p10, p90 } = await compare(list)
    isWithin &&= name in ALL || median <= LIMIT
    rows.push([
      name,
      `${median.toFixed(2)} (${p10.toFixed(2)}–${p90.toFixed(2)})`,
    ])
  }
  console.log(`
Processor time of a list for a member of 20 organizations and 50 groups ÷ that for a
visitor, among 100,000 posts:

${markdown([['list', 'member ÷ visitor'], ...rows])}

${isWithin ? 'Those' : 'Not all'} of published posts are within ${LIMIT}.`)
  return isWithin
}
