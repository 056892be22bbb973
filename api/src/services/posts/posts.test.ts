import fc from 'fast-check'

import { clientOf, codeOf } from 'src/testing/client'
import { countStatements } from 'src/testing/statements'
import {
  PEOPLE,
  GROUPS,
  NOBODY,
  ORGANIZATIONS,
  POSTS,
  TEAM_POSTS,
  addPost,
  addPosts,
  membershipOf,
  setTeamScene,
} from 'src/testing/world'

beforeEach(setTeamScene)

const ids = (posts: { id: number }[]) => posts.map(({ id }) => id)

const LIST = `query ($first: Int, $after: Int) {
  posts(first: $first, after: $after) { id }
}`
const WHOLE = `{
  posts(first: 100) {
    id title body published createdAt updatedAt
    owner { id name email roles }
    comments { id name body createdAt can { delete } }
    commentCount
    can { update delete publish }
  }
}`

describe('The list of posts', () => {
  it('shows everyone the published posts only', async () => {
    for (const actor of ['anonymous', 'owner', 'admin'] as const) {
      const client = await clientOf(actor)
      const { data } = await client(LIST)
      expect(ids(data?.posts ?? [])).toEqual([POSTS.published.id])
    }
  })

  it('comes newest first and goes on after the last post seen', async () => {
    await addPosts(45)
    const anonymous = await clientOf('anonymous')
    const seen: number[] = []
    for (let after: number | undefined, pages = 0; pages < 4; pages++) {
      const { data } = await anonymous(LIST, { after })
      seen.push(...ids(data?.posts ?? []))
      after = seen.at(-1)
    }
    expect(seen).toHaveLength(46)
    expect(seen).toEqual([...seen].sort((a, b) => b - a))
    expect(new Set(seen).size).toBe(46)
  })

  it('is the same whatever the size of its pages', async () => {
    await addPosts(12)
    const anonymous = await clientOf('anonymous')
    const whole = ids((await anonymous(LIST)).data?.posts ?? [])
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 14 }), async (first) => {
        const seen: number[] = []
        for (let page = [0]; page.length > 0; ) {
          const after = seen.at(-1)
          page = ids(
            (await anonymous(LIST, { first, after })).data?.posts ?? []
          )
          seen.push(...page)
        }
        expect(seen).toEqual(whole)
      }),
      { numRuns: 20 }
    )
  })

  it('goes on after a post that has been deleted meanwhile', async () => {
    await addPosts(3)
    const owner = await clientOf('owner')
    const { data } = await owner(LIST, { first: 2 })
    const [, last] = ids(data?.posts ?? [])
    await owner(`mutation { deletePost(id: ${last}) { id } }`)
    const next = await owner(LIST, { first: 2, after: last })
    expect(ids(next.data?.posts ?? [])).toEqual([last - 1, POSTS.published.id])
  })

  test.each([0, -1, 101])('does not come in pages of %i', async (first) => {
    const anonymous = await clientOf('anonymous')
    expect(codeOf(await anonymous(LIST, { first }))).toBe('BAD_USER_INPUT')
  })

  it('costs as many statements for 60 posts as for one', async () => {
    const owner = await clientOf('owner')
    const one = await countStatements(() => owner(WHOLE))
    await addPosts(59)
    const many = await countStatements(() => owner(WHOLE))
    expect(many.result.data?.posts).toHaveLength(60)
    expect(many.statements).toEqual(one.statements)
    expect(many.statements.length).toBeLessThanOrEqual(7)
  })

  it('reads nothing that was not asked for', async () => {
    const anonymous = await clientOf('anonymous')
    const { statements } = await countStatements(() => anonymous(LIST))
    expect(statements).toHaveLength(1)
    expect(statements[0]).not.toContain('"body"')
  })
})

describe('A post', () => {
  const GET = `query ($id: Int!) {
    post(id: $id) { id title owner { name email } comments { body } commentCount can { update } }
  }`

  it('is shown whole to a visitor, without what is not theirs to see', async () => {
    const anonymous = await clientOf('anonymous')
    const { data } = await anonymous(GET, { id: POSTS.published.id })
    expect(data?.post).toEqual({
      id: 1,
      title: 'published',
      owner: { name: 'owner', email: null },
      comments: [{ body: 'Well said.' }],
      commentCount: 1,
      can: { update: false },
    })
  })

  it('that is hidden answers to a stranger like one that is missing', async () => {
    const stranger = await clientOf('stranger')
    const missing = await stranger(GET, { id: NOBODY })
    expect(missing).toMatchObject({ data: { post: null } })
    for (const { id } of [POSTS.draft, POSTS.deleted, POSTS.former]) {
      expect(await stranger(GET, { id })).toEqual(missing)
    }
  })

  it('may be asked for one relation twice, under two names', async () => {
    const anonymous = await clientOf('anonymous')
    const { data } = await anonymous(
      '{ post(id: 1) { a: comments { body } b: comments { name } ...Rest } } fragment Rest on Post { comments { id } }'
    )
    expect(data?.post).toEqual({
      a: [{ body: 'Well said.' }],
      b: [{ name: 'Cy' }],
      comments: [{ id: 10 }],
    })
  })
})

describe("A writer's desk", () => {
  it("shows the owner drafts and published posts, and nobody else's", async () => {
    const owner = await clientOf('owner')
    const { data } = await owner('{ myPosts { id published } }')
    expect(data?.myPosts).toEqual([
      { id: TEAM_POSTS.shared.id, published: false },
      { id: TEAM_POSTS.open.id, published: false },
      { id: TEAM_POSTS.inside.id, published: false },
      { id: POSTS.draft.id, published: false },
      { id: POSTS.published.id, published: true },
    ])
  })

  it('is not there for a visitor', async () => {
    const anonymous = await clientOf('anonymous')
    expect(codeOf(await anonymous('{ myPosts { id } }'))).toBe(
      'UNAUTHENTICATED'
    )
  })
})

describe('Changing a post', () => {
  const changes: [string, string][] = [
    ['updatePost', 'updatePost(id: $id, input: { title: "Mine" })'],
    ['publishPost', 'publishPost(id: $id)'],
    ['unpublishPost', 'unpublishPost(id: $id)'],
    ['deletePost', 'deletePost(id: $id)'],
  ]

  test.each(changes)(
    '%s: who may, who may not, and for whom it is not there',
    async (_name, change) => {
      const mutation = `mutation ($id: Int!) { ${change} { id } }`
      const codes: Record<string, unknown> = {}
      for (const actor of [
        'anonymous',
        'reader',
        'stranger',
        'admin',
        'owner',
      ] as const) {
        const client = await clientOf(actor)
        for (const state of ['draft', 'published', 'deleted'] as const) {
          codes[`${actor} ${state}`] = codeOf(
            await client(mutation, { id: POSTS[state].id })
          )
        }
        codes[`${actor} missing`] = codeOf(
          await client(mutation, { id: NOBODY })
        )
      }
      const others = (actor: string) => ({
        [`${actor} draft`]: 'NOT_FOUND',
        [`${actor} published`]: 'FORBIDDEN',
        [`${actor} deleted`]: 'NOT_FOUND',
        [`${actor} missing`]: 'NOT_FOUND',
      })
      expect(codes).toEqual({
        'anonymous draft': 'UNAUTHENTICATED',
        'anonymous published': 'UNAUTHENTICATED',
        'anonymous deleted': 'UNAUTHENTICATED',
        'anonymous missing': 'UNAUTHENTICATED',
        ...others('reader'),
        ...others('stranger'),
        ...others('admin'),
        'owner draft': undefined,
        'owner published': undefined,
        'owner deleted': 'NOT_FOUND',
        'owner missing': 'NOT_FOUND',
      })
    }
  )

  it('a hidden post answers word for word like a missing one', async () => {
    const stranger = await clientOf('stranger')
    const publish = (id: number) =>
      stranger(`mutation { publishPost(id: ${id}) { id } }`)
    expect(await publish(POSTS.draft.id)).toEqual(await publish(NOBODY))
  })

  it('an owner drafts, publishes, unpublishes and deletes', async () => {
    const owner = await clientOf('owner')
    const anonymous = await clientOf('anonymous')
    const created = await owner(
      'mutation { createPost(input: { title: " New ", body: "Words." }) { id title published owner { name } } }'
    )
    const post = created.data?.createPost as unknown as { id: number }
    expect(post).toEqual({
      id: post.id,
      title: 'New',
      published: false,
      owner: { name: 'owner' },
    })
    const seen = async () =>
      (await anonymous(`{ post(id: ${post.id}) { title } }`)).data?.post
    expect(await seen()).toBeNull()
    await owner(`mutation { publishPost(id: ${post.id}) { id } }`)
    expect(await seen()).toEqual({ title: 'New' })
    await owner(`mutation { unpublishPost(id: ${post.id}) { id } }`)
    expect(await seen()).toBeNull()
    const deleted = await owner(
      `mutation { deletePost(id: ${post.id}) { title } }`
    )
    expect(deleted.data).toEqual({ deletePost: { title: 'New' } })
    expect((await owner(`{ post(id: ${post.id}) { title } }`)).data).toEqual({
      post: null,
    })
  })

  it('a null in the input leaves the field as it is', async () => {
    const owner = await clientOf('owner')
    const { data } = await owner(
      'mutation { updatePost(id: 1, input: { title: null, body: "New." }) { title body } }'
    )
    expect(data?.updatePost).toEqual({ title: 'published', body: 'New.' })
  })
})

describe('Creating a post', () => {
  const CREATE =
    'mutation ($input: CreatePostInput!) { createPost(input: $input) { id } }'

  test.each([
    ['anonymous', 'UNAUTHENTICATED'],
    ['reader', 'FORBIDDEN'],
    ['moderator', 'FORBIDDEN'],
    ['owner', undefined],
    ['admin', undefined],
  ] as const)('%s: %s', async (actor, code) => {
    const client = await clientOf(actor)
    expect(
      codeOf(await client(CREATE, { input: { title: 'New', body: '' } }))
    ).toBe(code)
  })

  it('says which field is wrong', async () => {
    const owner = await clientOf('owner')
    const { errors } = await owner(CREATE, { input: { title: '', body: '' } })
    expect(errors?.[0].extensions).toEqual({
      code: 'BAD_USER_INPUT',
      properties: { messages: { title: ['Needs 1 to 200 characters'] } },
    })
  })

  it('takes no owner and no deletion from the client', async () => {
    const owner = await clientOf('owner')
    for (const extra of [{ ownerId: 1 }, { isDeleted: true }]) {
      const response = await owner(CREATE, {
        input: { title: 'New', body: '', ...extra },
      })
      expect(response.data).toBeUndefined()
      expect(response.errors).toHaveLength(1)
    }
  })
})

describe('What a post says the current user can do', () => {
  const CAN = '{ posts { id can { update delete publish } } }'

  it('everything to the owner, nothing to others', async () => {
    for (const actor of [
      'anonymous',
      'reader',
      'moderator',
      'stranger',
      'admin',
      'owner',
    ] as const) {
      const client = await clientOf(actor)
      const may = actor === 'owner'
      expect((await client(CAN)).data?.posts).toEqual([
        { id: 1, can: { update: may, delete: may, publish: may } },
      ])
    }
  })
})

describe('Sharing a post', () => {
  const SHARE = `mutation ($id: Int!, $groupIds: [Int!]!) {
    sharePost(id: $id, groupIds: $groupIds) { id groups { name } }
  }`
  const { inside, open, shared, binned } = TEAM_POSTS
  const circle = GROUPS.circle.id
  const den = GROUPS.den.id

  test.each([
    ['anonymous', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    ['insider', 'NOT_FOUND', 'FORBIDDEN'],
    ['chief', 'NOT_FOUND', 'NOT_FOUND'],
    ['rival', 'NOT_FOUND', 'NOT_FOUND'],
    ['admin', 'NOT_FOUND', 'NOT_FOUND'],
    ['owner', undefined, undefined],
  ] as const)('%s: %s, or %s', async (actor, ofInside, ofShared) => {
    const client = await clientOf(actor)
    const codes = []
    for (const { id } of [inside, shared]) {
      codes.push(codeOf(await client(SHARE, { id, groupIds: [circle] })))
    }
    expect(codes).toEqual([ofInside, ofShared])
  })

  it('sets the whole set of groups', async () => {
    const owner = await clientOf('owner')
    const share = async (groupIds: number[]) =>
      (await owner(SHARE, { id: inside.id, groupIds })).data?.sharePost
    expect(await share([circle])).toMatchObject({
      groups: [{ name: 'circle' }],
    })
    expect(await share([])).toMatchObject({ groups: [] })
  })

  it('finds no group of another organization, and does nothing then', async () => {
    const owner = await clientOf('owner')
    for (const groupIds of [[den], [circle, den], [NOBODY]]) {
      const response = await owner(SHARE, { id: inside.id, groupIds })
      expect(codeOf(response)).toBe('NOT_FOUND')
    }
    const { data } = await owner(`{ post(id: ${inside.id}) { groups { id } } }`)
    expect(data?.post).toEqual({ groups: [] })
  })

  it('is at odds with a group of another organization of the owner', async () => {
    const owner = await clientOf('owner')
    const { data } = await owner(
      'mutation { createOrganization(input: { name: "Own", slug: "own" }) { id } }'
    )
    const { id: organizationId } = data?.createOrganization as unknown as {
      id: number
    }
    const created = await owner(
      `mutation { createGroup(input: { organizationId: ${organizationId}, name: "own" }) { id } }`
    )
    const { id } = created.data?.createGroup as unknown as { id: number }
    const { errors } = await owner(SHARE, { id: inside.id, groupIds: [id] })
    expect(errors?.[0]).toMatchObject({
      message: 'It can be shared with groups of its own organization only.',
      extensions: { code: 'CONFLICT' },
    })
  })

  it('is over for what is deleted, as are editing and publishing', async () => {
    const owner = await clientOf('owner')
    const { id } = binned
    for (const mutation of [
      `sharePost(id: ${id}, groupIds: [])`,
      `sharePost(id: ${id}, groupIds: [${circle}])`,
      `updatePost(id: ${id}, input: { isPublic: true })`,
      `publishPost(id: ${id})`,
      `deletePost(id: ${id})`,
    ]) {
      const response = await owner(`mutation { ${mutation} { id } }`)
      expect(codeOf(response)).toBe('NOT_FOUND')
    }
    const restore = await owner(
      `mutation { updatePost(id: ${id}, input: { isDeleted: false }) { id } }`
    )
    expect(restore.errors?.[0].message).toMatch(/not defined by type/)
  })

  const WITH_ME =
    'query ($first: Int, $after: Int) { sharedWithMe(first: $first, after: $after) { id } }'

  test.each([
    ['insider', [shared, open]],
    ['member', [open]],
    ['chief', [open]],
    ['rival', []],
    ['admin', []],
    ['owner', []],
  ] as const)('%s is shared %j', async (actor, posts) => {
    const client = await clientOf(actor)
    const { data } = await client(WITH_ME)
    expect(data?.sharedWithMe).toEqual(posts.map(({ id }) => ({ id })))
  })

  it('is listed in pages, and stays so once published', async () => {
    const owner = await clientOf('owner')
    await owner(`mutation { publishPost(id: ${shared.id}) { id } }`)
    const insider = await clientOf('insider')
    const first = await insider(WITH_ME, { first: 1 })
    const next = await insider(WITH_ME, { first: 1, after: shared.id })
    expect([first.data, next.data]).toEqual([
      { sharedWithMe: [{ id: shared.id }] },
      { sharedWithMe: [{ id: open.id }] },
    ])
  })

  describe('behind very many others', () => {
    beforeEach(() => addPost({ id: 5000 }))

    test.each([
      ['insider', [shared, open]],
      ['member', [open]],
      ['rival', []],
      ['owner', []],
    ] as const)('%s is shared %j', async (actor, posts) => {
      const client = await clientOf(actor)
      const { data } = await client(WITH_ME)
      expect(data?.sharedWithMe).toEqual(posts.map(({ id }) => ({ id })))
    })

    it('is listed in pages, of what is shared lately, too', async () => {
      await addPost({
        id: 5001,
        organizationId: ORGANIZATIONS.home.id,
        isPublic: true,
      })
      const insider = await clientOf('insider')
      for (const [after, first, ...posts] of [
        [null, 1, 5001],
        [null, 2, 5001, shared.id],
        [5001, 20, shared.id, open.id],
        [shared.id, 1, open.id],
      ]) {
        const { data } = await insider(WITH_ME, { after, first })
        expect(ids(data?.sharedWithMe ?? [])).toEqual(posts)
      }
    })
  })

  it('is over with whoever leaves the organization', async () => {
    const insider = await clientOf('insider')
    await insider('mutation { leaveOrganization(id: 1) { id } }')
    expect((await insider(WITH_ME)).data).toEqual({ sharedWithMe: [] })
    for (const { id } of [open, shared]) {
      const { data } = await insider(`{ post(id: ${id}) { id } }`)
      expect(data).toEqual({ post: null })
    }
  })

  it('is offered to the owner alone', async () => {
    for (const actor of ['insider', 'owner'] as const) {
      const client = await clientOf(actor)
      const { data } = await client(
        `{ post(id: ${shared.id}) { can { share update delete } } }`
      )
      const may = actor === 'owner'
      expect(data?.post).toEqual({
        can: { share: may, update: may, delete: may },
      })
    }
  })
})

describe('A post of an owner who has left its organization', () => {
  const leave = async () => {
    const owner = await clientOf('owner')
    await owner('mutation { leaveOrganization(id: 1) { id } }')
    return owner
  }

  it('is taken back from the groups that they see no more', async () => {
    const owner = await leave()
    const { id } = TEAM_POSTS.shared
    const insider = await clientOf('insider')
    const read = async () =>
      (await insider(`{ post(id: ${id}) { title } }`)).data?.post
    expect(await read()).toEqual({ title: 'shared' })
    const { data } = await owner(
      `mutation { sharePost(id: ${id}, groupIds: []) {
        groups { id } organizationId organization { id }
      } }`
    )
    expect(data?.sharePost).toEqual({
      groups: [],
      organizationId: 1,
      organization: null,
    })
    expect(await read()).toBeNull()
  })

  it('is shared there no more', async () => {
    const owner = await leave()
    const codeOfMutation = async (mutation: string) =>
      codeOf(await owner(`mutation { ${mutation} { id } }`))
    const { id } = TEAM_POSTS.inside
    expect(
      await codeOfMutation(
        `sharePost(id: ${id}, groupIds: [${GROUPS.circle.id}])`
      )
    ).toBe('NOT_FOUND')
    const open = `updatePost(id: ${id}, input: { isPublic: true })`
    expect(await codeOfMutation(open)).toBe('FORBIDDEN')
    const { data } = await owner(
      `{ post(id: ${id}) { can { share update delete } } }`
    )
    expect(data?.post).toEqual({
      can: { share: false, update: true, delete: true },
    })
  })
})

describe('A post of an organization', () => {
  const CREATE = `mutation ($input: CreatePostInput!) {
    createPost(input: $input) { organization { slug } isPublic groups { id } }
  }`
  const NEW = { title: 'New', body: '' }

  test.each([
    ['anonymous', 'UNAUTHENTICATED'],
    ['member', 'FORBIDDEN'],
    ['stranger', 'NOT_FOUND'],
    ['rival', 'NOT_FOUND'],
    ['owner', undefined],
  ] as const)('is created by its writers, %s: %s', async (actor, code) => {
    const client = await clientOf(actor)
    const organizationId = ORGANIZATIONS.home.id
    const response = await client(CREATE, { input: { ...NEW, organizationId } })
    expect(codeOf(response)).toBe(code)
  })

  it('says where it is, and whether it is public there', async () => {
    const owner = await clientOf('owner')
    const { data } = await owner(CREATE, {
      input: { ...NEW, organizationId: 1, isPublic: true },
    })
    expect(data?.createPost).toEqual({
      organization: { slug: 'home' },
      isPublic: true,
      groups: [],
    })
  })

  it('stays where it is, and whose', async () => {
    const owner = await clientOf('owner')
    for (const move of ['organizationId: 2', 'ownerId: 4', 'groups: []']) {
      const { data, errors } = await owner(
        `mutation { updatePost(id: ${TEAM_POSTS.inside.id}, input: { ${move} }) { id } }`
      )
      expect(data).toBeUndefined()
      expect(errors?.[0].message).toMatch(/not defined by type/)
    }
  })

  it('names its organization and groups to members only', async () => {
    const owner = await clientOf('owner')
    const { id } = TEAM_POSTS.shared
    await owner(`mutation { publishPost(id: ${id}) { id } }`)
    const of = async (actor: keyof typeof PEOPLE) => {
      const client = await clientOf(actor)
      const { data } = await client(
        `{ post(id: ${id}) { organization { slug } groups { name } } }`
      )
      return data?.post
    }
    const named = {
      organization: { slug: 'home' },
      groups: [{ name: 'circle' }],
    }
    const unnamed = { organization: null, groups: [] }
    expect(await of('member')).toEqual(named)
    expect(await of('anonymous')).toEqual(unnamed)
    expect(await of('rival')).toEqual(unnamed)
  })

  it('is kept by an owner who leaves', async () => {
    const owner = await clientOf('owner')
    await owner('mutation { leaveOrganization(id: 1) { id } }')
    const { data } = await owner(
      `mutation { updatePost(id: ${TEAM_POSTS.inside.id}, input: { title: "Kept" }) { title } }`
    )
    expect(data?.updatePost).toEqual({ title: 'Kept' })
    const { organizationId } = membershipOf('owner', 'home')
    const response = await owner(CREATE, { input: { ...NEW, organizationId } })
    expect(codeOf(response)).toBe('NOT_FOUND')
  })
})
