import fc from 'fast-check'

import type { Row, Tables } from './reference'

/*
 * Small databases at random, whose values collide often.
 */

/** The id of a user. */
export const userId = fc.integer({ min: 1, max: 4 })
const word = fc.constantFrom('a', 'b', 'ab', '')
const numbered = <T extends object>(rows: fc.Arbitrary<T[]>) =>
  rows.map((all) => all.map((row, n) => ({ id: n + 1, ...row })))

/** Users with their credentials, posts and comments. */
export const databases: fc.Arbitrary<Tables> = fc
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
          userId,
          hashedPassword: word,
          salt: word,
          withToken: fc.boolean(),
        }),
        {
          selector: ({ userId: id }) => id,
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
          ownerId: userId,
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
export const loaded = (user: Row, all: Tables): Row => {
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
