import type { Prisma } from '@prisma/client'

import { authDb } from '../../api/src/lib/authDb'
import { pageOfShared } from '../../api/src/lib/sharedPosts'
import type { Place } from '../../api/src/lib/sharedPosts'
import { asUser } from '../asUser'
import { DATABASE, openDatabase } from '../database'
import { spreadOf } from '../quantiles'
import { markdown } from '../tables'
import { TIME, timeOf } from '../time'

import { fill, LONER, MEMBER, NEWCOMER } from './rows'

const PAGE = { take: 20, orderBy: { id: 'desc' } } as const

// What the home page shows of a post.
const select = {
  id: true,
  title: true,
  body: true,
  createdAt: true,
  owner: { select: { id: true, name: true } },
  _count: { select: { comments: true } },
} as const
const comments = { select: { id: true, body: true } }

type List = () => PromiseLike<unknown>
type User = Parameters<typeof asUser>[0]
type Where = Prisma.PostWhereInput

const LATER = 50_000
const middle = { id: { lt: LATER } }

const find = (where: Where, more: object = {}) =>
  authDb().post.findMany({ where, ...PAGE, select: { ...select, ...more } })

const list = (where: Where, more?: object) => () => find(where, more)

/** What others share with somebody, as the app asks for it. */
const sharedWith =
  ({ id: userId }: { id: number }, after?: number): List =>
  () =>
    pageOfShared(userId, { take: PAGE.take, after }, (place: Place) =>
      find({
        ...place,
        ownerId: { not: userId },
        OR: [
          { isPublic: true, organization: { isNot: null } },
          { groups: { some: { members: { some: { userId } } } } },
        ],
      })
    )

interface Comparison {
  /** What is asked for. */
  list: List
  /** By whom, if not by the member. */
  user?: User
  /** What a visitor asks for; the same, if it is not said. */
  visitors?: List
  /** Without: it is more that the member gets to see, at more cost. */
  hasLimit: boolean
}

const published = list({ published: true })
const laterPublished = list({ published: true, ...middle })

/** Lists that the app has, and of all there is, of which the rules are asked. */
const COMPARISONS: Record<string, Comparison> = {
  'published posts': { list: published, hasLimit: true },
  'a later page of them': { list: laterPublished, hasLimit: true },
  'published posts with comments': {
    list: list({ published: true }, { comments }),
    hasLimit: true,
  },
  'shared with the member ÷ published': {
    list: sharedWith(MEMBER),
    visitors: published,
    hasLimit: false,
  },
  'a later page of that': {
    list: sharedWith(MEMBER, LATER),
    visitors: laterPublished,
    hasLimit: false,
  },
  'shared with who is in no organization ÷ published': {
    list: sharedWith(LONER),
    user: LONER,
    visitors: published,
    hasLimit: true,
  },
  'shared with who is in one without posts ÷ published': {
    list: sharedWith(NEWCOMER),
    user: NEWCOMER,
    visitors: published,
    hasLimit: true,
  },
  'of an organization of theirs ÷ published': {
    list: list({ organizationId: 2 }),
    visitors: published,
    hasLimit: false,
  },
  'all that they may read': { list: list({}), hasLimit: false },
  'a later page of all': { list: list(middle), hasLimit: false },
}

const ROUNDS = 60
const WARM_UP_ROUNDS = 10
const COUNT = 10
const LIMIT = 1.5

const turn = (user: User, list: List) =>
  asUser(user, () =>
    timeOf(async () => {
      for (let n = 0; n < COUNT; n++) {
        await list()
      }
    })
  )

const compare = async ({
  list,
  user = MEMBER,
  visitors = list,
}: Comparison) => {
  const ratios: number[] = []
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const ofMember = () => turn(user, list)
    const ofVisitor = () => turn(undefined, visitors)
    const isMemberFirst = round % 2 === 0
    const first = await (isMemberFirst ? ofMember() : ofVisitor())
    const second = await (isMemberFirst ? ofVisitor() : ofMember())
    ratios.push(isMemberFirst ? first / second : second / first)
  }
  return spreadOf(ratios.slice(WARM_UP_ROUNDS))
}

/**
 * Prints how long lists take a member, measured by a visitor's.
 *
 * @returns whether those of published posts, and of nothing, stay within the limit
 */
export const run = async (): Promise<boolean> => {
  const database = openDatabase()
  await fill(database)
  await database.close()
  const rows: [string, string][] = []
  let isWithin = true
  for (const [name, comparison] of Object.entries(COMPARISONS)) {
    const { median, p10, p90 } = await compare(comparison)
    isWithin &&= !comparison.hasLimit || median <= LIMIT
    rows.push([
      name,
      `${median.toFixed(2)} (${p10.toFixed(2)}–${p90.toFixed(2)})`,
    ])
  }
  console.log(`
${TIME} of a list on ${DATABASE} for a member of 20 organizations and 50
groups ÷ that for a visitor, among 100,000 posts:

${markdown([['list', 'member ÷ visitor'], ...rows])}

${isWithin ? 'Those' : 'Not all'} of published posts, and of nothing, are within ${LIMIT}.`)
  return isWithin
}
