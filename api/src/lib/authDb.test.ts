import { NOBODY, POSTS, actAs, setScene } from 'src/testing/world'

import { authDb } from './authDb'

beforeEach(setScene)

const titleOf = async (id: number) =>
  (await authDb().post.findUnique({ where: { id } }))?.title

describe('In a transaction', () => {
  it('the rules hold, also for rows changed in it', async () => {
    actAs('owner')
    const { id } = POSTS.published
    const seen = await authDb().$transaction(async (inside) => {
      await inside.post.delete({ where: { id } })
      return inside.post.findUnique({ where: { id } })
    })
    expect(seen).toBeNull()
  })

  it('a denial rolls back what came before it', async () => {
    actAs('owner')
    const { id } = POSTS.published
    const attempt = authDb().$transaction(async (inside) => {
      await inside.post.update({ where: { id }, data: { title: 'Changed' } })
      await inside.user.update({ where: { id: 5 }, data: { name: 'Mine' } })
    })
    await expect(attempt).rejects.toMatchObject({ code: 'P2004' })
    expect(await titleOf(id)).toBe('published')
  })

  it('a list of operations is done in order, with what each answers', async () => {
    actAs('owner')
    const { id } = POSTS.published
    const [changed, seen] = await authDb().$transaction([
      authDb().post.update({ where: { id }, data: { title: 'Changed' } }),
      authDb().post.findUnique({ where: { id }, select: { title: true } }),
    ])
    expect(changed.title).toBe('Changed')
    expect(seen).toEqual({ title: 'Changed' })
  })

  it('a list of operations is done as a whole or not at all', async () => {
    actAs('owner')
    const { id } = POSTS.published
    const attempt = authDb().$transaction([
      authDb().post.update({ where: { id }, data: { title: 'Changed' } }),
      authDb().user.update({ where: { id: 5 }, data: { name: 'Mine' } }),
    ])
    await expect(attempt).rejects.toMatchObject({ code: 'P2004' })
    expect(await titleOf(id)).toBe('published')
  })

  it('a list may hold nothing but operations of an enhanced client', async () => {
    const list = authDb().$transaction([Promise.resolve(1) as never])
    await expect(list).rejects.toThrow('operations of an enhanced client')
  })
})

describe('A hidden row and a missing one answer alike', () => {
  const operations = {
    update: (id: number) =>
      authDb().post.update({ where: { id }, data: { title: 'Mine' } }),
    delete: (id: number) => authDb().post.delete({ where: { id } }),
    findUniqueOrThrow: (id: number) =>
      authDb().post.findUniqueOrThrow({ where: { id } }),
    comment: (id: number) =>
      authDb().comment.create({ data: { postId: id, name: 'Cy', body: 'Hi' } }),
  }

  test.each(Object.entries(operations))('to %s', async (_name, act) => {
    actAs('stranger')
    const failure = (id: number) =>
      act(id).then(
        () => 'done',
        ({ code, message, meta }) => JSON.stringify({ code, message, meta })
      )
    const missing = await failure(NOBODY)
    expect(missing).toContain('P2025')
    expect(await failure(POSTS.draft.id)).toBe(missing)
    expect(await failure(POSTS.deleted.id)).toBe(missing)
  })
})

it('a write that asks for what can never be read writes nothing', async () => {
  actAs('owner')
  const { id } = POSTS.published
  const attempt = authDb().post.update({
    where: { id },
    data: { title: 'Changed' },
    select: {
      owner: { select: { posts: { where: { nothing: 1 } as never } } },
    },
  })
  await expect(attempt).rejects.toMatchObject({ code: 'P2004' })
  expect(await titleOf(id)).toBe('published')
})
