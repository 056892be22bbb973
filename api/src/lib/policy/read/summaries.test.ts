import { openScratch } from 'src/testing/scratch'
import type { Scratch } from 'src/testing/scratch'
import { store } from 'src/testing/stored'

/*
 * Sums and groups that are made in memory, beside Prisma's own: in a clinic where
 * all that is hidden happens to be null.
 */

const MAKING_MS = 180_000
const refused = { code: 'P2004' }

let clinic: Scratch
beforeAll(async () => {
  clinic = await openScratch('clinic')
  const visit = { secret: 0, doctorId: null, wardId: 1 }
  await store(clinic, {
    Doctor: [],
    Ward: [
      { id: 1, open: 1, closed: 0, beds: 2 },
      { id: 2, open: 0, closed: 0, beds: null },
    ],
    Visit: [
      { weight: 0.1, fee: 2.5, steps: 1, code: 'a.b', grade: 'LOW' },
      { weight: 0.2, fee: 1.5, steps: 3_000_000_000, code: 'A%', grade: 'MID' },
      { weight: 1e100, fee: 0.1, steps: 2, code: 'b_', grade: 'LOW' },
      { weight: -1e100, fee: 7.5, steps: 5, code: null, grade: null },
    ]
      .map((values, n) => ({
        ...{ ...visit, id: n + 1, shared: 1, cost: n, urgent: 1 },
        ...{ at: new Date(n * 1000 + 5), scan: Buffer.from([n % 2]) },
        ...values,
      }))
      .concat({ ...visit, id: 5, shared: 0 } as never),
  })
}, MAKING_MS)
afterAll(() => clinic.close())

const PLACES = ['cost', 'code', 'at', 'fee', 'scan', 'steps', 'weight']

it.each(
  PLACES.flatMap((name) => [
    { orderBy: [{ [name]: 'asc' }, { id: 'desc' }], cursor: { id: 2 } },
    { orderBy: [{ [name]: 'desc' }], cursor: { id: 4 }, take: -2 },
    { orderBy: [{ [name]: 'asc' }, { id: 'asc' }], cursor: { id: 5 }, skip: 1 },
    {
      orderBy: [{ doctor: { room: 'asc' } }, { [name]: 'asc' }, { id: 'asc' }],
    },
    { orderBy: { id: 'asc' }, distinct: [name], take: -2 },
    { distinct: ['urgent', name], cursor: { id: 2 } },
    {
      orderBy: [{ doctor: { id: 'asc' } }, { [name]: 'desc' }, { id: 'asc' }],
      cursor: { id: 3 },
    },
  ])
)('Visits stand as by Prisma: %j', async (args) => {
  const asked = { ...args, select: { id: true } }
  expect(await clinic.enhanceAs(null).visit.findMany({ ...asked })).toEqual(
    await clinic.db.visit.findMany({ ...asked })
  )
  const wards = { select: { visits: asked }, orderBy: { id: 'asc' } }
  expect(await clinic.enhanceAs(null).ward.findMany(wards)).toEqual(
    await clinic.db.ward.findMany(wards)
  )
})

const every = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, true]))
const NUMBERS = every('cost', 'weight', 'fee', 'steps')
const FIELDS = every('cost', 'weight', 'fee', 'steps', 'code', 'grade', 'at')
const SUMS = {
  ...{ _sum: NUMBERS, _avg: NUMBERS, _min: FIELDS, _max: FIELDS },
  _count: { ...FIELDS, scan: true, urgent: true, _all: true },
}

const bothSay = async (operation: 'aggregate' | 'groupBy', args: object) => {
  const visitor = clinic.enhanceAs(null).visit
  expect(await visitor[operation]({ ...args })).toEqual(
    await clinic.db.visit[operation]({ ...args })
  )
}

it.each([
  {},
  { where: { id: { in: [] } } },
  { orderBy: { id: 'asc' }, take: 3 },
  { orderBy: { id: 'asc' }, take: -3, skip: 1 },
  { orderBy: { cost: 'desc' }, take: 2 },
  { cursor: { id: 3 } },
  { skip: 9 },
])('Visits are added up as by Prisma: %j', async (args) => {
  await bothSay('aggregate', { ...args, ...SUMS })
})

const HAVING = [
  { cost: { gt: 0 } },
  { cost: { not: { in: [0, 1] } } },
  { cost: { notIn: [] } },
  { cost: { in: [] } },
  { cost: null },
  { cost: { equals: undefined, not: null } },
  { cost: { lte: 2, _sum: { gte: 1 } } },
  { OR: [{ cost: 1 }, { weight: { _avg: { lt: 0.15 } } }] },
  { NOT: [{ cost: 1 }, { cost: 2 }] },
  { AND: { at: { _max: { gte: '1970-01-01T00:00:01.005Z' } } } },
  { at: { _max: { lt: new Date(2000) } } },
  { fee: { _sum: { gt: 2.25 } } },
  { steps: { _max: { equals: 5 } } },
  { code: { _min: { contains: 'A' } } },
  { code: { _min: { startsWith: 'a.' } } },
  { code: { _min: { endsWith: '_' } } },
  { code: { _min: { contains: '%' } } },
  { scan: { _count: { gt: 0 } } },
]

it.each(HAVING)('Groups are sifted as by Prisma: %j', async (having) => {
  await bothSay('groupBy', { by: ['cost'], having, orderBy: { cost: 'asc' } })
})

it.each([
  { by: 'grade', orderBy: { grade: 'desc' } },
  { by: ['shared', 'grade'], orderBy: [{ shared: 'asc' }, { grade: 'asc' }] },
  { by: ['scan'], orderBy: { scan: 'desc' } },
  { by: ['at'], orderBy: { at: { sort: 'asc', nulls: 'last' } }, take: 2 },
  { by: ['fee'], orderBy: [{ _sum: { weight: 'desc' } }, { fee: 'asc' }] },
  { by: ['id'], orderBy: { id: 'asc' }, take: -2, skip: 1 },
])('Visits are grouped as by Prisma: %j', async (args) => {
  await bothSay('groupBy', { ...args, ...SUMS })
})

it.each([
  { by: ['grade'], _min: { scan: true } },
  { by: ['grade'], _sum: { code: true } },
  { by: ['grade'], _count: { doctor: true } },
  { by: ['doctor'], _count: true },
])('What Prisma adds up in no way is refused: %j', async (args) => {
  await expect(
    clinic.enhanceAs(null).visit.groupBy(args)
  ).rejects.toMatchObject(refused)
})
