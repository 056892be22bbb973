import { authDb } from 'src/lib/authDb'
import { askRaw } from 'src/testing/tables'
import { ACTORS, POSTS, actAs, setScene } from 'src/testing/world'

beforeEach(setScene)

const reach = (target: object, name: string | symbol) =>
  Reflect.get(target, name)

/** How many posts of a title there are, whoever may see them. */
const countOf = async (title: string) => {
  const [answer] = await askRaw([
    { model: 'Post', operation: 'count', args: { where: { title } } },
  ])
  return (answer as { result: number }).result
}

describe('An enhanced client', () => {
  beforeEach(() => actAs('owner'))

  test.each([
    '$queryRaw',
    '$queryRawUnsafe',
    '$queryRawTyped',
    '$executeRaw',
    '$executeRawUnsafe',
    '$runCommandRaw',
    '$extends',
    '$connect',
    '$disconnect',
    '$on',
    '$use',
    '$metrics',
    '$whatever',
  ])('has no %s', (name) => {
    expect(() => reach(authDb(), name)).toThrow(
      `An enhanced client has no ${name}`
    )
  })

  test.each([
    'then',
    'Post',
    'posts',
    'toJSON',
    'constructor',
    '__proto__',
    '_engine',
    '_request',
    Symbol.toPrimitive,
    Symbol.iterator,
  ])('has nothing that is called %p', (name) => {
    expect(reach(authDb(), name)).toBeUndefined()
  })

  it('finds anything, if it is not said what', async () => {
    expect(await authDb().post.findFirst()).not.toBeNull()
  })

  it('can be awaited, as it is no promise', async () => {
    expect(await authDb().post.findMany()).not.toHaveLength(0)
    const client = authDb()
    expect(await client).toBe(client)
  })

  it('has no transaction in a transaction', async () => {
    await authDb().$transaction(async (open) => {
      expect(() => reach(open, '$transaction')).toThrow('$transaction')
      expect(() => reach(open, '$queryRaw')).toThrow('$queryRaw')
    })
  })
})

describe('A model of an enhanced client', () => {
  beforeEach(() => actAs('owner'))

  test.each(['fields', 'findRaw', 'name', 'constructor', 'toString', 'like'])(
    'has no %s',
    (name) => {
      expect(() => reach(authDb().post, name)).toThrow(
        `An enhanced client has no ${name}() of Post`
      )
    }
  )

  test.each(['then', Symbol.toStringTag])('is no promise: no %p', (name) => {
    expect(reach(authDb().post, name)).toBeUndefined()
  })

  it('asks for all if it is not told what', async () => {
    expect(await authDb().post.findMany()).toHaveLength(2)
    expect(await authDb().post.count()).toBe(2)
    expect(await authDb().contact.deleteMany()).toEqual({ count: 0 })
  })
})

describe('An operation', () => {
  beforeEach(() => actAs('owner'))

  const rename = (title: string) =>
    authDb().post.update({
      where: { id: POSTS.draft.id },
      data: { title },
    })
  const titleNow = async () => {
    const where = { id: POSTS.draft.id }
    const [answer] = await askRaw([
      { model: 'Post', operation: 'findUnique', args: { where } },
    ])
    return (answer as { result: { title: string } }).result.title
  }

  it('is done once, however often it is awaited', async () => {
    const creation = authDb().post.create({ data: { title: 'New', body: '' } })
    const [first, second] = [await creation, await creation]
    expect(first).toBe(second)
    expect(await countOf('New')).toBe(1)
  })

  it('is not done if nobody waits for it', async () => {
    rename('Changed')
    expect(await titleNow()).toBe('draft')
  })

  it('is done by catch and by finally, too', async () => {
    await rename('Caught').catch(() => {})
    expect(await titleNow()).toBe('Caught')
    let isOver = false
    await rename('Over').finally(() => (isOver = true))
    expect([isOver, await titleNow()]).toEqual([true, 'Over'])
  })
})

describe('A list in a transaction', () => {
  const add = (title: string) =>
    authDb().post.create({ data: { title, body: '' }, select: { title: true } })

  it('is done in order, and gives the result of each', async () => {
    actAs('owner')
    const results = await authDb().$transaction([
      add('One'),
      authDb().post.count({ where: { title: 'One' } }),
      authDb()
        .post.findUnique({ where: { id: POSTS.published.id } })
        .comments(),
    ])
    expect(results).toMatchObject([{ title: 'One' }, 1, [{ name: 'Cy' }]])
  })

  it('is undone as a whole if one of it is denied', async () => {
    actAs('owner')
    const { id } = ACTORS.admin
    await expect(
      authDb().$transaction([
        add('One'),
        authDb().user.delete({ where: { id } }),
      ])
    ).rejects.toMatchObject({ code: 'P2004' })
    expect(await countOf('One')).toBe(0)
  })

  test.each([
    ['promise of something else', () => Promise.resolve(1)],
    ['operation without rules', () => askRaw([])],
    ['number', () => 1],
  ])('takes no %s', async (_what, other) => {
    actAs('owner')
    await expect(
      authDb().$transaction([add('One'), other()] as never)
    ).rejects.toThrow('takes operations of an enhanced client')
    expect(await countOf('One')).toBe(0)
  })
})

describe('A callback in a transaction', () => {
  it('has the rules of its actor, and its result is given back', async () => {
    actAs('stranger')
    const seen = await authDb().$transaction((open) => open.post.findMany())
    expect(seen).toMatchObject([{ id: POSTS.published.id }])
  })

  it('is undone as a whole if it throws', async () => {
    actAs('owner')
    const failing = authDb().$transaction(async (open) => {
      await open.post.create({ data: { title: 'One', body: '' } })
      throw new Error('Not after all')
    })
    await expect(failing).rejects.toThrow('Not after all')
    expect(await countOf('One')).toBe(0)
  })

  it('can go on after a refusal', async () => {
    actAs('owner')
    await authDb().$transaction(async (open) => {
      const { id } = ACTORS.admin
      await open.user.delete({ where: { id } }).catch(() => {})
      await open.post.create({ data: { title: 'One', body: '' } })
    })
    expect(await countOf('One')).toBe(1)
  })

  it('takes the options of Prisma', async () => {
    actAs('owner')
    await expect(
      authDb().$transaction(
        () => new Promise((resolve) => setTimeout(resolve, 300)),
        { timeout: 50 }
      )
    ).rejects.toMatchObject({ code: 'P2028' })
  })
})

describe('An input that means nothing is refused before anything is written', () => {
  test.each([
    ['no object', { title: 'New', body: '', owner: null }],
    ['a list', { title: 'New', body: '', owner: [{ connect: { id: 3 } }] }],
    ['a word', { title: 'New', body: '', comments: 'create' }],
    [
      'an act that there is not',
      { title: 'New', body: '', comments: { any: {} } },
    ],
  ])('for a relation: %s', async (_what, data) => {
    actAs('owner')
    const create = authDb().post.create({ data: data as never })
    await expect(create).rejects.toMatchObject({
      name: 'PrismaClientValidationError',
    })
    expect(await countOf('New')).toBe(0)
  })
})

test('More rows than an expression is deep come back from a write', async () => {
  actAs('owner')
  const data = Array.from({ length: 1500 }, () => ({ title: 'New', body: '' }))
  const posts = await authDb().post.createManyAndReturn({
    data,
    select: { title: true },
  })
  expect(posts).toHaveLength(1500)
})

test('More rows than that are updated by rules that look ahead', async () => {
  actAs('moderator')
  const name = 'Mo'
  const comment = { postId: POSTS.published.id, name, body: 'Hm.' }
  const data = Array.from({ length: 1500 }, () => comment)
  await authDb().comment.createMany({ data })
  const change = { where: { name }, data: { body: 'Well.' } }
  expect(await authDb().comment.updateMany(change)).toEqual({ count: 1500 })
})
