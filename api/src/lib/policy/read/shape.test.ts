import { authDb } from 'src/lib/authDb'
import { openScratch } from 'src/testing/scratch'
import { store } from 'src/testing/stored'
import { POSTS, actAs, setScene } from 'src/testing/world'

beforeEach(setScene)

const refused = { code: 'P2004' }
const where = { id: POSTS.published.id }
const find = (args: object) =>
  authDb().post.findUnique({ where, ...args } as never) as Promise<unknown>

describe('What a visitor asks of a post', () => {
  beforeEach(() => actAs('anonymous'))

  it('may be how much there is of everything', async () => {
    expect(await find({ select: { _count: true } })).toEqual({
      _count: { comments: 1, groups: 0 },
    })
    expect(
      await find({ select: { _count: { select: { comments: 1 } } } })
    ).toEqual({ _count: { comments: 1 } })
  })

  it('may leave something open', async () => {
    expect(
      await find({
        select: { id: true, title: null, body: undefined, comments: false },
      })
    ).toEqual(where)
    expect(await find({ include: { comments: false, _count: null } })).toEqual(
      await find({})
    )
  })

  it.each([
    ['select and include', { select: { id: true }, include: { owner: true } }],
    [
      'the number of owners',
      { select: { _count: { select: { owner: true } } } },
    ],
    [
      'the number of nothing',
      { include: { _count: { select: { no: true } } } },
    ],
    ['half an owner', { select: { owner: { take: 1 } } }],
    ['a key of no fields', { where: { ...where, AND: { id_title: null } } }],
    ['a key of other fields', { where: { ...where, AND: { a_b: { a: 1 } } } }],
  ])('%s is refused', async (_what, args) => {
    await expect(find(args)).rejects.toMatchObject(refused)
  })

  it.each([
    ['a part of a text', { title: { contains: 'a' } }],
    ['a value in the long form', { title: { equals: 'a' } }],
    ['a condition', { AND: [{ published: true }] }],
    ['a related record', { owner: { is: { id: 1 } } }],
  ])('does not begin at %s, of which Prisma panics', async (_what, more) => {
    const cursor = { ...where, ...more }
    const message = /A cursor of Post takes values, not a filter/
    const args = { cursor } as never
    await expect(authDb().post.findMany(args)).rejects.toThrow(message)
    await expect(authDb().post.findFirst(args)).rejects.toThrow(message)
    await expect(authDb().post.count(args)).rejects.toThrow(message)
    await expect(
      authDb().user.findMany({ select: { posts: args } })
    ).rejects.toThrow(message)
  })

  it('begins at a row whose values are these', async () => {
    const from = (published: boolean) =>
      authDb().post.count({ cursor: { ...where, published } })
    expect(await from(true)).toBeGreaterThan(0)
    expect(await from(false)).toBe(0)
  })

  it('is nothing without a key, as by Prisma', async () => {
    await expect(find({ where: undefined })).rejects.toThrow('where')
    await expect(
      authDb().post.findMany({ cursor: null } as never)
    ).rejects.toThrow('where')
  })
})

it('A review that a visitor sees has no author, as no user is seen', async () => {
  const shop = await openScratch('shop')
  store(shop, {
    User: [{ id: 'u1', email: 'a@a.co', role: 'BUYER' }],
    Product: [
      { id: 1, sku: 'AB-1', title: 'a', price: 1, listed: 1, costs: 1 },
    ],
    Review: [
      { id: 1, stars: 5, text: null, hidden: 0, productId: 1, authorId: 'u1' },
    ],
  })
  const reviews = await shop.enhanceAs(null).review.findMany({
    select: { id: true, author: { select: { email: true } } },
  })
  await shop.close()
  expect(reviews).toEqual([{ id: 1, author: null }])
}, 180_000)
