import { authDb } from 'src/lib/authDb'
import { POSTS, actAs, setScene } from 'src/testing/world'

beforeEach(setScene)

type Open = Parameters<
  Extract<
    Parameters<ReturnType<typeof authDb>['$transaction']>[0],
    (...args: never[]) => unknown
  >
>[0]

const NEW = { title: 'New', body: '' }

/** What takes several statements by itself, done inside of a transaction. */
const writes: [string, (open: Open) => Promise<unknown>, unknown][] = [
  [
    'creates posts and gets them back',
    (open) =>
      open.post.createManyAndReturn({
        data: [NEW, NEW],
        select: { title: true },
      }),
    [{ title: 'New' }, { title: 'New' }],
  ],
  [
    'updates posts and gets them back',
    (open) =>
      open.post.updateManyAndReturn({
        where: { published: true },
        data: { title: 'Changed' },
        select: { title: true },
      }),
    [{ title: 'Changed' }],
  ],
  [
    'creates posts through their own user',
    async (open) => {
      await open.user.update({
        where: { id: POSTS.draft.ownerId },
        data: { posts: { createMany: { data: [NEW] } } },
      })
      return open.post.count({ where: { title: 'New' } })
    },
    1,
  ],
  [
    'updates posts through their own user',
    async (open) => {
      await open.user.update({
        where: { id: POSTS.draft.ownerId },
        data: { posts: { updateMany: { where: {}, data: { title: 'New' } } } },
      })
      return open.post.count({ where: { title: 'New' } })
    },
    2,
  ],
]

describe('Inside of a transaction, a writer', () => {
  test.each(writes)('%s', async (_what, write, answer) => {
    actAs('owner')
    expect(await authDb().$transaction((open) => write(open))).toEqual(answer)
  })

  it('writes several things at once, and what fails takes nothing else along', async () => {
    actAs('owner')
    const answers = await authDb().$transaction((open) =>
      Promise.allSettled([
        open.post.createManyAndReturn({ data: [NEW] }),
        open.post.createManyAndReturn({ data: [NEW, { ...NEW, ownerId: 4 }] }),
        open.post.createManyAndReturn({ data: [NEW] }),
      ])
    )
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(await authDb().post.count({ where: { title: 'New' } })).toBe(2)
  })
})
