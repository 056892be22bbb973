import { env } from 'src/lib/env'
import { providerOf } from 'src/lib/provider'
import { openScratch } from 'src/testing/scratch'
import type { AnyClient, Scratch } from 'src/testing/scratch'
import { store } from 'src/testing/stored'

/*
 * What no generated query hits upon often: where Prisma begins a page that a
 * cursor stands before, and what cannot be put in order.
 */

// To PostgreSQL, a capital is another letter.
const BEGINS_WITH_A = providerOf(env.databaseUrl) === 'sqlite' ? 'AB' : 'aB'
const MAKING_MS = 180_000
const refused = { code: 'P2004' }

const open = (name: 'office' | 'crm' | 'clinic') => {
  const place = {} as Scratch
  beforeAll(async () => {
    Object.assign(place, await openScratch(name))
  }, MAKING_MS)
  afterAll(() => place.close())
  return place
}

describe('In an office, where the second person is secret', () => {
  const office = open('office')
  const person = { locked: 0, secret: 0, rank: 0 }
  let visitor: AnyClient
  beforeEach(async () => {
    await store(office, {
      Person: [1, 2, 3, 4].map((id) => ({
        ...person,
        id,
        name: `${5 - id}`,
        secret: id === 2 ? 1 : 0,
      })),
      Badge: [1, 2, 3, 4].map((id) => ({
        ...{ id, locked: 0, secret: 0, personId: 5 - id },
        colour: id === 3 ? 'red' : 'blue',
      })),
    })
    visitor = office.enhanceAs(null)
  })

  const asked = (args: object) =>
    visitor.badge.findMany({ select: { id: true }, ...args })
  const withoutSecrets = (args: object) =>
    office.db.badge.findMany({
      select: { id: true },
      ...args,
      where: {
        ...Reflect.get(args, 'where'),
        person: { is: { secret: false } },
      },
    })

  it.each([
    ['by the person', { orderBy: { person: { id: 'asc' } } }],
    ['by the name of the person', { orderBy: { person: { name: 'desc' } } }],
    [
      'by how many tasks the person has',
      { orderBy: [{ person: { tasks: { _count: 'asc' } } }, { id: 'desc' }] },
    ],
    [
      'from a badge on',
      { orderBy: { person: { id: 'asc' } }, cursor: { id: 2 } },
    ],
    [
      'from a badge on that is not looked for',
      {
        orderBy: { person: { id: 'asc' } },
        cursor: { id: 2 },
        where: { id: { not: 2 } },
      },
    ],
    [
      'from such a badge on where names might be the same',
      {
        orderBy: { person: { name: 'asc' } },
        cursor: { id: 2 },
        where: { id: { not: 2 } },
      },
    ],
    [
      'from such a badge on, counted and then numbered',
      {
        orderBy: [{ person: { tasks: { _count: 'asc' } } }, { id: 'asc' }],
        cursor: { personId: 3 },
        where: { id: { not: 2 } },
      },
    ],
  ])('badges stand as without theirs: %s', async (_what, args) => {
    expect(await asked(args)).toEqual(await withoutSecrets(args))
  })
})

it('A list of one person goes on from where it is not, as by Prisma', async () => {
  const clinic = await openScratch('clinic')
  const visit = { shared: 1, secret: 0, doctorId: null }
  store(clinic, {
    Doctor: [],
    Ward: [1, 2].map((id) => ({ id, open: 1, closed: 0, beds: 1 })),
    Visit: [1, 2, 3, 4].map((id) => ({ ...visit, id, wardId: 1 + (id % 2) })),
  })
  const args = {
    where: { id: 2 },
    select: {
      visits: {
        orderBy: [{ ward: { visits: { _count: 'asc' } } }, { id: 'asc' }],
        cursor: { id: 2 },
        select: { id: true },
      },
    },
  }
  const lists = (client: AnyClient) =>
    Promise.all([
      client.ward.findUnique({ ...args }),
      client.ward.findFirst({ ...args }),
    ])
  const [seen, all] = [
    await lists(clinic.enhanceAs(null)),
    await lists(clinic.db),
  ]
  await clinic.close()
  expect(seen).toEqual(all)
  expect(seen).toEqual([{ visits: [{ id: 3 }] }, { visits: [] }])
}, 180_000)

describe('In sales, whose memberships have keys of two fields', () => {
  const crm = open('crm')

  it('a list goes on from one as without those that are hidden', async () => {
    const Account = [1, 2, 3, 4].map((id) => ({
      ...{ id, login: `l${id}`, suspended: 0 },
    }))
    await store(crm, {
      Account,
      Organization: [1, 2].map((id) => ({ id, name: `o${id}` })),
      Membership: [
        { organizationId: 1, accountId: 1, admin: 0 },
        { organizationId: 1, accountId: 2, admin: 1 },
        { organizationId: 1, accountId: 3, admin: 0 },
        { organizationId: 2, accountId: 4, admin: 0 },
      ],
    })
    const user = {
      ...Account[0],
      suspended: false,
      memberships: [{ organizationId: 1, accountId: 1, admin: false }],
    }
    const pages = [
      { orderBy: [{ account: { login: 'asc' } }] },
      {
        orderBy: [
          { organization: { customers: { _count: 'asc' } } },
          { organizationId: 'asc' },
          { accountId: 'asc' },
        ],
      },
    ]
    for (const page of pages) {
      for (const admin of [true, false]) {
        const args = {
          ...page,
          cursor: {
            organizationId_accountId: { organizationId: 1, accountId: 2 },
          },
          select: { accountId: true },
        }
        expect(
          await crm.enhanceAs(user).membership.findMany({
            ...args,
            where: { admin },
          })
        ).toEqual(
          await crm.db.membership.findMany({
            ...args,
            where: { admin, organizationId: 1 },
          })
        )
      }
    }
  })
})

describe('In a clinic', () => {
  const clinic = open('clinic')
  const visit = { shared: 0, secret: 0, doctorId: null, wardId: 1 }

  beforeEach(() =>
    store(clinic, {
      Doctor: [],
      Ward: [{ id: 1, open: 1, closed: 0, beds: null }],
      Visit: [
        { ...visit, id: 1, code: BEGINS_WITH_A, urgent: 1 },
        { ...visit, id: 2, code: 'b', urgent: 1 },
        { ...visit, id: 3, code: 'ab', urgent: 1 },
      ],
    })
  )

  it('a filter finds a field on just those rows on which it is seen', async () => {
    const { visit: visits } = clinic.enhanceAs(null)
    const all = (await visits.findMany({
      select: { id: true, urgent: true },
    })) as { id: number; urgent?: boolean }[]
    const found = await visits.findMany({
      where: { urgent: true },
      select: { id: true },
    })
    expect(found).toEqual(
      all.filter(({ urgent }) => urgent).map(({ id }) => ({ id }))
    )
    expect(found).not.toEqual([])
  })

  it.each([
    [{ urgent: null }, [2]],
    [{ urgent: { equals: null } }, [2]],
    [{ urgent: { not: null } }, [1, 3]],
    [{ NOT: { urgent: { not: null } } }, [2]],
    [{ NOT: { urgent: null } }, [1, 3]],
    [{ urgent: { not: false } }, [1, 3]],
    [{ NOT: { urgent: false } }, [1, 3]],
    [{ urgent: { not: null, equals: undefined } }, [1, 3]],
    [{ cost: { in: [] } }, []],
    [{ cost: { notIn: [] } }, [1, 2, 3]],
    [{ cost: { notIn: [1] } }, []],
    [{ NOT: { cost: { in: [] } } }, [1, 2, 3]],
    [{ NOT: { cost: { equals: null, gt: 1 } } }, []],
    [{ cost: { equals: null, in: [] } }, []],
  ])('where it is hidden, a field is null to %j', async (where, ids) => {
    const found = await clinic
      .enhanceAs(null)
      .visit.findMany({ where, select: { id: true } })
    expect(found).toEqual(ids.map((id) => ({ id })))
  })

  it.each([
    [{ urgent: null }, { id: 2 }],
    [{ urgent: { equals: null } }, { id: 2 }],
    [{ urgent: true }, null],
    [{ urgent: { not: null } }, null],
  ])('and beside a key: %j', async (where, row) => {
    const found = await clinic
      .enhanceAs(null)
      .visit.findUnique({ where: { id: 2, ...where }, select: { id: true } })
    expect(found).toEqual(row)
  })

  it.each([
    { orderBy: ['cost'] },
    { orderBy: [null] },
    { orderBy: { cost: 'up' } },
    { orderBy: { cost: 'asc' }, take: 0.5 },
    { orderBy: { doctor: 'asc' } },
    { orderBy: { ward: { visits: 'asc' } } },
    { orderBy: { nothing: 'asc' } },
    { distinct: 'doctor' },
    { distinct: 'extra', orderBy: { cost: 'asc' } },
  ])('%j is refused', async (args) => {
    await expect(
      clinic.enhanceAs(null).visit.findMany(args)
    ).rejects.toMatchObject(refused)
  })
})
