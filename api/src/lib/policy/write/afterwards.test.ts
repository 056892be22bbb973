import { effectOf } from 'src/testing/effects'
import { openScratch } from 'src/testing/scratch'
import type { AnyClient, Scratch } from 'src/testing/scratch'
import { store } from 'src/testing/stored'

/* A rule on a new row that can be asked only once the row is there. */

const MAKING_MS = 180_000

let office: Scratch
beforeAll(async () => {
  office = await openScratch('office')
}, MAKING_MS)
afterAll(() => office.close())

beforeEach(async () => {
  const tables = Object.keys(office.policy.models)
  await store(office, Object.fromEntries(tables.map((table) => [table, []])))
})

const fine = { text: 'A1' }
const forbidden = { text: 'X1' }

describe('A visitor creates what the rule allows, and leaves nothing else', () => {
  test.each<[string, (client: AnyClient) => Promise<unknown>, string]>([
    ['one', ({ code }) => code.create({ data: fine }), '+Code 1'],
    [
      'a forbidden one',
      ({ code }) => code.create({ data: forbidden }),
      'denied',
    ],
    [
      'two',
      ({ code }) => code.createMany({ data: [fine, fine] }),
      '+Code 1, +Code 2',
    ],
    [
      'two, one of them forbidden',
      ({ code }) => code.createMany({ data: [fine, forbidden] }),
      'denied',
    ],
    [
      'a forbidden one among those to be given back',
      ({ code }) => code.createManyAndReturn({ data: [forbidden, fine] }),
      'denied',
    ],
    [
      'one that is not there to be updated',
      ({ code }) =>
        code.upsert({ where: { id: 7 }, create: fine, update: forbidden }),
      '+Code 1',
    ],
    [
      'a forbidden one that is not there to be updated',
      ({ code }) =>
        code.upsert({ where: { id: 7 }, create: forbidden, update: fine }),
      'denied',
    ],
  ])('%s', async (_what, act, effect) => {
    expect(await effectOf(office, act)).toBe(effect)
  })
})
