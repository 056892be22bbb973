import { authDb } from 'src/lib/authDb'
import { ACTORS, POSTS, actAs, commentOn, setScene } from 'src/testing/world'

beforeEach(setScene)

const refused = { code: 'P2004' }
const { reader } = ACTORS

describe('To a reader, who sees no e-mail address but their own', () => {
  beforeEach(() => actAs('reader'))

  it('one address is all there is to count', async () => {
    expect(
      await authDb().user.count({ select: { _all: true, email: true } })
    ).toEqual({ _all: 5, email: 1 })
  })

  it('the first and the last address are their own', async () => {
    const sums = await authDb().user.aggregate({
      _min: { email: true, name: true },
      _max: { email: true },
      _count: true,
      where: { id: { gte: reader.id } },
    })
    expect(sums).toEqual({
      _count: 5,
      _min: { email: reader.email, name: 'admin' },
      _max: { email: reader.email },
    })
  })

  it('there is no last address among those of others', async () => {
    const others = await authDb().user.aggregate({
      where: { id: { not: reader.id } },
      _max: { email: true },
    })
    expect(others).toEqual({ _max: { email: null } })
  })

  it('a page of addresses is not added up', async () => {
    await expect(
      authDb().user.aggregate({ _max: { email: true }, take: 2 })
    ).rejects.toMatchObject(refused)
  })

  it('their own comes after those that are hidden, or before them', async () => {
    const inOrder = (sort: 'asc' | 'desc') =>
      authDb().user.findMany({
        orderBy: [{ email: sort }, { id: 'asc' }],
        select: { id: true, email: true },
      })
    const own = { id: reader.id, email: reader.email }
    const others = [2, 3, 4, 5].map((id) => ({ id }))
    expect(await inOrder('asc')).toEqual([...others, own])
    expect(await inOrder('desc')).toEqual([own, ...others])
  })

  it('pages are pages of that order', async () => {
    const orderBy = [{ email: 'asc' as const }, { id: 'asc' as const }]
    const names = async (args: { take?: number; skip?: number }) =>
      (
        await authDb().user.findMany({
          orderBy,
          select: { name: true },
          ...args,
        })
      ).map(({ name }) => name)
    expect(await names({ take: 2, skip: 3 })).toEqual(['admin', 'reader'])
    expect(await names({ take: -1 })).toEqual(['reader'])
    const first = await authDb().user.findFirst({
      orderBy: [{ email: 'desc' }],
    })
    expect(first).toMatchObject({ id: reader.id })
  })

  it('all roles that are hidden are one', async () => {
    const roles = await authDb().user.findMany({
      distinct: ['roles'],
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    expect(roles).toEqual([{ id: reader.id }, { id: 2 }])
  })

  it('groups by roles are refused, and so is a cursor in such an order', async () => {
    await expect(
      authDb().user.groupBy({ by: ['roles'], _count: true })
    ).rejects.toMatchObject(refused)
    await expect(
      authDb().user.findMany({ orderBy: { email: 'asc' }, cursor: { id: 1 } })
    ).rejects.toMatchObject(refused)
  })
})

describe('Where some comments are hidden', () => {
  beforeEach(() => actAs('owner'))

  it('posts stand in the order of those that are not', async () => {
    const posts = await authDb().post.findMany({
      orderBy: [{ comments: { _count: 'asc' } }, { id: 'asc' }],
      select: { id: true },
    })
    expect(posts).toEqual([{ id: POSTS.draft.id }, { id: POSTS.published.id }])
  })

  it('a list goes on after a comment that is there', async () => {
    const after = (id: number) =>
      authDb().post.findUnique({
        where: { id: POSTS.published.id },
        select: { comments: { cursor: { id }, orderBy: { id: 'asc' } } },
      })
    const id = commentOn('published')
    expect(await after(id)).toMatchObject({ comments: [{ id }] })
    expect(await after(commentOn('draft'))).toEqual({ comments: [] })
    expect(await after(4711)).toEqual({ comments: [] })
  })
})
