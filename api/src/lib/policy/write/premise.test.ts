import { authDb } from 'src/lib/authDb'
import { enhance } from 'src/lib/policy/enhance'
import { compileTexts } from 'src/testing/compiling'
import { changeRole } from 'src/testing/races'
import type { Row } from 'src/testing/reference'
import { schemaText } from 'src/testing/schemas'
import { openScratch } from 'src/testing/scratch'
import type { AnyClient, Scratch } from 'src/testing/scratch'
import { store, stored } from 'src/testing/stored'
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

  it('no longer edits their post, inside of a transaction either', async () => {
    actAs('owner')
    const client = authDb()
    await changeRole('owner', 'reader')
    const editing = client.$transaction((open) =>
      open.post.update({ where, data: { title: 'Changed' } })
    )
    await expect(editing).rejects.toMatchObject({
      code: 'P2004',
      meta: { reason: 'ACTOR_CHANGED' },
    })
  })

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

/** The office, where these are the rules about tasks. */
const officeWhere = (rules: string, actors: 'Person' | 'Desk') =>
  schemaText('office')
    .replace(/^ *@@(allow|deny|auth).*\n/gm, '')
    .replace(/^model Task .*/m, `$&\n@@allow('read', true)\n${rules}`)
    .replace(RegExp(`^model ${actors} .*`, 'm'), '$&\n@@auth')

describe('Who relies on a record that was loaded with them', () => {
  const ANN = { id: 1, name: 'Ann' }
  const DESK = { id: 1, room: 'hall', personId: ANN.id }
  const TASK = { id: 1, title: 'File', personId: ANN.id }
  let scratch: Scratch

  beforeAll(async () => {
    scratch = await openScratch('office')
  }, 180_000)
  afterAll(() => scratch.close())

  beforeEach(async () => {
    const Person = [ANN, { id: 2, name: 'Bob' }]
    await store(scratch, { Person, Desk: [DESK], Badge: [], Task: [TASK] })
  })

  /** Desks are moved, and given to others. */
  const changeDesk = (data: Row) =>
    scratch.db.desk.update({ where: { id: DESK.id }, data })

  const deleteAs = async (
    user: Row,
    rule: string,
    actors: 'Person' | 'Desk' = 'Person'
  ) => {
    const text = officeWhere(`@@allow('delete', ${rule})`, actors)
    const { policy } = await compileTexts({ 'office.zmodel': text })
    const client = enhance(scratch.db, { policy, user }) as AnyClient
    await client.task.delete({ where: { id: TASK.id } })
  }

  it('deletes no task whose key is hidden from them', async () => {
    const rule = `@@allow('delete', person.name == 'Ann')`
    const text = officeWhere(rule, 'Person').replace(
      /^(model Task [^]*?@id)/m,
      `$1 @deny('read', title == 'File')`
    )
    const { policy } = await compileTexts({ 'office.zmodel': text })
    const { db, driver } = scratch
    const client = enhance(db, { policy, user: ANN, driver }) as AnyClient
    await expect(
      client.task.delete({ where: { id: TASK.id }, select: { title: true } })
    ).rejects.toMatchObject({ code: 'P2025' })
    expect(await tasks()).toHaveLength(1)
  })

  const OUTDATED = { code: 'P2004', meta: { reason: 'ACTOR_CHANGED' } }
  const tasks = async () => (await stored(scratch)).Task

  describe('their desk', () => {
    const rule = `auth().desk.room == 'hall'`
    const user = { ...ANN, desk: DESK }

    it('deletes a task while it is there', async () => {
      await deleteAs(user, rule)
      expect(await tasks()).toEqual([])
    })

    it.each([
      ['is in another room', { room: 'attic' }],
      ['is somebody else’s', { personId: 2 }],
      ['is nobody’s', { personId: null }],
    ])('no longer does once it %s', async (_what, change) => {
      await changeDesk(change)
      await expect(deleteAs(user, rule)).rejects.toMatchObject(OUTDATED)
      expect(await tasks()).toHaveLength(1)
    })
  })

  describe('that they have no badge', () => {
    const rule = 'auth().badge == null'
    const user = { ...ANN, badge: null }

    it('deletes a task while they have none', async () => {
      await deleteAs(user, rule)
      expect(await tasks()).toEqual([])
    })

    it('no longer does once they have one', async () => {
      await scratch.db.badge.create({ data: { id: 1, personId: ANN.id } })
      await expect(deleteAs(user, rule)).rejects.toMatchObject(OUTDATED)
      expect(await tasks()).toHaveLength(1)
    })
  })

  describe('a desk whose person is known by key alone', () => {
    const rule = 'auth().person == person'

    it('deletes a task of that person', async () => {
      await deleteAs(DESK, rule, 'Desk')
      expect(await tasks()).toEqual([])
    })

    it('no longer does once somebody else sits there', async () => {
      await changeDesk({ personId: 2 })
      await expect(deleteAs(DESK, rule, 'Desk')).rejects.toMatchObject(OUTDATED)
      expect(await tasks()).toHaveLength(1)
    })
  })
})
