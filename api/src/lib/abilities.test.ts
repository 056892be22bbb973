import fc from 'fast-check'

import { outcomeOf } from 'src/testing/policyTable'
import { countStatements } from 'src/testing/statements'
import { ACTORS, actAs, addPost, setScene } from 'src/testing/world'
import type { Actor } from 'src/testing/world'

import { mayDoTo } from './abilities'
import { authDb } from './authDb'

beforeEach(setScene)

const actors = fc.constantFrom(...(Object.keys(ACTORS) as Actor[]))
const owners = fc.constantFrom(
  ...Object.values(ACTORS).flatMap((actor) => (actor ? [actor.id] : []))
)

const OPERATIONS = ['read', 'update', 'delete'] as const

const ability = async (
  actor: Actor,
  ...[model, operation, id]: [
    Parameters<typeof mayDoTo>[1],
    Parameters<typeof mayDoTo>[2],
    number,
  ]
) => {
  actAs(actor)
  return mayDoTo({}, model, operation, id)
}

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

describe('For every actor and record, what `can` says is what happens', () => {
  test.each(['Post', 'Comment'] as const)(
    '%s',
    async (model) => {
      await fc.assert(
        fc.asyncProperty(
          actors,
          fc.constantFrom(...OPERATIONS),
          fc.record({
            ownerId: owners,
            published: fc.boolean(),
            isDeleted: fc.boolean(),
          }),
          async (actor, operation, state) => {
            const post = await addPost(state)
            const id = model === 'Post' ? post.id : post.comments[0].id
            const may = await ability(actor, model, operation, id)
            const act = () => operations[model][operation](id)
            expect((await outcomeOf(actor, act)) === 'yes').toBe(may)
          }
        ),
        { numRuns: 150 }
      )
    },
    60_000
  )
})

test('What anyone may do to everyone is said without a look at them', async () => {
  const { result, statements } = await countStatements(() =>
    ability('anonymous', 'User', 'read', ACTORS.owner.id)
  )
  expect(result).toBe(true)
  expect(statements).toEqual([])
})
