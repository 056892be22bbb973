import { isDeepStrictEqual } from 'node:util'

import fc from 'fast-check'

import { queryOf } from 'src/testing/queries'
import type { Query } from 'src/testing/queries'
import { visibleIn as visibleBy } from 'src/testing/reference'
import type { Row, Tables } from 'src/testing/reference'
import { runs } from 'src/testing/runs'
import { askAs, askRaw, fillTables } from 'src/testing/tables'
import { withTeams } from 'src/testing/teams'

import { policy } from '../../appPolicy'
import type { Rule } from '../types'

// How many pairs of databases.
const RUNS = runs(60)
const QUERIES = 30

const word = fc.constantFrom('a', 'b', 'ab')
const role = fc.constantFrom('reader', 'writer', 'moderator', 'admin')
const USER_IDS = [1, 2, 3, 4]
const userId = fc.constantFrom(...USER_IDS)
const DATE = new Date('2026-01-01')

const users = fc.tuple(
  ...USER_IDS.map((id) =>
    fc.record({
      id: fc.constant(id),
      name: word,
      email: fc.constantFrom(`${id}@example.com`, `${id}@ab.com`),
      roles: role,
      createdAt: fc.constant(DATE),
      updatedAt: fc.constant(DATE),
    })
  )
)
const post = fc.record({
  title: word,
  body: word,
  published: fc.boolean(),
  isDeleted: fc.boolean(),
  ownerId: userId,
  createdAt: fc.constant(DATE),
  updatedAt: fc.constant(DATE),
})
const apiToken = fc.record({
  name: word,
  isReadOnly: fc.boolean(),
  expiresAt: fc.constantFrom(null, DATE),
  lastUsedAt: fc.constantFrom(null, DATE),
  ownerId: userId,
  createdAt: fc.constant(DATE),
})
const numbered = (rows: Row[]) => rows.map((row, n) => ({ id: n + 1, ...row }))

/** What each token is known by; no two are alike. */
const secretsOf = ({ ApiToken }: Tables, words: string[]): Row[] =>
  ApiToken.map(({ id }, n) => ({ tokenId: id, hash: `${words[n]}${id}` }))

const databases: fc.Arbitrary<Tables> = fc
  .record({
    User: users as fc.Arbitrary<Row[]>,
    Credential: fc.uniqueArray(
      fc.record({ userId, hashedPassword: word, salt: word }),
      { selector: ({ userId: id }) => id, maxLength: 3 }
    ) as fc.Arbitrary<Row[]>,
    ApiToken: fc.array(apiToken, { maxLength: 3 }).map(numbered),
    RateCount: fc.uniqueArray(
      fc.record({ key: word, points: fc.nat(2), endsAt: fc.constant(DATE) }),
      { selector: ({ key }) => key, maxLength: 2 }
    ) as fc.Arbitrary<Row[]>,
    Post: fc.array(post, { minLength: 2, maxLength: 5 }).map(numbered),
    Contact: fc
      .array(
        fc.record({
          name: word,
          email: word,
          message: word,
          createdAt: fc.constant(DATE),
        }),
        { maxLength: 2 }
      )
      .map(numbered),
  })
  .chain(withTeams)
  .chain((all) =>
    fc.tuple(...all.ApiToken.map(() => word)).map(
      (words): Tables => ({
        ...all,
        ApiTokenSecret: secretsOf(all, words),
      })
    )
  )
  .chain((all) =>
    fc
      .array(
        fc.record({
          name: word,
          body: word,
          postId: fc.integer({ min: 1, max: all.Post.length }),
          createdAt: fc.constant(DATE),
        }),
        { maxLength: 6 }
      )
      .map((comments) => ({ ...all, Comment: numbered(comments) }))
  )

const MODELS = Object.keys(policy.models)

const visibleIn = (tables: Tables, user: Row | null) =>
  visibleBy(policy, tables, user)

const actorIn = (tables: Tables, id: number | null): Row | null => {
  const user = tables.User.find((row) => row.id === id)
  return user
    ? { id: user.id, name: user.name, email: user.email, roles: user.roles }
    : null
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The shares of which both ends are seen. */
const sharesSeen = ({ _GroupToPost: shares }: Tables, seen: Tables) =>
  shares.filter(
    ({ A, B }) =>
      seen.Group.some(({ id }) => id === A) &&
      seen.Post.some(({ id }) => id === B)
  )

/** The same database, but that posts which are seen are in no hidden organization. */
const withoutHiddenHomes = (tables: Tables, user: Row | null): Tables => {
  const seen = visibleIn(tables, user)
  const isHidden = (post: Row) =>
    post.organizationId !== null &&
    seen.Post.some(({ id }) => id === post.id) &&
    !seen.Organization.some(({ id }) => id === post.organizationId)
  const homeless = tables.Post.filter(isHidden).map(({ id }) => id)
  return {
    ...tables,
    Post: tables.Post.map((post) =>
      homeless.includes(post.id) ? { ...post, organizationId: null } : post
    ),
    _GroupToPost: tables._GroupToPost.filter(({ B }) => !homeless.includes(B)),
  }
}

/** The same database, as far as `user` can see, and another one elsewhere. */
const elsewhere = (tables: Tables, id: number | null): fc.Arbitrary<Tables> => {
  const seen = visibleIn(tables, actorIn(tables, id))
  const isSeen = (model: string, row: Row) =>
    seen[model].some((other) =>
      same([other.id, other.userId], [row.id, row.userId])
    )
  return databases.map((other) => {
    const changed = (model: string) =>
      tables[model].map((row, n) => {
        if (isSeen(model, row)) {
          return row
        }
        const {
          id: _id,
          userId: _userId,
          postId: _postId,
          ownerId: _ownerId,
          organizationId: _organizationId,
          founderId: _founderId,
          slug: _slug,
          ...rest
        } = other[model][n] ?? {}
        return { ...row, ...rest }
      })
    const Post = changed('Post')
    const hidden = Post.filter((row) => !isSeen('Post', row))
    const free = hidden.filter(
      ({ id: postId }) =>
        !tables.Comment.some((comment) => comment.postId === postId)
    )
    const founds = ({ organizationId, userId: member }: Row) =>
      tables.Organization.some(
        ({ id: key, founderId }) =>
          key === organizationId && founderId === member
      )
    return {
      Organization: changed('Organization'),
      Membership: tables.Membership.filter(
        (row) => isSeen('Membership', row) || founds(row)
      ),
      Invitation: tables.Invitation.filter((row) => isSeen('Invitation', row)),
      Group: tables.Group.filter((row) => isSeen('Group', row)),
      GroupMember: tables.GroupMember.filter((row) =>
        isSeen('GroupMember', row)
      ),
      _GroupToPost: sharesSeen(tables, seen),
      User: tables.User.map((row, n) => ({
        ...row,
        ...(id !== null && actorIn(tables, id)?.roles === 'admin'
          ? {}
          : row.id === id
            ? {}
            : { email: other.User[n].email, roles: other.User[n].roles }),
      })),
      Credential: other.Credential,
      ApiToken: tables.ApiToken.filter((row) => isSeen('ApiToken', row)),
      ApiTokenSecret: tables.ApiTokenSecret.filter(({ tokenId }) =>
        isSeen('ApiToken', { id: tokenId })
      ).map((row, n) => ({ ...row, hash: `another ${n}` })),
      RateCount: other.RateCount,
      Post: Post.filter((row) => row !== free[0]),
      Comment: changed('Comment'),
      Contact: seen.Contact.length > 0 ? tables.Contact : other.Contact,
    }
  })
}

const describeRun = (queries: Query[], first: unknown[], second: unknown[]) =>
  queries
    .map((query, n) => ({ query, first: first[n], second: second[n] }))
    .filter(({ first: a, second: b }) => !same(a, b))

describe('Nothing hidden shows through', () => {
  it('what a user may not read changes no answer and no error', async () => {
    let answered = 0
    await fc.assert(
      fc.asyncProperty(
        databases.chain((tables) =>
          fc.option(userId).chain((id) =>
            fc.record({
              tables: fc.constant(tables),
              id: fc.constant(id),
              other: elsewhere(tables, id),
            })
          )
        ),
        fc.array(queryOf({ policy, models: MODELS }), {
          minLength: QUERIES,
          maxLength: QUERIES,
        }),
        async ({ tables, id, other }, queries) => {
          const user = actorIn(tables, id)
          fc.pre(same(visibleIn(tables, user), visibleIn(other, user)))
          await fillTables(tables)
          const first = await askAs(user, queries)
          await fillTables(other)
          const second = await askAs(user, queries)
          answered += first.filter((answer) => 'result' in answer).length
          expect(describeRun(queries, first, second)).toEqual([])
        }
      ),
      { numRuns: RUNS }
    )
    // Not that all had been refused.
    expect(answered).toBeGreaterThan((RUNS * QUERIES) / 10)
  }, 600_000)

  it('every answer is that of a database without the hidden rows', async () => {
    const options = {
      policy,
      models: MODELS.filter((model) => policy.models[model].rules.length > 0),
      // Of the fields, none that is hidden on some rows.
      mentions: (_model: string, { rules }: { rules: Rule[] }) =>
        rules.every(({ operations }) => !operations.includes('read')),
    }
    let answered = 0
    await fc.assert(
      fc.asyncProperty(
        databases,
        fc.option(userId),
        fc.array(queryOf(options), { minLength: QUERIES, maxLength: QUERIES }),
        async (generated, id, queries) => {
          const user = actorIn(generated, id)
          // A moderator sees comments whose posts are hidden: no such database
          // could be made.
          fc.pre(user?.roles !== 'moderator')
          // Nor one in which a post is in an organization that is not there.
          const tables = withoutHiddenHomes(generated, user)
          const seen = visibleIn(tables, user)
          await fillTables(tables)
          const answers = await askAs(user, queries)
          // No query asks for the fields that are hidden on some rows.
          const { User } = tables
          await fillTables({
            ...seen,
            ...{ User, Credential: [], _GroupToPost: sharesSeen(tables, seen) },
          })
          const expected = await askRaw(queries)
          const compared = queries
            .map((query, n) => ({
              query,
              answer: answers[n],
              expected: expected[n],
            }))
            .filter(({ answer }) => !('refused' in answer))
          answered += compared.length
          expect(
            compared.filter(
              ({ answer, expected: raw }) => !isDeepStrictEqual(answer, raw)
            )
          ).toEqual([])
        }
      ),
      { numRuns: RUNS }
    )
    expect(answered).toBeGreaterThan((RUNS * QUERIES) / 10)
  }, 600_000)
})
