import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { PrismaClient } from '@prisma/client'

import { sqliteAdapter, sqliteDriver } from './sqlite'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canopy-sqlite-'))
const file = path.join(folder, 'isolation.db')

const connect = () => new PrismaClient({ adapter: sqliteAdapter(file) })
const db = connect()

const MESSAGE = { name: 'Cy', email: 'cy@example.com', message: 'Hi.' }

const gate = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open, opened }
}

beforeAll(async () => {
  await db.$executeRawUnsafe(
    `CREATE TABLE "Contact" (
       "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "name" TEXT NOT NULL,
       "email" TEXT NOT NULL, "message" TEXT NOT NULL,
       "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
     )`
  )
})

beforeEach(async () => {
  await db.contact.deleteMany()
})

afterAll(async () => {
  await db.$disconnect()
  fs.rmSync(folder, { recursive: true })
})

describe('The embedded database', () => {
  it("another request does not see a transaction's rows before it commits", async () => {
    const written = gate()
    const seen = gate()
    const transaction = db.$transaction(async (tx) => {
      await tx.contact.create({ data: MESSAGE })
      written.open()
      await seen.opened
      return tx.contact.count()
    })
    await written.opened
    expect(await db.contact.count()).toBe(0)
    seen.open()
    expect(await transaction).toBe(1)
    expect(await db.contact.count()).toBe(1)
  })

  it("another request's write survives a rollback", async () => {
    const begun = gate()
    const other = gate()
    const transaction = db.$transaction(async (tx) => {
      await tx.contact.create({ data: { ...MESSAGE, name: 'rolled back' } })
      begun.open()
      await other.opened
      throw new Error('no')
    })
    await begun.opened
    const write = db.contact.create({ data: { ...MESSAGE, name: 'kept' } })
    other.open()
    await expect(transaction).rejects.toThrow('no')
    await write
    expect(await db.contact.findMany()).toMatchObject([{ name: 'kept' }])
  })

  it('50 transactions at once that each read and write lose nothing', async () => {
    const { id } = await db.contact.create({ data: { ...MESSAGE, name: '0' } })
    const increment = () =>
      db.$transaction(
        async (tx) => {
          const { name } = await tx.contact.findUniqueOrThrow({ where: { id } })
          await tx.contact.update({
            where: { id },
            data: { name: String(Number(name) + 1) },
          })
        },
        { maxWait: 20_000 }
      )
    await Promise.all(Array.from({ length: 50 }, increment))
    expect(await db.contact.findUnique({ where: { id } })).toMatchObject({
      name: '50',
    })
  })

  it('two processes write at once, without an error and without a loss', async () => {
    const WRITES = 200
    const script = `
      const Database = require('libsql')
      const db = new Database(${JSON.stringify(file)})
      db.pragma('busy_timeout = 5000')
      for (let i = 0; i < ${WRITES}; i++) {
        db.prepare("INSERT INTO Contact (name, email, message) VALUES ('other', '', '')").run()
      }`
    const other = spawn(process.execPath, ['-e', script], {
      cwd: __dirname,
      stdio: 'inherit',
    })
    const exited = new Promise<number | null>((resolve) =>
      other.on('exit', resolve)
    )
    for (let i = 0; i < WRITES; i++) {
      await db.contact.create({ data: MESSAGE })
    }
    expect(await exited).toBe(0)
    expect(await db.contact.count()).toBe(2 * WRITES)
  })

  it('keeps its write-ahead log and busy timeout after a transaction', async () => {
    await db.$transaction(async (tx) => tx.contact.count())
    const pragma = async (name: string) =>
      Object.values(
        (await db.$queryRawUnsafe<object[]>(`PRAGMA ${name}`))[0]
      )[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(Number(await pragma('busy_timeout'))).toBe(5000)
    expect(Number(await pragma('foreign_keys'))).toBe(1)
  })

  it('keeps whole numbers, dates and text as they are', async () => {
    const createdAt = new Date('2026-02-28T23:59:59.123Z')
    const message = 'Ünï 💚 \n'
    const { id } = await db.contact.create({
      data: { ...MESSAGE, message, createdAt, id: 2 ** 31 - 1 },
    })
    expect(await db.contact.findUnique({ where: { id } })).toMatchObject({
      id: 2 ** 31 - 1,
      message,
      createdAt,
    })
  })

  it('looks at a row past Prisma only while the file is open', async () => {
    const { firstRow } = sqliteDriver(file)
    const question = { sql: 'SELECT ? + 1', parameters: [1] }
    await db.contact.count()
    expect(firstRow(question)?.map(Number)).toEqual([2])
    await db.$disconnect()
    expect(firstRow(question)).toBeNull()
    await db.contact.count()
    expect(firstRow(question)?.map(Number)).toEqual([2])
  })

  it('refuses text that it would cut off', async () => {
    const message = 'before \0 after'
    await expect(
      db.contact.create({ data: { ...MESSAGE, message } })
    ).rejects.toMatchObject({ code: 'P2020' })
  })
})
