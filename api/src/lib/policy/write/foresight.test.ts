import { effectOf } from 'src/testing/effects'
import { openScratch } from 'src/testing/scratch'
import type { AnyClient, Scratch } from 'src/testing/scratch'
import { store } from 'src/testing/stored'

/*
 * Tickets in the office only rise, or are noted (an allow that looks ahead, and
 * one that does not), not above the rank of whoever has them, nor past a step
 * that is to be done: of the ticket as it was.
 */

const MAKING_MS = 180_000

let office: Scratch
beforeAll(async () => {
  office = await openScratch('office')
}, MAKING_MS)
afterAll(() => office.close())

const ANN = 1
const BOB = 2
const SECRET = 3
const T = { anns: 1, toDo: 2, done: 3, nobodys: 4, bobs: 5, open: 6 }

beforeEach(() =>
  store(office, {
    Desk: [],
    Badge: [],
    Task: [],
    Skill: [],
    _PersonToSkill: [],
    Person: [
      { id: ANN, name: 'Ann', rank: 3 },
      { id: BOB, name: 'Bob', rank: 0 },
      { id: SECRET, name: 'Sue', rank: 9, secret: true },
    ],
    Ticket: [
      { id: T.anns, level: 0, personId: ANN },
      { id: T.toDo, level: 1, personId: ANN },
      { id: T.done, level: 1, personId: ANN },
      { id: T.nobodys, level: 0, personId: null },
      { id: T.bobs, level: 0, personId: BOB },
      { id: T.open, level: 1, note: 'open', personId: ANN },
    ],
    Step: [
      { id: 1, ticketId: T.toDo, done: true },
      { id: 2, ticketId: T.toDo, done: false },
      { id: 3, ticketId: T.done, done: true },
    ],
  })
)

const update = (id: number, data: object) =>
  effectOf(office, (client) => client.ticket.update({ where: { id }, data }))

describe('A ticket', () => {
  test.each<[keyof typeof T, object, string]>([
    ['anns', { level: 1 }, 'Ticket 1 level=1'],
    ['anns', { level: { increment: 3 } }, 'Ticket 1 level=3'],
    ['anns', { level: 4 }, 'denied'],
    ['anns', { level: 0 }, 'denied'],
    ['anns', { level: { decrement: 1 } }, 'denied'],
    ['anns', { note: 'open' }, 'denied'],
    ['anns', {}, 'denied'],
    ['toDo', { level: 2 }, 'denied'],
    ['done', { level: 2 }, 'Ticket 3 level=2'],
    // Nobody's rank is unknown, and an unknown deny denies.
    ['nobodys', { level: 1 }, 'denied'],
    ['bobs', { level: 1 }, 'denied'],
    ['open', { note: 'closed' }, 'Ticket 6 note=closed'],
    ['open', { level: 0 }, 'Ticket 6 level=0'],
    ['open', { level: 4 }, 'denied'],
    [
      'anns',
      { level: 1, personId: BOB },
      'Ticket 1 level=1, Ticket 1 personId=2',
    ],
    ['anns', { personId: BOB }, 'denied'],
    ['anns', { level: 1, personId: SECRET }, 'absent'],
    ['anns', { personId: SECRET }, 'absent'],
    ['anns', { personId: 4711 }, 'absent'],
  ])('%s with %j: %s', async (which, data, expected) => {
    expect(await update(T[which], data)).toBe(expected)
  })

  it('that is not there does not rise', async () => {
    expect(await update(4711, { level: 1 })).toBe('absent')
  })

  test.each<[keyof typeof T, object, string]>([
    // Its steps are those it had, its person who it was.
    ['anns', { level: 2, steps: { create: {} } }, 'Ticket 1 level=2, +Step 4'],
    ['toDo', { level: 2, steps: { deleteMany: {} } }, 'denied'],
    [
      'toDo',
      { level: 2, steps: { updateMany: { where: {}, data: { done: true } } } },
      'denied',
    ],
    [
      'anns',
      { level: 1, person: { connect: { id: BOB } } },
      'Ticket 1 level=1, Ticket 1 personId=2',
    ],
    ['anns', { level: 1, person: { connect: { id: SECRET } } }, 'absent'],
    ['bobs', { level: 1, person: { connect: { id: ANN } } }, 'denied'],
    ['bobs', { level: 1, person: { update: { rank: 9 } } }, 'denied'],
    ['anns', { steps: { create: {} } }, 'denied'],
    ['open', { steps: { create: {} } }, '+Step 4'],
  ])('%s with %j around it: %s', async (which, data, expected) => {
    expect(await update(T[which], data)).toBe(expected)
  })
})

describe('Among the tickets that Ann has', () => {
  test.each<[object, string]>([
    [
      { update: { where: { id: T.anns }, data: { level: 1 } } },
      'Ticket 1 level=1',
    ],
    [{ update: { where: { id: T.anns }, data: { note: 'x' } } }, 'denied'],
    [
      { updateMany: { where: { steps: { none: {} } }, data: { level: 2 } } },
      'Ticket 1 level=2, Ticket 6 level=2',
    ],
    [{ updateMany: { where: {}, data: { level: 2 } } }, 'denied'],
    [{ disconnect: { id: T.anns } }, 'denied'],
    [{ disconnect: { id: T.open } }, 'Ticket 6 personId=null'],
    [{ connect: { id: T.bobs } }, 'denied'],
    [
      { upsert: { where: { id: T.anns }, create: {}, update: { level: 0 } } },
      'denied',
    ],
    [
      { upsert: { where: { id: T.bobs }, create: {}, update: {} } },
      '+Ticket 7',
    ],
  ])('%j: %s', async (tickets, expected) => {
    const write = (client: AnyClient) =>
      client.person.update({ where: { id: ANN }, data: { tickets } })
    expect(await effectOf(office, write)).toBe(expected)
  })
})

describe('Many tickets', () => {
  const risers = { id: { in: [T.anns, T.done] } }
  const rise = { level: { increment: 1 } }

  test.each<[object, string]>([
    [{ where: risers, data: rise }, 'Ticket 1 level=1, Ticket 3 level=2'],
    [{ where: risers, data: rise, limit: 1 }, 'Ticket 1 level=1'],
    [{ where: { id: { in: [T.anns, T.bobs] } }, data: rise }, 'denied'],
    [{ data: rise }, 'denied'],
    [{ where: risers, data: { note: 'x' } }, 'denied'],
    [{ where: { note: 'open' }, data: { note: 'x' } }, 'Ticket 6 note=x'],
    [{ where: { id: 4711 }, data: rise }, ''],
    [{ where: risers, data: { level: 2, personId: SECRET } }, 'absent'],
    [{ where: risers, data: { id: 9 } }, 'PrismaClientValidationError'],
    [
      { where: risers, data: { person: { disconnect: true } } },
      'PrismaClientValidationError',
    ],
  ])('with %j: %s', async (args, expected) => {
    const many = (client: AnyClient) => client.ticket.updateMany(args as never)
    expect(await effectOf(office, many)).toBe(expected)
  })

  it('are counted, and given back as they are then', async () => {
    const client = office.enhanceAs(null)
    expect(
      await client.ticket.updateMany({ where: risers, data: rise })
    ).toEqual({ count: 2 })
    expect(
      await client.ticket.updateManyAndReturn({
        where: { id: T.anns },
        data: rise,
        select: { level: true },
      })
    ).toEqual([{ level: 2 }])
  })
})
