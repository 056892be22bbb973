import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

import { PrismaClient } from '@prisma/client'

import { getPaths } from '@redwoodjs/project-config'

import { db } from 'src/lib/db'
import { env } from 'src/lib/env'
import { sqliteAdapter, sqliteFile } from 'src/lib/sqlite'

import { ACTORS } from './world'
import type { Actor } from './world'

/** The client without rules, as a careless program would use it. */
export const rawDb = db

/** Gives somebody another role, as an operator could at any time. */
export const changeRole = (actor: Exclude<Actor, 'anonymous'>, roles: string) =>
  db.user.update({ where: { id: ACTORS[actor].id }, data: { roles } })

/** A condition under which something may be done, as it comes and goes. */
export interface Tide {
  /** Statements that make it so, and no longer so. */
  rise: string
  fall: string
}

/** What is done only while a tide is high, and how to tell. */
export interface Race {
  tide: Tide
  /** The writes to watch: `AFTER INSERT ON "Comment"`, say. */
  writes: string
  /** SQL, within such a write: whether it may be done at this moment. */
  isRightful: string
}

/**
 * Has the database itself tell of each write that it makes, whether it was
 * rightful then; a write that is rolled back is not told of. Nothing of the code
 * under test has a part in it.
 */
export const watched = async (
  { writes, isRightful }: Race,
  act: () => Promise<unknown>
): Promise<{ rightful: number; wrongful: number }> => {
  await unwatch()
  await db.$executeRaw`CREATE TABLE "Watch" ("rightful" INTEGER NOT NULL)`
  await db.$executeRawUnsafe(
    `CREATE TRIGGER "watch" ${writes} BEGIN
       INSERT INTO "Watch" VALUES (${isRightful});
     END`
  )
  try {
    await act()
    const seen = await db.$queryRaw<{ rightful: bigint }[]>`
      SELECT "rightful" FROM "Watch"`
    const rightful = seen.filter((row) => Number(row.rightful) === 1).length
    return { rightful, wrongful: seen.length - rightful }
  } finally {
    await unwatch()
  }
}

const unwatch = async () => {
  await db.$executeRaw`DROP TRIGGER IF EXISTS "watch"`
  await db.$executeRaw`DROP TABLE IF EXISTS "Watch"`
}

const file = sqliteFile(env.databaseUrl, getPaths().api.db)

/** A client with connections of its own to the same database. */
export const anotherClient = () =>
  new PrismaClient({ adapter: sqliteAdapter(file) })

/** Runs one statement past all rules. */
export const execute = (statement: string, on: PrismaClient = db) =>
  on.$executeRawUnsafe(statement)

/**
 * Starts another process that lets the tide fall and rise again and again, and
 * does something meanwhile, over and over.
 */
export const whileAnotherProcess = async (
  { rise, fall }: Tide,
  times: number,
  act: (round: number) => Promise<unknown>
) => {
  const script = `
    const Database = require('libsql')
    const db = new Database(${JSON.stringify(file)})
    db.pragma('busy_timeout = 5000')
    const pause = () =>
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * 4)
    const [fall, rise] = ${JSON.stringify([fall, rise])}.map((sql) => db.prepare(sql))
    for (let n = 0; n < ${times}; n++) {
      fall.run()
      pause()
      rise.run()
      pause()
    }`
  const other = spawn(process.execPath, ['-e', script], {
    cwd: __dirname,
    stdio: 'inherit',
  })
  const exited = new Promise<number | null>((resolve) =>
    other.on('exit', resolve)
  )
  for (let round = 0; other.exitCode === null; round++) {
    await act(round)
    // Without a rest, the other process would hardly ever get the write lock.
    await sleep(Math.random() * 2)
  }
  if ((await exited) !== 0) {
    throw new Error('The other process has failed')
  }
}

/** Lets other work go first, for so many turns of the queue of promises. */
export const turns = async (count: number) => {
  for (let n = 0; n < count; n++) {
    await null
  }
}

/** What came of a write; throws for what is no refusal. */
export const unlessRefused = (write: Promise<unknown>) =>
  write.then(
    () => 'done' as const,
    (error) => {
      if (error.code === 'P2004' || error.code === 'P2025') {
        return 'refused' as const
      }
      throw error
    }
  )
