import {
  GROUPS,
  INVITATIONS,
  NOBODY,
  ORGANIZATIONS,
  PEOPLE,
  POSTS,
  TEAM_POSTS,
  commentOn,
  membershipOf,
} from 'api/src/testing/world'
import type { AnyPost } from 'api/src/testing/world'

type Values = Record<string, unknown>

/** A record that each of the people tries to do things to. */
export interface Tried {
  model: string
  /** Which one it is, in words. */
  record: string
  where: Values
  /** What they try to change. */
  change: Values
  /** What they try to create: one like it. */
  another: Values
}

const post = (
  record: string,
  { id }: { id: number },
  another: Values = {}
): Tried => ({
  model: 'Post',
  record,
  where: { id },
  change: { title: 'Changed' },
  another: { title: 'Another', body: '', ...another },
})

const comment = (
  record: string,
  on: AnyPost,
  { id }: { id: number }
): Tried => ({
  model: 'Comment',
  record,
  where: { id: commentOn(on) },
  change: { body: 'Changed' },
  another: { postId: id, name: 'Cy', body: 'Another' },
})

const home = ORGANIZATIONS.home.id

/** The id of an API token of the owner, to be made for this. */
export const OWNERS_TOKEN = 1

/** What is tried, model by model. */
export const RECORDS: Tried[] = [
  post('published', POSTS.published, { published: true }),
  post('a draft', POSTS.draft),
  post('deleted', POSTS.deleted),
  post('a draft in the organization', TEAM_POSTS.inside, {
    organizationId: home,
  }),
  post('a draft public in it', TEAM_POSTS.open, {
    organizationId: home,
    isPublic: true,
  }),
  post('a draft shared with the group', TEAM_POSTS.shared, {
    organizationId: home,
    groups: { connect: [{ id: GROUPS.circle.id }] },
  }),
  comment('on the published post', 'published', POSTS.published),
  comment('on the draft', 'draft', POSTS.draft),
  comment('on the deleted post', 'deleted', POSTS.deleted),
  {
    model: 'User',
    record: 'the owner: name',
    where: { id: PEOPLE.owner.id },
    change: { name: 'Changed' },
    another: { name: 'New', email: 'new@example.com' },
  },
  {
    model: 'User',
    record: 'the owner: role',
    where: { id: PEOPLE.owner.id },
    change: { roles: 'reader' },
    another: { name: 'New', email: 'new@example.com', roles: 'admin' },
  },
  {
    model: 'Credential',
    record: 'of the owner',
    where: { userId: PEOPLE.owner.id },
    change: { salt: 'x' },
    another: { userId: NOBODY, hashedPassword: 'x', salt: 'x' },
  },
  {
    model: 'ApiToken',
    record: 'of the owner',
    where: { id: OWNERS_TOKEN },
    change: { name: 'Changed' },
    another: { name: 'Another' },
  },
  {
    model: 'ApiTokenSecret',
    record: 'of that token',
    where: { tokenId: OWNERS_TOKEN },
    change: { hash: 'x' },
    another: { tokenId: NOBODY, hash: 'x' },
  },
  {
    model: 'RateCount',
    record: 'a count of requests',
    where: { key: 'x' },
    change: { points: 0 },
    another: { key: 'y', points: 1 },
  },
  {
    model: 'Contact',
    record: 'a message',
    where: { id: 1 },
    change: { message: 'Changed' },
    another: { name: 'Cy', email: 'cy@example.com', message: 'Another' },
  },
  {
    model: 'Organization',
    record: 'the organization',
    where: { id: home },
    change: { name: 'Changed' },
    another: { name: 'Another', slug: 'another' },
  },
  {
    model: 'Membership',
    record: 'of the member',
    where: { userId_organizationId: membershipOf('member', 'home') },
    change: { role: 'admin' },
    another: membershipOf('reader', 'home'),
  },
  {
    model: 'Invitation',
    record: 'to the organization',
    where: { id: INVITATIONS.home.id },
    change: { role: 'admin' },
    another: { organizationId: home, email: 'other@example.com' },
  },
  {
    model: 'Group',
    record: 'the group',
    where: { id: GROUPS.circle.id },
    change: { name: 'Changed' },
    another: { organizationId: home, name: 'Another' },
  },
  {
    model: 'GroupMember',
    record: 'of the group',
    where: {
      userId_groupId: {
        userId: PEOPLE.insider.id,
        groupId: GROUPS.circle.id,
      },
    },
    change: { groupId: GROUPS.den.id },
    another: {
      groupId: GROUPS.circle.id,
      ...membershipOf('member', 'home'),
    },
  },
]
