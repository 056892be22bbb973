import fc from 'fast-check'

import { conditionOn } from 'src/testing/expressions'
import { truthOf } from 'src/testing/reference'
import type { Row, Tables } from 'src/testing/reference'
import { fillTables, idsWhere } from 'src/testing/tables'

import { policy } from './compiled'
import { evaluate } from './evaluate'
import { toWhere } from './where'

const MODELS = ['User', 'Post', 'Comment', 'Credential'] as const
const NOW = new Date()
// `EVALUATE_RUNS=5000 npm test api evaluate` for a long hunt.
const RUNS = Number(process.env.EVALUATE_RUNS ?? 100)

const small = fc.integer({ min: 1, max: 4 })
const word = fc.constantFrom('a', 'b', 'ab', '')
const numbered = <T extends object>(rows: fc.Arbitrary<T[]>) =>
  rows.map((all) => all.map((row, n) => ({ id: n + 1, ...row })))

/** Small databases whose values collide often. */
const tables: fc.Arbitrary<Tables> = fc
  .record({
    User: fc.constant([1, 2, 3, 4]).chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc.record({
            id: fc.constant(id),
            name: word,
            email: fc.constant(`${id}@example.com`),
            roles: fc.constantFrom('reader', 'writer'),
          })
        )
      )
    ),
    Credential: fc
      .uniqueArray(
        fc.record({
          userId: small,
          hashedPassword: word,
          salt: word,
          withToken: fc.boolean(),
        }),
        {
          selector: ({ userId }) => userId,
          maxLength: 4,
        }
      )
      .map((rows) =>
        rows.map(({ withToken, ...row }) => ({
          ...row,
          resetToken: withToken
            ? 'ab'.slice(row.userId % 2) + '_'.repeat(row.userId)
            : null,
        }))
      ),
    Post: numbered(
      fc.array(
        fc.record({
          title: word,
          body: word,
          published: fc.boolean(),
          isDeleted: fc.boolean(),
          ownerId: small,
        }),
        { minLength: 2, maxLength: 4 }
      )
    ),
    Comment: fc.constant([] as Row[]),
  })
  .chain((all) =>
    numbered(
      fc.array(
        fc.record({
          name: word,
          body: word,
          postId: fc.integer({ min: 1, max: all.Post.length }),
        }),
        { maxLength: 5 }
      )
    ).map((comments) => ({ ...all, Comment: comments }))
  )

/** The user with what rules may ask of one, as a query would have loaded it. */
const loaded = (user: Row, all: Tables): Row => {
  const credential = all.Credential.find(({ userId }) => userId === user.id)
  const owner: Row = { ...user, credential: credential ?? null }
  owner.posts = all.Post.filter(({ ownerId }) => ownerId === user.id).map(
    (row) => {
      const post: Row = { ...row, owner }
      post.comments = all.Comment.filter(({ postId }) => postId === row.id).map(
        (comment) => ({ ...comment, post })
      )
      return post
    }
  )
  return owner
}

const keyOf = (row: Row) => Number(row.id ?? row.userId)

describe('A condition, with the user put in, finds the rows of which it is true', () => {
  test.each(MODELS)(
    '%s',
    async (model) => {
      await fc.assert(
        fc.asyncProperty(
          tables,
          fc.option(small),
          fc.array(conditionOn(policy, [model], 3), {
            minLength: 25,
            maxLength: 25,
          }),
          async (all, userId, conditions) => {
            await fillTables(all)
            const user = all.User.find(({ id }) => id === userId) ?? null
            for (const expression of conditions) {
              const expected = all[model].filter(
                (row) =>
                  truthOf(expression, {
                    policy,
                    tables: all,
                    user,
                    scopes: [row],
                  }) === true
              )
              const condition = evaluate(expression, {
                policy,
                actor: { user: user && loaded(user, all), now: NOW },
                scopes: [{ open: model }],
                operation: 'read',
                ruleOf: () => true,
              })
              const found = await idsWhere(model, (reference) =>
                toWhere(condition, reference)
              )
              expect({ expression, found }).toEqual({
                expression,
                found: expected.map(keyOf).sort(),
              })
            }
          }
        ),
        { numRuns: RUNS }
      )
    },
    600_000
  )
})
