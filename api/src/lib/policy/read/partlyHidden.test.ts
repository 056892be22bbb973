import { authDb } from 'src/lib/authDb'
import { env } from 'src/lib/env'
import { providerOf } from 'src/lib/provider'
import { ACTORS, POSTS, actAs, commentOn, setScene } from 'src/testing/world'

beforeEach(setScene)

const refused = { code: 'P2004' }
const { reader } = ACTORS

const isSqlite = providerOf(env.databaseUrl) === 'sqlite'
// To SQLite, what is null comes before everything; to PostgreSQL, after it.
const [ASCENDING, DESCENDING] = isSqlite
  ? [
      [2, 3, 4, 5, reader.id],
      [reader.id, 2, 3, 4, 5],
    ]
  : [
      [reader.id, 2, 3, 4, 5],
      [2, 3, 4, 5, reader.id],
    ]

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

  it('a page of addresses is added up as if the others had none', async () => {
    const lastOf = (args: object) =>
      authDb().user.aggregate({ _max: { email: true }, _count: true, ...args })
    const orderBy = { id: 'asc' as const }
    expect(await lastOf({ orderBy, take: 1 })).toEqual({
      _max: { email: reader.email },
      _count: 1,
    })
    expect(await lastOf({ orderBy, skip: 1 })).toEqual({
      _max: { email: null },
      _count: 4,
    })
    expect(await lastOf({ orderBy, cursor: { id: 3 }, take: -2 })).toEqual({
      _max: { email: null },
      _count: 2,
    })
  })

  it('the first two in the order of addresses are counted', async () => {
    expect(
      await authDb().user.count({ orderBy: { email: 'desc' }, take: 2 })
    ).toBe(2)
  })

  it('their own comes after those that are hidden, or before them', async () => {
    const inOrder = (sort: 'asc' | 'desc') =>
      authDb().user.findMany({
        orderBy: [{ email: sort }, { id: 'asc' }],
        select: { id: true, email: true },
      })
    const shown = (id: number) =>
      id === reader.id ? { id, email: reader.email } : { id }
    expect(await inOrder('asc')).toEqual(ASCENDING.map(shown))
    expect(await inOrder('desc')).toEqual(DESCENDING.map(shown))
  })

  it('pages are pages of that order', async () => {
    const orderBy = [{ email: 'asc' as const }, { id: 'asc' as const }]
    const ids = async (args: { take?: number; skip?: number }) =>
      (
        await authDb().user.findMany({ orderBy, select: { id: true }, ...args })
      ).map(({ id }) => id)
    expect(await ids({ take: 2, skip: 3 })).toEqual(ASCENDING.slice(3))
    expect(await ids({ take: -1 })).toEqual(ASCENDING.slice(-1))
    const firstOf = (args: object) =>
      authDb().user.findFirst({
        orderBy: [{ email: 'desc' }, { id: 'asc' }],
        ...args,
      })
    expect(await firstOf({})).toMatchObject({ id: DESCENDING[0] })
    expect(
      await firstOf({ take: -1, where: { id: { not: 5 } } })
    ).toMatchObject({ id: DESCENDING.filter((id) => id !== 5)[3] })
    expect(await firstOf({ where: { id: 4711 } })).toBeNull()
    await expect(firstOf({ take: 2 })).rejects.toMatchObject(refused)
  })

  it('all roles that are hidden are one', async () => {
    const roles = await authDb().user.findMany({
      distinct: ['roles'],
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    expect(roles).toEqual([{ id: reader.id }, { id: 2 }])
  })

  /** Groups, of which the first is that of what is hidden. */
  const inOrder = <Group>(groups: Group[]) =>
    isSqlite ? groups : groups.toReversed()

  it('all whose role is hidden are one group', async () => {
    expect(
      await authDb().user.groupBy({
        by: ['roles'],
        _count: { _all: true, email: true },
        _max: { email: true },
      })
    ).toEqual(
      inOrder([
        { roles: null, _count: { _all: 4, email: 0 }, _max: { email: null } },
        {
          roles: 'reader',
          _count: { _all: 1, email: 1 },
          _max: { email: reader.email },
        },
      ])
    )
  })

  it('groups are sifted and put in order by what they see', async () => {
    const groups = (having: object, orderBy: object = { roles: 'desc' }) =>
      authDb().user.groupBy({
        by: ['roles'],
        having,
        orderBy,
      } as never) as Promise<unknown[]>
    const [own, others] = [{ roles: 'reader' }, { roles: null }]
    expect(await groups({})).toEqual(inOrder([others, own]).toReversed())
    expect(await groups({}, { _count: { email: 'asc' } })).toEqual([
      others,
      own,
    ])
    expect(await groups({ roles: null })).toEqual([others])
    expect(await groups({ roles: 'reader' })).toEqual([own])
    expect(await groups({ roles: { not: null } })).toEqual([own])
    expect(await groups({ NOT: { roles: 'reader' } })).toEqual([])
    // To PostgreSQL, a capital is another letter.
    expect(await groups({ roles: { startsWith: 'READ' } })).toEqual(
      isSqlite ? [own] : []
    )
    expect(await groups({ roles: { startsWith: 'read' } })).toEqual([own])
    expect(await groups({ roles: { endsWith: 'er' } })).toEqual([own])
    expect(await groups({ roles: { gt: 'a', lte: 'reader' } })).toEqual([own])
    expect(
      await groups({ createdAt: { _max: { gt: '2000-01-01T00:00:00Z' } } })
    ).toHaveLength(2)
    expect(await groups({ email: { _max: { not: reader.email } } })).toEqual([])
  })

  it.each([
    ['a field that is not grouped by', { having: { email: 'a' } }],
    ['a field that there is not', { having: { nothing: 1 } }],
    ['words that are not understood', { having: { roles: { mode: 'x' } } }],
    ['an order by other fields', { orderBy: { email: 'asc' } }],
    ['an order that is none', { orderBy: { roles: 'up' } }],
    ['a sum of texts', { _sum: { email: true } }],
    ['a sum of records', { _count: { posts: true } }],
    ['a cursor', { cursor: { id: 1 } }],
    ['less than no row to pass over', { orderBy: { roles: 'asc' }, skip: -1 }],
  ])('groups with %s are refused', async (_what, args) => {
    await expect(
      authDb().user.groupBy({ by: ['roles'], _count: true, ...args } as never)
    ).rejects.toMatchObject(refused)
  })

  it('a list goes on from one of them', async () => {
    const from = async (id: number, args: object = {}) =>
      (
        await authDb().user.findMany({
          orderBy: [{ email: 'asc' }, { id: 'asc' }],
          cursor: { id },
          select: { id: true },
          ...args,
        })
      ).map((user) => user.id)
    // As Prisma has it, what is null is before and after everything.
    expect(await from(3)).toEqual(ASCENDING.slice(ASCENDING.indexOf(3)))
    expect(await from(3, { take: -2 })).toEqual([2, 3])
    expect(await from(4711)).toEqual([])
    expect(await from(3, { where: { id: { not: 3 } } })).toEqual([])
  })

  it('a page from a cursor in that order is not added up, as by Prisma', async () => {
    await expect(
      authDb().user.count({ orderBy: { email: 'asc' }, cursor: { id: 1 } })
    ).rejects.toMatchObject(refused)
  })

  it('nobody finds another by the address as a cursor', async () => {
    const from = (email: string) =>
      authDb().user.findMany({ cursor: { email }, take: 1 })
    expect(await from(ACTORS.admin.email)).toEqual([])
    expect(await from(reader.email)).toMatchObject([{ id: reader.id }])
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

  it('the posts of each are in the order of comments that are seen', async () => {
    const found = await authDb().user.findMany({
      where: { id: POSTS.draft.ownerId },
      select: {
        posts: {
          orderBy: { comments: { _count: 'asc' } },
          select: { id: true },
        },
      },
    })
    expect(found[0].posts.map(({ id }) => id)).toEqual([
      POSTS.draft.id,
      POSTS.published.id,
    ])
  })
})

describe('To a moderator, who sees comments on drafts', () => {
  beforeEach(() => actAs('moderator'))

  it('those are not there in an order by their posts', async () => {
    const seen = await authDb().comment.findMany({ select: { id: true } })
    const ordered = await authDb().comment.findMany({
      orderBy: { post: { title: 'asc' } },
      select: { id: true },
    })
    expect(seen).toContainEqual({ id: commentOn('draft') })
    expect(ordered).toEqual([{ id: commentOn('published') }])
    expect(
      await authDb().comment.count({ orderBy: { post: { title: 'asc' } } })
    ).toBe(1)
  })
})
