import { clientOf, codeOf } from 'src/testing/client'
import { countStatements } from 'src/testing/statements'
import {
  NOBODY,
  ORGANIZATIONS,
  TEAM_POSTS,
  addPost,
  setTeamScene,
} from 'src/testing/world'
import type { Person } from 'src/testing/world'

beforeEach(setTeamScene)

const { id } = ORGANIZATIONS.home
const LIST = '{ organizations { id slug } }'
const WHOLE = `query ($id: Int!) {
  organization(id: $id) {
    id name slug
    members { user { id name } role can { update delete } }
    groups { id name members { id name } can { update delete } }
    invitations { email role }
    can { update }
  }
}`
const CREATE = `mutation ($input: CreateOrganizationInput!) {
  createOrganization(input: $input) {
    id name slug members { user { name } role } groups { name } can { update }
  }
}`
const UPDATE = `mutation ($id: Int!, $input: UpdateOrganizationInput!) {
  updateOrganization(id: $id, input: $input) { name slug }
}`
const LEAVE = `mutation ($id: Int!) {
  leaveOrganization(id: $id) { name members { user { name } } }
}`

describe('Organizations', () => {
  test.each([
    ['reader', []],
    ['admin', []],
    ['member', ['home']],
    ['rival', ['away']],
  ] as const)('the %s is in %j', async (actor, slugs) => {
    const client = await clientOf(actor)
    const { data } = await client(LIST)
    expect(data?.organizations).toMatchObject(slugs.map((slug) => ({ slug })))
  })

  it('a visitor is asked to log in', async () => {
    const anonymous = await clientOf('anonymous')
    expect(codeOf(await anonymous(LIST))).toBe('UNAUTHENTICATED')
    expect(codeOf(await anonymous(WHOLE, { id }))).toBe('UNAUTHENTICATED')
  })

  it('a member sees who is in it and in its groups, but not who is invited', async () => {
    const member = await clientOf('member')
    const { data } = await member(WHOLE, { id })
    const no = { update: false, delete: false }
    const row = (name: string, role: string, can: object) => ({
      user: { id: expect.any(Number), name },
      role,
      can,
    })
    expect(data?.organization).toEqual({
      ...{ id, name: 'The home team', slug: 'home' },
      members: [
        row('chief', 'admin', no),
        row('owner', 'member', no),
        row('member', 'member', { update: false, delete: true }),
        row('insider', 'member', no),
      ],
      groups: [
        {
          ...{ id: 1, name: 'circle', can: no },
          members: [{ id: 8, name: 'insider' }],
        },
      ],
      invitations: [],
      can: { update: false },
    })
  })

  it('its admin sees that as well, and may change it', async () => {
    const chief = await clientOf('chief')
    const { data } = await chief(WHOLE, { id })
    expect(data?.organization).toMatchObject({
      groups: [{ can: { update: true, delete: true } }],
      invitations: [{ email: 'invited@example.com', role: 'member' }],
      can: { update: true },
    })
  })

  it('to everyone else it is as if there were none', async () => {
    for (const actor of ['reader', 'stranger', 'admin', 'rival'] as const) {
      const client = await clientOf(actor)
      const missing = await client(WHOLE, { id: NOBODY })
      expect(missing).toMatchObject({ data: { organization: null } })
      expect(await client(WHOLE, { id })).toEqual(missing)
    }
  })

  it('may be asked for one relation twice, under two names', async () => {
    const member = await clientOf('member')
    const { data } = await member(
      `{ organization(id: 1) {
        a: groups { members { id } }
        b: groups { name members { name } }
      } }`
    )
    expect(data?.organization).toEqual({
      a: [{ members: [{ id: 8 }] }],
      b: [{ name: 'circle', members: [{ name: 'insider' }] }],
    })
  })

  const POSTS = `query ($id: Int!, $first: Int, $after: Int) {
    organization(id: $id) {
      posts(first: $first, after: $after) {
        id owner { name } groups { name } commentCount can { update }
      }
    }
  }`
  const posts = async (actor: Person, variables: object = {}) => {
    const client = await clientOf(actor)
    const { data } = await client(POSTS, { id, ...variables })
    const found = data?.organization as unknown as { posts: { id: number }[] }
    return found.posts
  }

  test.each([
    ['chief', ['open']],
    ['member', ['open']],
    ['insider', ['shared', 'open']],
    ['owner', ['shared', 'open', 'inside']],
  ] as const)('shows the %s their posts there: %j', async (actor, states) => {
    expect(await posts(actor)).toMatchObject(
      states.map((state) => ({ id: TEAM_POSTS[state].id }))
    )
  })

  it('shows what is published in it, too', async () => {
    const { id: published } = await addPost({ organizationId: id })
    expect(await posts('chief')).toMatchObject([
      { id: published, commentCount: 2 },
      { id: TEAM_POSTS.open.id, can: { update: false } },
    ])
  })

  it('shows its posts in pages, newest first', async () => {
    const { shared, open, inside } = TEAM_POSTS
    expect(await posts('owner', { first: 2 })).toMatchObject([
      { id: shared.id, groups: [{ name: 'circle' }], can: { update: true } },
      { id: open.id },
    ])
    expect(await posts('owner', { first: 2, after: open.id })).toMatchObject([
      { id: inside.id },
    ])
    const owner = await clientOf('owner')
    for (const first of [0, 101]) {
      const response = await owner(POSTS, { id, first })
      expect(codeOf(response)).toBe('BAD_USER_INPUT')
    }
  })

  it('shows one page of them at a time', async () => {
    const owner = await clientOf('owner')
    const { shared, inside } = TEAM_POSTS
    const twice = await owner(
      `{ organization(id: 1) {
        a: posts(first: 1) { id }
        b: posts(first: 1) { title }
      } }`
    )
    expect(twice.data?.organization).toEqual({
      a: [{ id: shared.id }],
      b: [{ title: 'shared' }],
    })
    const two = await owner(
      `{ organization(id: 1) {
        a: posts(first: 1) { id }
        b: posts(first: 1, after: ${inside.id}) { id }
      } }`
    )
    expect(codeOf(two)).toBe('BAD_USER_INPUT')
  })

  it('cost as many statements for many posts as for one', async () => {
    const ask = () => posts('owner')
    // A published one: of drafts, comments are not even looked for.
    await addPost({ organizationId: id })
    const few = await countStatements(ask)
    for (let n = 0; n < 14; n++) {
      await addPost({ organizationId: id })
    }
    const many = await countStatements(ask)
    expect(many.result).toHaveLength(18)
    expect(many.statements).toHaveLength(few.statements.length)
  })

  it('cost as many statements for many members as for one', async () => {
    const chief = await clientOf('chief')
    const rival = await clientOf('rival')
    const few = await countStatements(() =>
      rival(WHOLE, { id: ORGANIZATIONS.away.id })
    )
    const many = await countStatements(() => chief(WHOLE, { id }))
    expect(many.statements).toHaveLength(few.statements.length)
  })
})

describe('Creating an organization', () => {
  it('makes a signed-in user its admin', async () => {
    const reader = await clientOf('reader')
    const { data } = await reader(CREATE, {
      input: { name: 'New', slug: 'New' },
    })
    expect(data?.createOrganization).toEqual({
      id: expect.any(Number),
      ...{ name: 'New', slug: 'new', groups: [], can: { update: true } },
      members: [{ user: { name: 'reader' }, role: 'admin' }],
    })
    expect((await reader(LIST)).data?.organizations).toHaveLength(1)
  })

  it('is not for visitors', async () => {
    const anonymous = await clientOf('anonymous')
    const response = await anonymous(CREATE, {
      input: { name: 'New', slug: 'new' },
    })
    expect(codeOf(response)).toBe('UNAUTHENTICATED')
  })

  it('takes no founder from the client', async () => {
    const reader = await clientOf('reader')
    const { data, errors } = await reader(CREATE, {
      input: { name: 'New', slug: 'new', founderId: 5 },
    })
    expect(data).toBeUndefined()
    expect(errors?.[0].message).toMatch(/not defined by type/)
  })

  it('says what is wrong with every field', async () => {
    const reader = await clientOf('reader')
    const { errors } = await reader(CREATE, {
      input: { name: '', slug: 'a b' },
    })
    expect(errors?.[0].extensions).toEqual({
      code: 'BAD_USER_INPUT',
      properties: {
        messages: {
          name: ['Needs 1 to 80 characters'],
          slug: ['Takes letters, digits and hyphens between them'],
        },
      },
    })
  })

  it('needs a slug that is free', async () => {
    const reader = await clientOf('reader')
    const { errors } = await reader(CREATE, {
      input: { name: 'New', slug: ' Home ' },
    })
    expect(errors?.[0].message).toBe(
      'Another organization has this short name.'
    )
    expect(errors?.[0].extensions).toEqual({
      code: 'CONFLICT',
      properties: { messages: { slug: ['Is already taken'] } },
    })
  })
})

describe('Changing an organization', () => {
  test.each([
    ['anonymous', 'UNAUTHENTICATED'],
    ['member', 'FORBIDDEN'],
    ['rival', 'NOT_FOUND'],
    ['admin', 'NOT_FOUND'],
    ['chief', undefined],
  ] as const)('%s: %s', async (actor, code) => {
    const client = await clientOf(actor)
    const response = await client(UPDATE, { id, input: { name: 'Mine' } })
    expect(codeOf(response)).toBe(code)
  })
})

describe('Leaving an organization', () => {
  it('a member leaves, and sees it for the last time', async () => {
    const insider = await clientOf('insider')
    const { data } = await insider(LEAVE, { id })
    expect(data?.leaveOrganization).toMatchObject({ name: 'The home team' })
    expect((await insider(WHOLE, { id })).data).toEqual({ organization: null })
    expect(codeOf(await insider(LEAVE, { id }))).toBe('NOT_FOUND')
  })

  it('who is no member has nothing to leave', async () => {
    for (const actor of ['stranger', 'rival', 'admin'] as const) {
      const client = await clientOf(actor)
      const missing = await client(LEAVE, { id: NOBODY })
      expect(codeOf(missing)).toBe('NOT_FOUND')
      expect(await client(LEAVE, { id })).toEqual(missing)
    }
  })

  it('the last admin cannot', async () => {
    const chief = await clientOf('chief')
    const { errors } = await chief(LEAVE, { id })
    expect(errors?.[0]).toMatchObject({
      message: 'An admin of the organization must remain.',
      extensions: { code: 'CONFLICT' },
    })
  })
})
