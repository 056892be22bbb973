import fc from 'fast-check'

import { authDb } from 'src/lib/authDb'
import { checkAs } from 'src/testing/answers'
import { outcomeOf } from 'src/testing/policyTable'
import { countStatements } from 'src/testing/statements'
import { ACTORS, addPost, commentOn, POSTS, setScene } from 'src/testing/world'
import type { Actor } from 'src/testing/world'

import type { Operation } from './types'
import type { Where } from './where'

beforeEach(setScene)

const NOBODY = 4711
const actors = Object.keys(ACTORS) as Actor[]

/** The actors to whom check() says yes. */
const those = async (question: (actor: Actor) => Promise<boolean>) => {
  const answers = await Promise.all(actors.map(question))
  return actors.filter((_actor, n) => answers[n])
}

describe('Of a record, check() says what the operation does', () => {
  const operations = {
    Post: {
      read: (id: number) => authDb().post.findUnique({ where: { id } }),
      update: (id: number) =>
        authDb().post.update({ where: { id }, data: { title: 'Changed' } }),
      delete: (id: number) => authDb().post.delete({ where: { id } }),
    },
    Comment: {
      read: (id: number) => authDb().comment.findUnique({ where: { id } }),
      update: (id: number) =>
        authDb().comment.update({ where: { id }, data: { body: 'Changed' } }),
      delete: (id: number) => authDb().comment.delete({ where: { id } }),
    },
  }

  test.each(['Post', 'Comment'] as const)('%s', async (model) => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...actors),
        fc.constantFrom('read' as const, 'update' as const, 'delete' as const),
        fc.record({
          ownerId: fc.constantFrom(1, 2, 3, 4, 5),
          published: fc.boolean(),
          isDeleted: fc.boolean(),
        }),
        async (actor, operation, state) => {
          const post = await addPost(state)
          const id = model === 'Post' ? post.id : post.comments[0].id
          const byKey = await checkAs(actor, model, {
            operation,
            where: { id },
          })
          const byFilter = await checkAs(actor, model, {
            operation,
            where: { id: { in: [id, NOBODY] } },
          })
          const act = () => operations[model][operation](id)
          const outcome = await outcomeOf(actor, act)
          expect([byKey, byFilter]).toEqual(Array(2).fill(outcome === 'yes'))
        }
      ),
      { numRuns: 150 }
    )
  })
})

describe('Of a post that is', () => {
  const updaters = (where: Where, field?: string) =>
    those((actor) =>
      checkAs(actor, 'Post', { operation: 'update', where, field })
    )

  test('published, its owner may change the title, nobody the owner', async () => {
    const { id } = POSTS.published
    expect(await updaters({ id })).toEqual(['owner'])
    expect(await updaters({ id }, 'title')).toEqual(['owner'])
    expect(await updaters({ id }, 'ownerId')).toEqual([])
  })

  test('found by other things than its key, the same is said', async () => {
    expect(await updaters({ title: 'draft' })).toEqual(['owner'])
    expect(await updaters({ owner: { name: 'owner' } })).toEqual(['owner'])
  })

  test('hidden, deleted or missing, nobody may do anything', async () => {
    const { id } = POSTS.deleted
    expect(await updaters({ id })).toEqual([])
    expect(await updaters({ id: NOBODY })).toEqual([])
    expect(await updaters({ title: 'nothing' })).toEqual([])
  })
})

describe('Of a field', () => {
  const emailReaders = (where?: Where) =>
    those((actor) =>
      checkAs(actor, 'User', { operation: 'read', field: 'email', where })
    )

  test('it says who may read it', async () => {
    expect(await emailReaders({ id: 3 })).toEqual(['owner', 'admin'])
    expect(await emailReaders()).toEqual(actors.slice(1))
  })

  test('it says who may change it', async () => {
    const of = (field: string) =>
      those((actor) =>
        checkAs(actor, 'User', { operation: 'update', field, where: { id: 3 } })
      )
    expect(await of('roles')).toEqual(['admin'])
    expect(await of('name')).toEqual(['owner'])
  })

  test('it says nothing if there is none', async () => {
    const ask = (field: string) =>
      checkAs('owner', 'Post', { operation: 'update', field })
    await expect(ask('colour')).rejects.toMatchObject({ code: 'P2004' })
    await expect(ask('toString')).rejects.toMatchObject({ code: 'P2004' })
  })
})

describe('Without a record, check() says whether there could be one', () => {
  const could = (model: string, operation: Operation) =>
    those((actor) => checkAs(actor, model, { operation }))

  test.each<[string, Operation, Actor[]]>([
    ['Post', 'create', ['owner', 'stranger', 'admin']],
    ['Post', 'read', actors],
    ['Post', 'delete', ['owner', 'stranger', 'admin']],
    ['Comment', 'create', actors],
    ['Comment', 'delete', ['moderator']],
    ['Contact', 'read', ['admin']],
    ['Contact', 'update', []],
    ['Credential', 'read', []],
    ['User', 'create', ['anonymous']],
  ])('%s: %s', async (model, operation, expected) => {
    expect(await could(model, operation)).toEqual(expected)
  })

  test('without asking the database', async () => {
    const { statements } = await countStatements(() => could('Post', 'update'))
    expect(statements).toEqual([])
  })
})

describe('A question', () => {
  test.each([
    ['by key', { id: commentOn('published') }],
    ['by anything else', { name: 'Cy' }],
  ])('%s is one statement', async (_how, where) => {
    const { statements } = await countStatements(() =>
      checkAs('moderator', 'Comment', { operation: 'delete', where })
    )
    expect(statements).toHaveLength(1)
  })

  test('that the rules answer for all records is none', async () => {
    const { result, statements } = await countStatements(() =>
      checkAs('reader', 'Post', { operation: 'delete', where: { id: 1 } })
    )
    expect(result).toBe(false)
    expect(statements).toEqual([])
  })

  test('by what the actor can never read is refused', async () => {
    const where = { credential: { hashedPassword: { startsWith: 'a' } } }
    await expect(
      checkAs('admin', 'User', { operation: 'update', where })
    ).rejects.toMatchObject({ code: 'P2004' })
  })

  test('by a field that is hidden on some rows is about the others', async () => {
    const where = { email: ACTORS.stranger.email }
    const may = (actor: Actor) =>
      checkAs(actor, 'User', { operation: 'read', where })
    expect(await may('stranger')).toBe(true)
    expect(await may('admin')).toBe(true)
    expect(await may('owner')).toBe(false)
    await expect(may('anonymous')).rejects.toMatchObject({ code: 'P2004' })
  })

  test('that says nothing, or asks what is not there yet, is refused', async () => {
    await expect(
      checkAs('owner', 'Post', {
        operation: 'update',
        where: { id: undefined },
      })
    ).rejects.toThrow('undefined')
    await expect(
      checkAs('owner', 'Post', { operation: 'create', where: { id: 1 } })
    ).rejects.toThrow('where')
  })
})
