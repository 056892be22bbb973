import type { PrismaClient } from '@prisma/client'

import type { EnhancedClient } from './client'
import type { AuthDefaults } from './compiled'

/*
 * What TypeScript lets services do with an enhanced client. `yarn tsc` is what
 * tests it: run, the calls go to a client that does nothing.
 */

const nothing: unknown = new Proxy(() => Promise.resolve([]), {
  get: (_target, name) => (name === 'then' ? undefined : nothing),
})
const client = nothing as EnhancedClient<PrismaClient, AuthDefaults>

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? true
    : false

/** Compiles if the value has just that type. */
const isA = <Type>() => ({
  exactly: <Value>(_value: Value, _same: Same<Value, Type>) => {},
})

const words = { title: 'Hello', body: 'Words.' }

describe('The owner of a post', () => {
  test('need not be said to create one, but can be', async () => {
    await client.post.create({ data: words })
    await client.post.create({ data: { ...words, ownerId: 3 } })
    await client.post.create({
      data: { ...words, owner: { connect: { id: 3 } } },
    })
    await client.post.createMany({ data: words })
    await client.post.createMany({ data: [words, { ...words, ownerId: 3 }] })
    await client.post.createManyAndReturn({ data: [words] })
    await client.post.upsert({ where: { id: 1 }, create: words, update: {} })
  })

  test('is one, said once, and must be of the type it has', async () => {
    await client.post.create({
      // @ts-expect-error an owner is a number
      data: { ...words, ownerId: 'three' },
    })
    await client.post.create({
      // @ts-expect-error by key or by relation, not both
      data: { ...words, ownerId: 3, owner: { connect: { id: 3 } } },
    })
  })
})

describe('What has no default', () => {
  test('must be said', async () => {
    // @ts-expect-error a post has a title
    await client.post.create({ data: { body: 'Words.' } })
    // @ts-expect-error each of them has
    await client.post.createMany({ data: [words, { body: 'Words.' }] })
    await client.post.upsert({
      where: { id: 1 },
      // @ts-expect-error one that may have to be created has
      create: { body: 'Words.' },
      update: {},
    })
    // @ts-expect-error a comment is on a post
    await client.comment.create({ data: { name: 'Cy', body: 'Well said.' } })
  })

  test('must be known', async () => {
    // @ts-expect-error a post has no colour
    await client.post.create({ data: { ...words, colour: 'red' } })
    const comment = { postId: 1, name: 'Cy', body: 'Well said.' }
    // @ts-expect-error a comment has none either
    await client.comment.create({ data: { ...comment, colour: 'red' } })
    // @ts-expect-error there are no such arguments
    await client.post.create({ data: words, where: { id: 1 } })
  })
})

describe('A result', () => {
  test('has what is selected, and no more', async () => {
    const created = await client.post.create({
      data: words,
      select: { id: true, owner: { select: { name: true } } },
    })
    isA<{ id: number; owner: { name: string } }>().exactly(created, true)
    const found = await client.post.findMany({
      select: { title: true, _count: { select: { comments: true } } },
    })
    isA<{ title: string; _count: { comments: number } }[]>().exactly(
      found,
      true
    )
    const saved = await client.post.upsert({
      where: { id: 1 },
      create: words,
      update: {},
      include: { comments: { select: { name: true } } },
    })
    isA<{ name: string }[]>().exactly(saved.comments, true)
    isA<number>().exactly(saved.ownerId, true)
    const [each] = await client.post.createManyAndReturn({
      data: words,
      select: { id: true },
    })
    isA<{ id: number }>().exactly(each, true)
    // @ts-expect-error it was not selected
    expect(created.title).toBeUndefined()
  })

  test('may be missing where one is looked for, not where it is written', async () => {
    const post = await client.post.findUnique({ where: { id: 1 } })
    // @ts-expect-error there may be no such post
    expect(post.title).toBeUndefined()
    const comment = await client.comment.delete({ where: { id: 1 } })
    expect(comment.body).toBeUndefined()
  })
})

describe('Arguments', () => {
  test('are those of Prisma', async () => {
    await client.post.findMany({
      where: { owner: { name: { contains: 'a' } } },
      orderBy: { createdAt: 'desc' },
      take: 3,
    })
    await client.post.groupBy({ by: ['published'], _count: { _all: true } })
    // @ts-expect-error a title is a text
    await client.post.findMany({ where: { title: 3 } })
    // @ts-expect-error either of them
    await client.post.create({ data: words, select: {}, include: {} })
    // @ts-expect-error a post is found by its key
    await client.post.update({ where: { title: 'Hello' }, data: {} })
  })
})

describe('What goes round the rules', () => {
  test.each([
    // @ts-expect-error no raw SQL
    () => client.$queryRaw,
    // @ts-expect-error no raw SQL
    () => client.$executeRawUnsafe,
    // @ts-expect-error no extensions
    () => client.$extends,
    // @ts-expect-error no connection
    () => client.$connect,
    // @ts-expect-error no events
    () => client.$on,
    // @ts-expect-error no references to fields
    () => client.post.fields,
  ])('is not there', (reach) => {
    expect(reach).toBeDefined()
  })
})

describe('A transaction', () => {
  test('gives its callback an enhanced client, and its result back', async () => {
    const title = await client.$transaction(
      async (open) => {
        const { id } = await open.post.create({ data: words })
        const post = await open.post.findUniqueOrThrow({ where: { id } })
        // @ts-expect-error no raw SQL
        expect(open.$queryRaw).toBeDefined()
        // @ts-expect-error no transaction in a transaction
        expect(open.$transaction).toBeDefined()
        return post.title
      },
      { maxWait: 1, timeout: 2 }
    )
    isA<string>().exactly(title, true)
  })

  test('of a list gives the result of each', async () => {
    const results = await client.$transaction([
      client.post.create({ data: words, select: { id: true } }),
      client.comment.count(),
    ])
    isA<[{ id: number }, number]>().exactly(results, true)
    // @ts-expect-error there is nothing in it to roll back
    await client.$transaction([Promise.resolve(1)])
  })
})

describe('check()', () => {
  test('asks about an operation, on a record or a field', async () => {
    const may = await client.post.check({ operation: 'create' })
    isA<boolean>().exactly(may, true)
    await client.post.check({ operation: 'delete', where: { id: 1 } })
    await client.comment.check({
      operation: 'update',
      where: { post: { ownerId: 3 } },
      field: 'postId',
    })
    await client.post.check({ operation: 'read' as 'create' | 'update' })
    // @ts-expect-error what is to be created is not there yet
    await client.post.check({ operation: 'create', where: { id: 1 } })
    // @ts-expect-error nobody can know
    await client.post.check({ operation: 'like' })
    // @ts-expect-error there is no such field
    await client.post.check({ operation: 'update', field: 'colour' })
  })
})
