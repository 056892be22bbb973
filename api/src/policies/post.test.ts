import { authDb } from 'src/lib/authDb'
import { outcomeOf, policyTable } from 'src/testing/policyTable'
import { askRaw } from 'src/testing/tables'
import { ACTORS, POSTS, actAs, setScene } from 'src/testing/world'
import type { PostState } from 'src/testing/world'

beforeEach(setScene)

const acts: Record<string, (state: PostState) => Promise<unknown>> = {
  read: (state) => authDb().post.findUnique({ where: { id: POSTS[state].id } }),
  list: (state) => authDb().post.findMany({ where: { id: POSTS[state].id } }),
  update: (state) =>
    authDb().post.update({
      where: { id: POSTS[state].id },
      data: { title: 'Changed' },
    }),
  publish: (state) =>
    authDb().post.update({
      where: { id: POSTS[state].id },
      data: { published: true },
    }),
  unpublish: (state) =>
    authDb().post.update({
      where: { id: POSTS[state].id },
      data: { published: false },
    }),
  trash: async (state) => {
    await authDb().post.update({
      where: { id: POSTS[state].id },
      data: { isDeleted: true },
    })
    return true
  },
  restore: (state) =>
    authDb().post.update({
      where: { id: POSTS[state].id },
      data: { isDeleted: false },
    }),
  delete: (state) => authDb().post.delete({ where: { id: POSTS[state].id } }),
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
    published  trash      no        no     no        yes   no       no
    published  delete     no        no     no        yes   no       no
    draft      read       -         -      -         yes   -        -
    draft      list       -         -      -         yes   -        -
    draft      update     -         -      -         yes   -        -
    draft      publish    -         -      -         yes   -        -
    draft      unpublish  -         -      -         yes   -        -
    draft      trash      -         -      -         yes   -        -
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
  `)

  test.each(cells)(
    '$state post, $operation, $actor: $expected',
    async ({ state, operation, actor, expected }) => {
      const act = () => acts[operation](state as PostState)
      expect(await outcomeOf(actor, act)).toBe(expected)
    }
  )
})

describe('Who may create a post (B2)', () => {
  const NEW = { title: 'New', body: 'Words.' }
  const inputs: Record<string, Parameters<typeof create>[0]> = {
    own: NEW,
    'own-by-id': { ...NEW, ownerId: 3 },
    'own-by-connect': { ...NEW, owner: { connect: { id: 3 } } },
    'for-the-reader': { ...NEW, ownerId: 1 },
    deleted: { ...NEW, isDeleted: true },
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
    expect(post.ownerId).toBe(ACTORS.stranger.id)
  })
})

describe('The owner of a post never changes (B2)', () => {
  const { id } = POSTS.published
  const gifts = {
    'the key': { ownerId: ACTORS.stranger.id },
    'the relation': { owner: { connect: { id: ACTORS.stranger.id } } },
  }

  test.each(Object.entries(gifts))(
    'an owner cannot give a post away through %s',
    async (_name, data) => {
      const act = () => authDb().post.update({ where: { id }, data })
      expect(await outcomeOf('owner', act)).toBe('no')
      const post = await authDb().post.findUnique({ where: { id } })
      expect(post?.ownerId).toBe(ACTORS.owner.id)
    }
  )

  it('not even for many posts at once', async () => {
    const act = () =>
      authDb().post.updateMany({ data: { ownerId: ACTORS.stranger.id } })
    expect(await outcomeOf('owner', act)).not.toBe('-')
    const post = await authDb().post.findUnique({ where: { id } })
    expect(post?.ownerId).toBe(ACTORS.owner.id)
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
      authDb().user.update({ where: { id: ACTORS.owner.id }, data: { posts } })
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
