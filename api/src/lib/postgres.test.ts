import { setTimeout as sleep } from 'node:timers/promises'

import { PrismaClient } from '@prisma/client'
import { Client } from 'pg'

import { anotherClient } from 'src/testing/clients'
import { rawDb } from 'src/testing/races'
import { ACTORS, POSTS, actAs, commentOn, setScene } from 'src/testing/world'

import { authDb } from './authDb'
import { env } from './env'
import {
  connectionsTo,
  postgresAdapter,
  postgresPlace,
  searchPath,
} from './postgres'

/* What PostgreSQL does otherwise than SQLite, and what must be the same. */

beforeEach(setScene)

const id = POSTS.published.id
const MESSAGE = { name: 'Cy', email: 'cy@example.com', message: 'Hi.' }

const clientWith = (
  settings: Partial<typeof env.postgres>,
  url = env.databaseUrl
) =>
  new PrismaClient({
    adapter: postgresAdapter(url, { ...env.postgres, ...settings }),
  })

describe('On PostgreSQL', () => {
  const other = anotherClient()
  afterAll(() => other.$disconnect())

  it('text stands in the order of its bytes', async () => {
    await rawDb.contact.createMany({
      data: ['b', 'ä', 'B', 'a'].map((name) => ({ ...MESSAGE, name })),
    })
    const rows = await rawDb.contact.findMany({
      where: { message: MESSAGE.message },
      orderBy: { name: 'asc' },
    })
    expect(rows.map(({ name }) => name)).toEqual(['B', 'a', 'b', 'ä'])
  })

  it('every text is compared like that', async () => {
    expect(
      await rawDb.$queryRaw`
        SELECT "table_name"::text, "column_name"::text FROM "information_schema"."columns"
        WHERE "table_schema" = CURRENT_SCHEMA AND "data_type" = 'text'
          AND "collation_name" IS DISTINCT FROM 'C'
          AND "table_name" <> '_prisma_migrations'`
    ).toEqual([])
  })

  it('text that cannot be stored is refused, and a transaction goes on', async () => {
    await rawDb.$transaction(async (open) => {
      const name = 'before \0 after'
      await expect(
        open.contact.create({ data: { ...MESSAGE, name } })
      ).rejects.toMatchObject({ code: 'P2020' })
      expect(await open.contact.count()).toBe(1)
    })
  })

  it('dates and text are kept as they are', async () => {
    const createdAt = new Date('2026-02-28T23:59:59.123Z')
    const message = 'Ünï 💚 \n'
    const { id: contact } = await rawDb.contact.create({
      data: { ...MESSAGE, message, createdAt },
    })
    expect(
      await rawDb.contact.findUnique({ where: { id: contact } })
    ).toMatchObject({ message, createdAt })
  })

  it('50 writes of several statements at once lose nothing', async () => {
    actAs('moderator')
    const post = { connect: { id } }
    await Promise.all(
      Array.from({ length: 50 }, () =>
        authDb().comment.create({ data: { name: 'Mo', body: 'Hm.', post } })
      )
    )
    expect(await rawDb.comment.count({ where: { name: 'Mo' } })).toBe(50)
  }, 30_000)

  it('a role stays what it is until the write that relies on it is done', async () => {
    actAs('owner')
    await authDb().$transaction(async (open) => {
      await open.post.update({ where: { id }, data: { title: 'Mine' } })
      const impatient = other.$transaction([
        other.$executeRaw`SET LOCAL lock_timeout = 100`,
        other.$executeRaw`UPDATE "User" SET "roles" = 'reader'
          WHERE "id" = ${ACTORS.owner.id}`,
      ])
      await expect(impatient).rejects.toThrow('lock timeout')
    })
  })

  it('what an operation has tried leaves an open transaction as it was', async () => {
    actAs('owner')
    await authDb().$transaction(async (open) => {
      await open.post.update({ where: { id }, data: { title: 'Kept' } })
      await expect(
        open.post.create({ data: { id, title: 'Taken', body: '' } })
      ).rejects.toMatchObject({ code: 'P2002' })
    })
    expect(await rawDb.post.findUnique({ where: { id } })).toMatchObject({
      title: 'Kept',
    })
  })
})

describe('Over the network', () => {
  /** How often somebody waits for the server. */
  const roundTrips = async (act: () => PromiseLike<unknown>) => {
    const query = jest.spyOn(Client.prototype, 'query')
    try {
      await act()
      return query.mock.calls.length
    } finally {
      query.mockRestore()
    }
  }
  const where = { id: commentOn('published') }

  it('a write that relies on a role goes once', async () => {
    actAs('moderator')
    expect(await roundTrips(() => authDb().comment.delete({ where }))).toBe(1)
  })

  it('a write that relies on another record goes once more', async () => {
    const data = { name: 'Lo', body: 'Ad.', postId: id }
    actAs('reader')
    expect(await roundTrips(() => authDb().comment.create({ data }))).toBe(2)
  })

  it('a transaction begins with its first statement', async () => {
    const act = () =>
      rawDb.$transaction((open) => open.contact.create({ data: MESSAGE }))
    // That, and COMMIT.
    expect(await roundTrips(act)).toBe(2)
  })

  it('a transaction in which nothing is asked does not begin', async () => {
    expect(await roundTrips(() => rawDb.$transaction(async () => {}))).toBe(0)
  })

  it('a statement that fails leaves the connection as it was', async () => {
    const client = clientWith({ poolSize: 1 })
    const fail = (open: Pick<PrismaClient, '$executeRaw'>) =>
      open.$executeRaw`SELECT 1 / 0`
    await expect(client.$transaction(fail)).rejects.toThrow('division by zero')
    expect(await client.contact.count()).toBe(1)
    await client.$disconnect()
  })

  it('so does a write that breaks a key, with a premise before it', async () => {
    actAs('owner')
    const data = { id, title: 'Taken', body: '' }
    await expect(authDb().post.create({ data })).rejects.toMatchObject({
      code: 'P2002',
    })
    const left = () =>
      rawDb.$queryRaw<unknown[]>`
        SELECT 1 AS "one" FROM "pg_stat_activity" WHERE "datname" = current_database()
          AND "state" LIKE 'idle in transaction%'`
    // Whoever was refused does not wait for that.
    while ((await left()).length > 0) {
      await sleep(10)
    }
  })
})

describe('Of two admins who take the role from each other at once', () => {
  const second = ACTORS.stranger.id
  const clients = [anotherClient(), anotherClient()]
  afterAll(() => Promise.all(clients.map((client) => client.$disconnect())))

  test.each(['ReadCommitted', 'RepeatableRead', 'Serializable'] as const)(
    'one remains: %s',
    async (isolationLevel) => {
      for (let round = 0; round < 10; round++) {
        await rawDb.user.updateMany({
          where: { id: { in: [ACTORS.admin.id, second] } },
          data: { roles: 'admin' },
        })
        await Promise.allSettled(
          [ACTORS.admin.id, second].map((admin, n) =>
            clients[n].$transaction(
              (open) =>
                open.user.update({
                  where: { id: admin },
                  data: { roles: 'reader' },
                }),
              // The types are of the client for SQLite, which has one level.
              { isolationLevel: isolationLevel as 'Serializable' }
            )
          )
        )
        expect(await rawDb.user.count({ where: { roles: 'admin' } })).toBe(1)
      }
    },
    30_000
  )
})

describe('Reads that share connections', () => {
  const place = new URL(env.databaseUrl)
  place.searchParams.set('application_name', 'reads')
  const client = clientWith({ poolSize: 6 }, place.href)
  const reads = (n: number) =>
    Array.from({ length: n }, () => client.contact.count())
  // A line is open for those that come after the first.
  beforeAll(async () => {
    while ((connectionsTo(place.href)?.idle ?? 0) < 3) {
      await Promise.all(reads(20))
      await sleep(10)
    }
  })
  afterAll(() => client.$disconnect())

  it('are all sent on few of them', async () => {
    const askedOn = async () => {
      const pids = await Promise.all(
        Array.from(
          { length: 40 },
          () => client.$queryRaw<{ pid: number }[]>`
            SELECT pg_backend_pid()::int AS "pid"`
        )
      )
      return new Set(pids.map(([{ pid }]) => pid)).size
    }
    // On a busy machine, some find both stalled, and ask the pool.
    let connections = await askedOn()
    for (let n = 0; n < 50 && connections > 2; n++) {
      connections = await askedOn()
    }
    expect(connections).toBeLessThanOrEqual(2)
  })

  it('are each answered with their own', async () => {
    const asked = Array.from({ length: 200 }, (_, n) => n)
    const answers = await Promise.all(
      asked.map((n) => client.$queryRaw`SELECT ${n}::int AS "n"`)
    )
    expect(answers).toEqual(asked.map((n) => [{ n }]))
  })

  it('do not fail with another one', async () => {
    const outcomes = await Promise.allSettled([
      ...reads(5),
      client.$queryRaw`SELECT 1 / 0`,
      ...reads(5),
      client.$queryRaw`SELECT nothing FROM "Contact"`,
      ...reads(5),
    ])
    const failed = outcomes.flatMap(({ status }, n) =>
      status === 'rejected' ? [n] : []
    )
    expect(failed).toEqual([5, 11])
  })

  it('do not wait behind a slow one', async () => {
    const order: string[] = []
    const slow = client.$queryRaw`SELECT pg_sleep(3)::text`.then(() =>
      order.push('slow')
    )
    await sleep(100)
    for (let n = 0; n < 5; n++) {
      await Promise.all(reads(10))
    }
    order.push('quick')
    await slow
    expect(order).toEqual(['quick', 'slow'])
  })

  it('see what has been written before', async () => {
    for (let n = 0; n < 50; n++) {
      const before = await client.contact.count()
      await client.contact.create({ data: MESSAGE })
      expect(await client.contact.count()).toBe(before + 1)
    }
  })

  it('take no more connections than there may be', async () => {
    await Promise.all([...reads(100), client.contact.create({ data: MESSAGE })])
    const { busy = 0, idle = 0 } = connectionsTo(place.href) ?? {}
    expect(busy + idle).toBeLessThanOrEqual(6)
  })

  it('go on when the server has closed their connections', async () => {
    await Promise.all(reads(20))
    await rawDb.$executeRaw`
      SELECT pg_terminate_backend("pid")::text FROM "pg_stat_activity"
      WHERE "datname" = current_database() AND "pid" <> pg_backend_pid()`
    await sleep(100)
    await Promise.all(reads(50))
  })
})

describe('A connection', () => {
  it('that the server has closed is replaced', async () => {
    const client = clientWith({ poolSize: 1 })
    await client.contact.count()
    await client.$queryRaw`SELECT 1`
    await rawDb.$queryRaw`
      SELECT pg_terminate_backend("pid")::text FROM "pg_stat_activity"
      WHERE "datname" = current_database() AND "pid" <> pg_backend_pid()`
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await client.contact.count()).toBe(1)
    await client.$disconnect()
  })

  it('is not kept busy by one statement for ever', async () => {
    const client = clientWith({ statementTimeoutMs: 100 })
    await expect(client.$queryRaw`SELECT pg_sleep(5)::text`).rejects.toThrow(
      'statement timeout'
    )
    await client.$disconnect()
  })

  const keptOn = (client: PrismaClient) => client.$queryRaw<unknown[]>`
    SELECT "name"::text FROM "pg_prepared_statements"`

  const withUrl = (change: Record<string, string>) => {
    const url = new URL(env.databaseUrl)
    for (const [name, value] of Object.entries(change)) {
      url.searchParams.set(name, value)
    }
    return new PrismaClient({
      adapter: postgresAdapter(url.href, { ...env.postgres, poolSize: 1 }),
    })
  }

  it.each([
    ['keeps the statements that it is often sent', {}, 1],
    [
      'keeps no more of them than the URL says',
      { statement_cache_size: '0' },
      0,
    ],
    ['keeps none behind a pooler', { pgbouncer: 'true' }, 0],
  ])('%s', async (_what, change: Record<string, string>, kept) => {
    const client = withUrl(change)
    const counts: number[] = []
    for (let n = 0; n < 10; n++) {
      counts.push(await client.contact.count({ where: { name: 'Cy' } }))
    }
    expect(new Set(counts).size).toBe(1)
    expect(await keptOn(client)).toHaveLength(kept)
    await client.$disconnect()
  })

  it('tells the server the size of a first page', async () => {
    const client = withUrl({})
    const [a, b] = [1, 2].map((n) => ({
      ...{ name: `Page ${n}`, email: 'cy@example.com', message: 'Hello.' },
    }))
    await client.contact.createMany({ data: [a, b] })
    const page = (take: number, skip = 0) =>
      client.contact.findMany({
        where: { name: { startsWith: 'Page' } },
        orderBy: { name: 'asc' },
        select: { name: true },
        ...{ take, skip },
      })
    for (let n = 0; n < 12; n++) {
      expect(await page(1)).toEqual([{ name: a.name }])
      expect(await page(2)).toHaveLength(2)
      expect(await page(1, 1)).toEqual([{ name: b.name }])
      expect(await page(0)).toEqual([])
    }
    const kept = await client.$queryRaw<unknown[]>`
      SELECT substring("statement" from 'LIMIT.*') AS "end"
      FROM "pg_prepared_statements" WHERE "statement" LIKE '%LIMIT%' ORDER BY "end"`
    expect(kept).toEqual([
      { end: expect.stringMatching(/^LIMIT \$\d OFFSET \$\d$/) },
      { end: 'LIMIT 1' },
      { end: 'LIMIT 2' },
    ])
    await client.contact.deleteMany({
      where: { name: { startsWith: 'Page' } },
    })
    await client.$disconnect()
  })

  it('takes pages of many sizes for one statement', async () => {
    const client = withUrl({})
    for (let n = 0; n < 6; n++) {
      for (let take = 1; take <= 20; take++) {
        await client.contact.findMany({ take })
      }
    }
    expect(await keptOn(client)).toHaveLength(9)
    await client.$disconnect()
  })

  it('gives what columns have become, once it has failed of it', async () => {
    const client = withUrl({})
    const rows = () => client.$queryRaw<unknown[]>`SELECT * FROM "Kept"`
    const inside = () =>
      client.$transaction(async (open) => {
        await open.contact.count()
        return open.$queryRaw<unknown[]>`SELECT * FROM "Kept" WHERE "a" = 1`
      })
    await rawDb.$executeRaw`CREATE TABLE "Kept" ("a" INT)`
    await rawDb.$executeRaw`INSERT INTO "Kept" VALUES (1)`
    for (const ask of [rows, inside]) {
      for (let n = 0; n < 6; n++) {
        expect(await ask()).toEqual([{ a: 1 }])
      }
    }
    await rawDb.$executeRaw`ALTER TABLE "Kept" ADD COLUMN "b" INT`
    for (const ask of [inside, rows]) {
      await ask().catch(() => {})
      expect(await ask()).toEqual([{ a: 1, b: null }])
    }
    await client.$disconnect()
    await rawDb.$executeRaw`DROP TABLE "Kept"`
  })

  it('knows a statement that was left out for the sake of its premise', async () => {
    actAs('owner')
    const rename = (title: string) =>
      authDb().post.update({ where: { id }, data: { title } })
    for (let n = 0; n < 12; n++) {
      await rawDb.user.update({
        where: { id: ACTORS.owner.id },
        data: { roles: n % 2 ? 'writer' : 'reader' },
      })
      const title = `Take ${n}`
      await (n % 2
        ? expect(rename(title)).resolves.toMatchObject({ title })
        : expect(rename(title)).rejects.toMatchObject({ code: 'P2004' }))
    }
  })

  it('has the tables of the schema that the URL names', async () => {
    const url = new URL(env.databaseUrl)
    url.searchParams.set('schema', 'elsewhere')
    const { connectionString, schema } = postgresPlace(url.href)
    expect(connectionString).toBe(env.databaseUrl)
    expect(searchPath(schema)).toEqual({
      options: '-c search_path="elsewhere"',
    })
  })
})
