import { authDb } from 'src/lib/authDb'
import { outcomeOf, policyTable } from 'src/testing/policyTable'
import { changeRole } from 'src/testing/races'
import { askRaw } from 'src/testing/tables'
import {
  PEOPLE,
  GROUPS,
  NOBODY,
  POSTS,
  TEAM_POSTS,
  actAs,
  membershipOf,
  postOf,
  setTeamScene,
} from 'src/testing/world'
import type { AnyPost } from 'src/testing/world'

beforeEach(setTeamScene)

const acts: Record<string, (state: AnyPost) => Promise<unknown>> = {
  read: (state) =>
    authDb().post.findUnique({ where: { id: postOf(state).id } }),
  list: (state) => authDb().post.findMany({ where: { id: postOf(state).id } }),
  update: (state) =>
    authDb().post.update({
      where: { id: postOf(state).id },
      data: { title: 'Changed' },
    }),
  publish: (state) =>
    authDb().post.update({
      where: { id: postOf(state).id },
      data: { published: true },
    }),
  unpublish: (state) =>
    authDb().post.update({
      where: { id: postOf(state).id },
      data: { published: false },
    }),
  trash: (state) =>
    authDb().post.update({
      where: { id: postOf(state).id },
      data: { isDeleted: true },
    }),
  restore: (state) =>
    authDb().post.update({
      where: { id: postOf(state).id },
      data: { isDeleted: false },
    }),
  delete: (state) => authDb().post.delete({ where: { id: postOf(state).id } }),
  'delete-many': async (state) =>
    (await authDb().post.deleteMany({ where: { id: postOf(state).id } }))
      .count || null,
  open: (state) =>
    authDb().post.update({
      where: { id: postOf(state).id },
      data: { isPublic: true },
    }),
  close: (state) =>
    authDb().post.update({
      where: { id: postOf(state).id },
      data: { isPublic: false },
    }),
  'open-many': async (state) =>
    (
      await authDb().post.updateMany({
        where: { id: postOf(state).id },
        data: { isPublic: true },
      })
    ).count || null,
  share: (state) =>
    authDb().post.update({
      where: { id: postOf(state).id },
      data: { groups: { connect: { id: GROUPS.circle.id } } },
    }),
  unshare: (state) =>
    authDb().post.update({
      where: { id: postOf(state).id },
      data: { groups: { set: [] } },
    }),
  'share-there': (state) =>
    authDb().group.update({
      where: { id: GROUPS.circle.id },
      data: { posts: { connect: { id: postOf(state).id } } },
    }),
  comments: (state) =>
    authDb().comment.findMany({ where: { postId: postOf(state).id } }),
}

describe('Who may do what to a post (B1, B3, T4)', () => {
  // "former" is a draft of the reader, who was a writer once.
  const cells = policyTable(`
    state      operation  anonymous reader moderator owner stranger admin
    published  read       yes       yes    yes       yes   yes      yes
    published  list       yes       yes    yes       yes   yes      yes
    published  update     no        no     no        yes   no       no
    published  publish    no        no     no        yes   no       no
    published  unpublish  no        no     no        yes   no       no
    published  trash      no        no     no        no    no       no
    published  delete     no        no     no        yes   no       no
    draft      read       -         -      -         yes   -        -
    draft      list       -         -      -         yes   -        -
    draft      update     -         -      -         yes   -        -
    draft      publish    -         -      -         yes   -        -
    draft      unpublish  -         -      -         yes   -        -
    draft      trash      -         -      -         no    -        -
    draft      delete     -         -      -         yes   -        -
    deleted    read       -         -      -         -     -        -
    deleted    list       -         -      -         -     -        -
    deleted    update     -         -      -         -     -        -
    deleted    publish    -         -      -         -     -        -
    deleted    restore    -         -      -         -     -        -
    deleted    delete     -         -      -         -     -        -
    former     read       -         -      -         -     -        -
    former     update     -         -      -         -     -        -
    former     publish    -         -      -         -     -        -
    former     delete     -         -      -         -     -        -
    published  delete-many  -       -      -         yes   -        -
    deleted    delete-many  -       -      -         -     -        -
    former     delete-many  -       -      -         -     -        -
  `)

  test.each(cells)(
    '$state post, $operation, $actor: $expected',
    async ({ state, operation, actor, expected }) => {
      const act = () => acts[operation](state as AnyPost)
      expect(await outcomeOf(actor, act)).toBe(expected)
    }
  )
})

describe('Who may do what to a post in an organization (T2, T3, T4, B3)', () => {
  // "inside" is shared with nobody, "open" public in the organization, "shared"
  // shared with the insider's group, and "binned" is both, but deleted.
  const cells = policyTable(`
    state   operation      anonymous stranger admin rival chief member insider owner
    inside  read           -         -        -     -     -     -      -       yes
    inside  list           -         -        -     -     -     -      -       yes
    inside  update         -         -        -     -     -     -      -       yes
    inside  publish        -         -        -     -     -     -      -       yes
    inside  open           -         -        -     -     -     -      -       yes
    inside  share          -         -        -     -     -     -      -       yes
    inside  share-there    -         -        -     -     -     no     no      no
    inside  delete         -         -        -     -     -     -      -       yes
    open    read           -         -        -     -     yes   yes    yes     yes
    open    list           -         -        -     -     yes   yes    yes     yes
    open    update         -         -        -     -     no    no     no      yes
    open    open           -         -        -     -     no    no     no      yes
    open    close          -         -        -     -     no    no     no      yes
    open    share          -         -        -     -     no    no     no      yes
    open    share-there    -         -        -     -     no    no     no      no
    open    comments       -         -        -     -     -     -      -       -
    open    delete         -         -        -     -     no    no     no      yes
    open    delete-many    -         -        -     -     -     -      -       yes
    shared  read           -         -        -     -     -     -      yes     yes
    shared  list           -         -        -     -     -     -      yes     yes
    shared  update         -         -        -     -     -     -      no      yes
    shared  open           -         -        -     -     -     -      no      yes
    shared  unshare        -         -        -     -     -     -      no      yes
    shared  comments       -         -        -     -     -     -      -       -
    shared  close          -         -        -     -     -     -      no      yes
    shared  delete         -         -        -     -     -     -      no      yes
    binned  read           -         -        -     -     -     -      -       -
    binned  list           -         -        -     -     -     -      -       -
    binned  update         -         -        -     -     -     -      -       -
    binned  restore        -         -        -     -     -     -      -       -
    binned  open           -         -        -     -     -     -      -       -
    binned  share          -         -        -     -     -     -      -       -
    binned  unshare        -         -        -     -     -     -      -       -
    binned  delete         -         -        -     -     -     -      -       -
    binned  delete-many    -         -        -     -     -     -      -       -
    binned  comments       -         -        -     -     -     -      -       -
  `)

  test.each(cells)(
    '$state post, $operation, $actor: $expected',
    async ({ state, operation, actor, expected }) => {
      const act = () => acts[operation](state as AnyPost)
      expect(await outcomeOf(actor, act)).toBe(expected)
    }
  )

  test.each(['stranger', 'rival', 'chief', 'member', 'insider'] as const)(
    'the %s takes no share of it away by way of the group',
    async (actor) => {
      for (const posts of [
        { disconnect: { id: TEAM_POSTS.shared.id } },
        { set: [] },
        { deleteMany: {} },
      ]) {
        const where = { id: GROUPS.circle.id }
        await outcomeOf(actor, () =>
          authDb().group.update({ where, data: { posts } })
        )
      }
      const { id } = TEAM_POSTS.shared
      const groups = { some: { id: GROUPS.circle.id } }
      const shared = { where: { id, groups, isDeleted: false } }
      expect(
        await askRaw([{ model: 'Post', operation: 'count', args: shared }])
      ).toEqual([{ result: 1 }])
    }
  )

  it('who leaves the organization loses what others share, at once (T5)', async () => {
    actAs('insider')
    expect(await authDb().post.count()).toBe(3)
    const own = membershipOf('insider', 'home')
    await authDb().membership.delete({ where: { userId_organizationId: own } })
    expect(await authDb().post.count()).toBe(1)
    expect(await outcomeOf('insider', () => acts.read('shared'))).toBe('-')
    expect(await outcomeOf('insider', () => acts.read('open'))).toBe('-')
  })

  it('an owner who is a writer no more reads no draft, shared or not (B3)', async () => {
    mockCurrentUser({ ...PEOPLE.owner, roles: 'reader' })
    expect(await authDb().post.findMany({ select: { id: true } })).toEqual([
      { id: POSTS.published.id },
    ])
  })

  it.each(['update', 'unpublish', 'delete'])(
    'nor may they %s what they have published (B3)',
    async (operation) => {
      await changeRole('owner', 'reader')
      mockCurrentUser({ ...PEOPLE.owner, roles: 'reader' })
      await expect(acts[operation]('published')).rejects.toMatchObject({
        code: 'P2004',
        meta: { reason: 'ACCESS_POLICY_VIOLATION' },
      })
    }
  )
})

describe('An owner who has left the organization (T3, T5)', () => {
  const { circle } = GROUPS

  beforeEach(async () => {
    actAs('owner')
    const own = membershipOf('owner', 'home')
    await authDb().membership.delete({ where: { userId_organizationId: own } })
  })

  // They keep what they own and take it back from there, but share no more of it.
  const cells = policyTable(`
    state   operation  owner
    inside  read       yes
    inside  list       yes
    inside  update     yes
    inside  publish    yes
    inside  open       no
    inside  open-many  -
    inside  share      -
    inside  delete     yes
    open    read       yes
    open    close      yes
    open    share      -
    open    delete     yes
    shared  read       yes
    shared  update     yes
    shared  open       no
    shared  unshare    yes
    shared  delete     yes
    draft   open       yes
    draft   close      yes
  `)

  test.each(cells)(
    '$state post, $operation: $expected',
    async ({ state, operation, actor, expected }) => {
      const act = () => acts[operation](state as AnyPost)
      expect(await outcomeOf(actor, act)).toBe(expected)
    }
  )

  test.each([
    ['all of its groups at once', { set: [] }],
    ['one group that they remember', { disconnect: { id: circle.id } }],
  ])('takes a draft back from %s', async (_what, groups) => {
    const { id } = TEAM_POSTS.shared
    expect(await outcomeOf('insider', () => acts.read('shared'))).toBe('yes')
    actAs('owner')
    await authDb().post.update({ where: { id }, data: { groups } })
    expect(await outcomeOf('insider', () => acts.read('shared'))).toBe('-')
  })

  it('takes back what is public there, and cannot open it again', async () => {
    expect(await outcomeOf('member', () => acts.read('open'))).toBe('yes')
    expect(await outcomeOf('owner', () => acts.close('open'))).toBe('yes')
    expect(await outcomeOf('member', () => acts.read('open'))).toBe('-')
    expect(await outcomeOf('owner', () => acts.open('open'))).toBe('no')
  })

  it('opens it again once they are back', async () => {
    actAs('chief')
    await authDb().membership.create({ data: membershipOf('owner', 'home') })
    expect(await outcomeOf('owner', () => acts.open('inside'))).toBe('yes')
  })
})

describe('A post is shared with groups of its own organization only (T3)', () => {
  const REFUSED = { code: 'P2003' }
  const shareWith = (id: number, post: AnyPost) =>
    authDb().post.update({
      where: { id: postOf(post).id },
      data: { groups: { connect: { id } } },
    })

  it('a group that its owner does not see is not there', async () => {
    const act = () => shareWith(GROUPS.den.id, 'inside')
    expect(await outcomeOf('owner', act)).toBe('-')
  })

  it('a group of another organization of theirs is refused', async () => {
    actAs('owner')
    const { groups } = await authDb().organization.create({
      data: {
        ...{ name: 'Own', slug: 'own' },
        groups: { create: { name: 'own' } },
      },
      select: { groups: true },
    })
    const [{ id }] = groups
    const ways: Record<string, () => Promise<unknown>> = {
      connected: () => shareWith(id, 'inside'),
      'to a post of none': () => shareWith(id, 'draft'),
      'from the start': () =>
        authDb().post.create({
          data: {
            ...{ title: 'New', body: '', organizationId: 1 },
            groups: { connect: { id } },
          } as never,
        }),
      set: () =>
        authDb().post.update({
          where: { id: TEAM_POSTS.shared.id },
          data: { groups: { set: [{ id }] } },
        }),
      'from the group': () =>
        authDb().group.update({
          where: { id },
          data: { posts: { connect: { id: TEAM_POSTS.inside.id } } },
        }),
      'with a new group': () =>
        authDb().post.update({
          where: { id: TEAM_POSTS.inside.id },
          data: {
            groups: {
              create: {
                name: 'newer',
                organization: { connect: { slug: 'own' } },
              },
            },
          },
        }),
    }
    for (const [way, act] of Object.entries(ways)) {
      const error = await act().catch(({ code }) => ({ way, code }))
      expect(error).toEqual({ way, ...REFUSED })
    }
    const { groups: kept } = await authDb().post.findUniqueOrThrow({
      where: { id: TEAM_POSTS.shared.id },
      select: { groups: { select: { name: true } } },
    })
    expect(kept).toEqual([{ name: 'circle' }])
  })

  it('a new post may be shared from the start', async () => {
    actAs('owner')
    const { groups } = await authDb().post.create({
      data: {
        ...{ title: 'New', body: '' },
        organization: { connect: { id: 1 } },
        groups: { connect: { id: GROUPS.circle.id } },
      },
      select: { groups: { select: { name: true } } },
    })
    expect(groups).toEqual([{ name: 'circle' }])
  })
})

describe('Who may create a post (B2)', () => {
  const NEW = { title: 'New', body: 'Words.' }
  const inputs: Record<string, Parameters<typeof create>[0]> = {
    own: NEW,
    'own-by-id': { ...NEW, ownerId: 3 },
    'own-by-connect': { ...NEW, owner: { connect: { id: 3 } } },
    'for-the-reader': { ...NEW, ownerId: 1 },
    deleted: { ...NEW, isDeleted: true },
    'at-home': { ...NEW, organizationId: 1 },
    'at-home-by-connect': { ...NEW, organization: { connect: { id: 1 } } },
    'at-home-for-the-owner': { ...NEW, organizationId: 1, ownerId: 3 },
    nowhere: { ...NEW, organizationId: NOBODY },
  }
  const create = (
    data: NonNullable<
      Parameters<ReturnType<typeof authDb>['post']['create']>[0]
    >['data']
  ) => authDb().post.create({ data })

  const cells = policyTable(`
    state  operation       anonymous reader moderator owner stranger admin
    new    own             no        no     no        yes   yes      yes
    new    own-by-id       no        no     no        yes   no       no
    new    own-by-connect  no        no     no        yes   no       no
    new    for-the-reader  no        no     no        no    no       no
    new    deleted         no        no     no        no    no       no
    new    at-home             no    -     -        yes   -        -
    new    at-home-by-connect  -     -      -         yes   -        -
    new    at-home-for-the-owner  -  -     -        yes   -        -
    new    nowhere             no    -     -        -     -        -
  `)

  test.each(cells)(
    '$operation, $actor: $expected',
    async ({ operation, actor, expected }) => {
      const act = () => create(inputs[operation])
      expect(await outcomeOf(actor, act)).toBe(expected)
    }
  )

  it('makes the current user the owner of a new post', async () => {
    actAs('stranger')
    const post = await create(NEW)
    expect(post.ownerId).toBe(PEOPLE.stranger.id)
  })
})

describe('A post stays in its organization (T2)', () => {
  const moves: Record<string, object> = {
    'another one': { organizationId: 2 },
    'one of their own': { organization: { connect: { slug: 'own' } } },
    none: { organization: { disconnect: true } },
    nothing: { organizationId: null },
  }

  test.each(Object.entries(moves))('not moved to %s', async (_name, data) => {
    actAs('owner')
    await authDb().organization.create({ data: { name: 'Own', slug: 'own' } })
    const where = { id: TEAM_POSTS.inside.id }
    const act = () => authDb().post.update({ where, data })
    expect(await outcomeOf('owner', act)).not.toBe('yes')
    await outcomeOf('owner', () =>
      authDb().organization.update({
        where: { slug: 'own' },
        data: { posts: { connect: where } },
      })
    )
    expect(await authDb().post.findUnique({ where })).toMatchObject({
      organizationId: 1,
    })
  })
})

describe('The owner of a post never changes (B2)', () => {
  const { id } = POSTS.published
  const gifts = {
    'the key': { ownerId: PEOPLE.stranger.id },
    'the relation': { owner: { connect: { id: PEOPLE.stranger.id } } },
  }

  test.each(Object.entries(gifts))(
    'an owner cannot give a post away through %s',
    async (_name, data) => {
      const act = () => authDb().post.update({ where: { id }, data })
      expect(await outcomeOf('owner', act)).toBe('no')
      const post = await authDb().post.findUnique({ where: { id } })
      expect(post?.ownerId).toBe(PEOPLE.owner.id)
    }
  )

  it('not even for many posts at once', async () => {
    const act = () =>
      authDb().post.updateMany({ data: { ownerId: PEOPLE.stranger.id } })
    expect(await outcomeOf('owner', act)).not.toBe('-')
    const post = await authDb().post.findUnique({ where: { id } })
    expect(post?.ownerId).toBe(PEOPLE.owner.id)
  })
})

describe('An owner cannot reach a deleted post through their own user (T4)', () => {
  const { id } = POSTS.deleted
  const stored = {
    model: 'Post',
    operation: 'findUnique',
    args: { where: { id } },
  }
  const changes = {
    update: { update: { where: { id }, data: { title: 'Changed' } } },
    restore: { update: { where: { id }, data: { isDeleted: false } } },
    delete: { delete: { id } },
    'update many': {
      updateMany: { where: { id }, data: { title: 'Changed' } },
    },
    'delete many': { deleteMany: { id } },
  }

  test.each(Object.entries(changes))('to %s it', async (_name, posts) => {
    const before = await askRaw([stored])
    const act = () =>
      authDb().user.update({ where: { id: PEOPLE.owner.id }, data: { posts } })
    await outcomeOf('owner', act)
    expect(await askRaw([stored])).toEqual(before)
  })
})

describe('The limits of a post', () => {
  const long = (length: number) => 'x'.repeat(length)
  const limits: [string, { title?: string; body?: string }, boolean][] = [
    ['an empty title', { title: '' }, false],
    ['a title of blanks', { title: '   ' }, false],
    ['a title of one character', { title: 'T' }, true],
    ['a title of 200 characters', { title: long(200) }, true],
    ['a title of 201 characters', { title: long(201) }, false],
    ['an empty body', { body: '' }, true],
    ['a body of 100,000 characters', { body: long(100_000) }, true],
    ['a body of 100,001 characters', { body: long(100_001) }, false],
  ]

  test.each(limits)('%s: %j', async (_name, change, fits) => {
    actAs('owner')
    const create = authDb().post.create({
      data: { title: 'New', body: '', ...change },
    })
    const update = () =>
      authDb().post.update({ where: { id: POSTS.draft.id }, data: change })
    if (fits) {
      await expect(create).resolves.toBeTruthy()
      await expect(update()).resolves.toBeTruthy()
    } else {
      const refusal = { meta: { reason: 'DATA_VALIDATION_VIOLATION' } }
      await expect(create).rejects.toMatchObject(refusal)
      await expect(update()).rejects.toMatchObject(refusal)
    }
  })
})

test.each([{ id: 4711 }, { createdAt: new Date(0) }])(
  'an owner cannot change %j of a post (B3)',
  async (data) => {
    const where = { id: POSTS.published.id }
    const act = () => authDb().post.update({ where, data })
    expect(await outcomeOf('owner', act)).toBe('no')
  }
)
