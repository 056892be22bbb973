import fc from 'fast-check'

import { policy } from 'src/lib/appPolicy'

import type { Row, Tables } from './reference'
import { related } from './relations'
import { withTeams } from './teams'

const USER_IDS = [1, 2, 3, 4]

/** Of users who are there. */
export const userIds = fc.constantFrom(...USER_IDS)
const word = fc.constantFrom('a', 'b', 'ab', '')
const numbered = <T extends object>(rows: fc.Arbitrary<T[]>) =>
  rows.map((all) => all.map((row, n) => ({ id: n + 1, ...row })))

/** Small databases of blogs, whose values collide often. */
export const databases: fc.Arbitrary<Tables> = fc
  .record({
    User: fc.constant(USER_IDS).chain((ids) =>
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
          userId: userIds,
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
          ownerId: userIds,
        }),
        { minLength: 2, maxLength: 4 }
      )
    ),
    Comment: fc.constant([] as Row[]),
  })
  .chain(withTeams)
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

/** The user with all relations of theirs, and of those rows, and so on. */
export const asLoaded = (user: Row, all: Tables): Row => {
  const loaded = new Map<Row, Row>()
  const load = (model: string, row: Row): Row => {
    const before = loaded.get(row)
    if (before) {
      return before
    }
    const result: Row = { ...row }
    loaded.set(row, result)
    for (const field of Object.values(policy.models[model].fields)) {
      if (field.kind === 'relation') {
        const rows = related(policy, all, model, row, field).map((other) =>
          load(field.type, other)
        )
        result[field.name] = field.list ? rows : (rows[0] ?? null)
      }
    }
    return result
  }
  return load('User', user)
}
