import { policy } from 'src/lib/appPolicy'
import { authDb } from 'src/lib/authDb'
import { rawDb } from 'src/testing/races'
import { ACTORS, actAs, POSTS, setScene } from 'src/testing/world'

import { callPrisma } from './callPrisma'

/*
 * That a kept plan answers as one made anew is also what all generated queries and
 * writes say (read/noninterference, write/reference, differential): their clients
 * keep plans.
 */

const { QueryCompiler } = jest.requireActual(
  '.prisma/client/query_compiler_bg.js'
)
const plansMade = jest.spyOn(QueryCompiler.prototype, 'compile')

const call = (model: string, operation: string, args: object) =>
  callPrisma(policy, rawDb, model, operation, { ...args })

const ODD_TEXTS = [
  '',
  'plain',
  '"quoted" \\ and \\" more',
  '{"$type":"Param","value":"kept1"}',
  '\\"}{"$type":"Param","value":"1"}',
  'kept1',
  '$1 ? ${value} $& $$',
  'line\nbreak\ttab \u2028',
  '🌳 Ünïcödé',
  'null',
  '5',
]

const { published, draft } = POSTS

beforeEach(async () => {
  await setScene()
  actAs('owner')
  plansMade.mockClear()
})

describe('A plan that is kept', () => {
  it('is used for who asks the same of another row', async () => {
    const read = (id: number) =>
      authDb().post.findFirst({ where: { id }, select: { id: true } })
    await read(published.id)
    plansMade.mockClear()
    expect(await read(draft.id)).toEqual({ id: draft.id })
    expect(await read(published.id)).toEqual({ id: published.id })
    expect(await read(0)).toBeNull()
    expect(plansMade).not.toHaveBeenCalled()
  })

  it('is used for another person of the same role, who sees their own', async () => {
    const read = () =>
      authDb().post.findMany({
        where: { id: draft.id },
        select: { id: true },
      })
    expect(await read()).toEqual([{ id: draft.id }])
    plansMade.mockClear()
    actAs('stranger')
    expect(await read()).toEqual([])
    expect(plansMade).not.toHaveBeenCalled()
  })

  it('writes what is given now, and when that is', async () => {
    const write = (body: string) =>
      authDb().comment.create({
        data: { name: 'A', body, postId: published.id },
        select: { body: true, createdAt: true },
      })
    await write('once')
    plansMade.mockClear()
    const before = new Date()
    const { body, createdAt } = await write('again')
    expect(body).toBe('again')
    expect(createdAt.valueOf()).toBeGreaterThanOrEqual(before.valueOf())
    expect(plansMade).not.toHaveBeenCalled()
  })

  it.each(ODD_TEXTS)('takes the text %j for what it is', async (text) => {
    const other = `${text}!`
    for (const title of [text, other]) {
      await rawDb.post.create({
        data: { title, body: '', ownerId: ACTORS.owner.id },
      })
    }
    const titles = (asked: object) =>
      call('Post', 'findMany', { where: asked, select: { title: true } })
    for (const title of [text, other]) {
      expect(await titles({ title })).toEqual([{ title }])
      expect(await titles({ title: { in: [title, title] } })).toEqual([
        { title },
      ])
    }
    expect(
      await call('Post', 'updateMany', {
        where: { title: text },
        data: { body: text },
      })
    ).toEqual({ count: 1 })
    expect(await rawDb.post.findFirst({ where: { title: text } })).toEqual(
      expect.objectContaining({ title: text, body: text })
    )
  })

  it('is as good for the least and the greatest number as for any', async () => {
    const count = (id: object | number) =>
      call('Post', 'findMany', { where: { id }, select: { id: true } }).then(
        (rows) => (rows as unknown[]).length
      )
    const all = Object.keys(POSTS).length
    const greatest = 2 ** 31 - 1
    for (const [number, above, below] of [
      [0, all, 0],
      [greatest, 0, all],
      [-greatest, all, 0],
    ]) {
      expect(await count({ gt: number })).toBe(above)
      expect(await count({ lt: number })).toBe(below)
      expect(await count(number)).toBe(0)
    }
  })

  it('is not kept for ever, where others are asked for more', async () => {
    const read = (take: number) =>
      call('Post', 'findMany', {
        where: { id: published.id },
        take,
        select: { id: true },
      })
    await read(1)
    for (let take = 2; take <= 1001; take++) {
      await read(take)
    }
    plansMade.mockClear()
    expect(await read(1001)).toEqual([{ id: published.id }])
    expect(plansMade).toHaveBeenCalledTimes(0)
    expect(await read(1)).toEqual([{ id: published.id }])
    expect(plansMade).toHaveBeenCalledTimes(1)
  })
})

describe('No plan is kept', () => {
  it.each<[string, object]>([
    ['of a row to begin at', { cursor: { id: 1 } }],
    ['of a part of a text', { where: { title: { contains: 'a' } } }],
    ['of a moment', { where: { createdAt: { lt: new Date() } } }],
    ['of a number that no row can have', { where: { id: { lt: 1e9 * 5 } } }],
    ['of a long list', { where: { id: { in: [...Array(101).keys()] } } }],
    ['of a long query', { where: { OR: Array(200).fill({ id: 1 }) } }],
  ])('%s', async (_what, asked) => {
    const read = () => call('Post', 'findMany', asked).catch(() => null)
    await read()
    plansMade.mockClear()
    await read()
    expect(plansMade).toHaveBeenCalledTimes(1)
  })
})

it('Several rows that are asked for at once are still read together', async () => {
  const read = (id: number) =>
    call('Post', 'findUnique', { where: { id }, select: { id: true } })
  expect(
    await Promise.all([published.id, draft.id, 0, published.id].map(read))
  ).toEqual([
    { id: published.id },
    { id: draft.id },
    null,
    { id: published.id },
  ])
})

it.each(['1', "'text", 'no value', 'kept1'])(
  'Nobody can name a value by themselves: %j is refused as any other object is',
  async (value) => {
    const errorOf = (where: object) =>
      rawDb.post.findMany({ where }).then(
        () => null,
        (error) => error
      )
    const { name, message } = await errorOf({ id: { $type: 'Param', value } })
    expect(name).toBe('PrismaClientValidationError')
    const another = await errorOf({ id: { $type: 'Other', value } })
    expect(message.replaceAll('Param', 'Other')).toBe(another.message)
    await expect(
      authDb().post.findMany({
        where: { id: { $type: 'Param', value } as never },
      })
    ).rejects.toMatchObject({ name })
  }
)

it('An error cites the values that were given', async () => {
  await expect(
    call('Post', 'findMany', { where: { id: 12345 }, take: 'all' })
  ).rejects.toThrow(/id: 12345/)
})
