import { authDb } from 'src/lib/authDb'
import { changeRole } from 'src/testing/races'
import { POSTS, actAs, commentOn, setScene } from 'src/testing/world'

beforeEach(setScene)

const where = { id: POSTS.published.id }
const ofComment = { id: commentOn('published') }

/** What a writer or a moderator does, by one statement or by several. */
const writes: [string, 'owner' | 'moderator', () => Promise<unknown>][] = [
  [
    'edits their post',
    'owner',
    () => authDb().post.update({ where, data: { title: 'Changed' } }),
  ],
  [
    'edits their post and asks who owns it',
    'owner',
    () =>
      authDb().post.update({
        where,
        data: { title: 'Changed' },
        include: { owner: true },
      }),
  ],
  [
    'edits all their posts',
    'owner',
    () => authDb().post.updateMany({ data: { title: 'Changed' } }),
  ],
  ['deletes their post', 'owner', () => authDb().post.delete({ where })],
  [
    'creates a post',
    'owner',
    () => authDb().post.create({ data: { title: 'New', body: '' } }),
  ],
  [
    'creates posts',
    'owner',
    () => authDb().post.createMany({ data: [{ title: 'New', body: '' }] }),
  ],
  [
    'deletes a comment',
    'moderator',
    () => authDb().comment.delete({ where: ofComment }),
  ],
  ['deletes all comments', 'moderator', () => authDb().comment.deleteMany()],
]

describe('Who has lost their role since their request began', () => {
  test.each(writes)('no longer %s', async (_what, actor, write) => {
    actAs(actor)
    const promise = write()
    await changeRole(actor, 'reader')
    await expect(promise).rejects.toMatchObject({ code: 'P2004' })
  })

  test.each(writes)(
    '%s, if they have it again',
    async (_what, actor, write) => {
      actAs(actor)
      const promise = write()
      await changeRole(actor, 'reader')
      await changeRole(actor, actor === 'owner' ? 'writer' : 'moderator')
      await expect(promise).resolves.toBeTruthy()
    }
  )

  it('no longer comments on a draft, which is not there for them', async () => {
    actAs('moderator')
    const comment = authDb().comment.create({
      data: { postId: POSTS.draft.id, name: 'Mo', body: 'Hm.' },
    })
    await changeRole('moderator', 'reader')
    await expect(comment).rejects.toMatchObject({ code: 'P2025' })
  })

  it('may have won another one: what anyone may do is done', async () => {
    actAs('reader')
    const another = authDb().comment.create({
      data: { postId: POSTS.published.id, name: 'Re', body: 'Hm.' },
    })
    await changeRole('reader', 'writer')
    await expect(another).resolves.toMatchObject({ name: 'Re' })
  })
})
