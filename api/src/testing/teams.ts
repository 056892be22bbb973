import fc from 'fast-check'

import type { Row, Tables } from './reference'

const DATE = new Date('2026-01-01')
const word = fc.constantFrom('a', 'b', 'ab')
const role = fc.constantFrom('admin', 'member')

const numbered = (rows: Row[]): Row[] =>
  rows.map((row, n) => ({ id: n + 1, ...row }))

/**
 * The database with organizations of its users, some posts in them, and some of
 * these public in them or shared with their groups.
 */
export const withTeams = (all: Tables): fc.Arbitrary<Tables> =>
  teamsOf(all.User.map(({ id }) => Number(id))).chain((teams) =>
    fc
      .tuple(
        ...all.Post.map((post) =>
          fc.record({
            organizationId: fc.constantFrom(
              null,
              ...teams.Organization.map(({ id }) => id)
            ),
            isPublic: fc.boolean(),
            post: fc.constant(post),
          })
        )
      )
      .map((posts) => posts.map(({ post, ...team }) => ({ ...post, ...team })))
      .chain((Post) =>
        some(sharesWithin(teams, Post)).map((shares) => ({
          ...all,
          ...teams,
          Post,
          _GroupToPost: shares,
        }))
      )
  )

const sharesWithin = ({ Group }: Tables, posts: Row[]) =>
  Group.flatMap(({ id, organizationId }) =>
    posts
      .filter((post) => post.organizationId === organizationId)
      .map((post) => ({ A: id, B: post.id }))
  )

/** Some of these, each at most once. */
const some = <Item>(items: Item[]) => fc.subarray(items)

/**
 * Organizations of these users, with members, invitations and groups, as the keys
 * and triggers of the database would have them.
 */
const teamsOf = (userIds: number[]): fc.Arbitrary<Tables> =>
  fc
    .array(
      fc.record({
        name: word,
        founderId: fc.constantFrom(...userIds),
        createdAt: fc.constant(DATE),
        updatedAt: fc.constant(DATE),
      }),
      { maxLength: 2 }
    )
    .map((rows) =>
      numbered(rows).map((row): Row => ({ ...row, slug: `s${row.id}` }))
    )
    .chain((organizations) =>
      fc
        .record({
          members: fc.tuple(
            ...organizations.map(({ founderId }) =>
              some(userIds.filter((id) => id !== founderId))
            )
          ),
          roles: fc.array(role, { minLength: 8, maxLength: 8 }),
          groups: fc.tuple(...organizations.map(() => some(['a', 'b']))),
          invitations: fc.tuple(
            ...organizations.map(() => some(['a@b.com', 'b@b.com']))
          ),
        })
        .map(({ members, roles, groups, invitations }): Tables => {
          const ofEach = <Item>(
            lists: Item[][],
            rowOf: (item: Item, organization: Row) => Row
          ) =>
            numbered(
              lists.flatMap((list, n) =>
                list.map((item) => ({
                  ...rowOf(item, organizations[n]),
                  organizationId: organizations[n].id,
                  createdAt: DATE,
                }))
              )
            )
          return {
            Organization: organizations,
            Membership: ofEach(
              organizations.map(({ founderId }, n) => [
                Number(founderId),
                ...members[n],
              ]),
              (userId, { founderId }) => ({
                userId,
                role:
                  userId === founderId ? 'admin' : roles[userId % roles.length],
              })
            ),
            Invitation: ofEach(invitations, (email) => ({
              email,
              role: 'member',
            })),
            Group: ofEach(groups, (name) => ({ name })),
          }
        })
    )
    .chain((teams) =>
      some(
        teams.Group.flatMap(({ id, organizationId }) =>
          teams.Membership.filter(
            (membership) => membership.organizationId === organizationId
          ).map(({ userId }) => ({ groupId: id, userId, organizationId }))
        )
      ).map((members) => ({ ...teams, GroupMember: numbered(members) }))
    )
