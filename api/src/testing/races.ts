import { spawn } from 'node:child_process'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'

import type { PrismaClient } from '@prisma/client'

import { db, place } from 'src/lib/db'
import { providerOf } from 'src/lib/provider'
import { sqliteFile } from 'src/lib/sqlite'

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
  await runAll(watching(writes, isRightful))
  try {
    await act()
    const seen = await db.$queryRaw<{ rightful: number | bigint }[]>`
      SELECT "rightful" FROM "Watch"`
    const rightful = seen.filter((row) => Number(row.rightful) === 1).length
    return { rightful, wrongful: seen.length - rightful }
  } finally {
    await unwatch()
  }
}

const isSqlite = providerOf(place.url) === 'sqlite'

const runAll = async (statements: string[]) => {
  for (const statement of statements) {
    await db.$executeRawUnsafe(statement)
  }
}

const watching = (writes: string, isRightful: string) => {
  const table = 'CREATE TABLE "Watch" ("rightful" INTEGER NOT NULL)'
  const note = `INSERT INTO "Watch"
    SELECT CASE WHEN ${isRightful} THEN 1 ELSE 0 END`
  return isSqlite
    ? [table, `CREATE TRIGGER "watch" ${writes} BEGIN ${note}; END`]
    : [
        table,
        `CREATE FUNCTION "watch"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
         BEGIN ${note}; RETURN COALESCE(NEW, OLD); END $$`,
        `CREATE TRIGGER "watch" ${writes}
         FOR EACH ROW EXECUTE FUNCTION "watch"()`,
      ]
}

const unwatch = () =>
  runAll(
    isSqlite
      ? ['DROP TRIGGER IF EXISTS "watch"', 'DROP TABLE IF EXISTS "Watch"']
      : [
          'DROP FUNCTION IF EXISTS "watch" CASCADE',
          'DROP TABLE IF EXISTS "Watch"',
        ]
  )

/** Runs one statement past all rules. */
export const execute = (statement: string, on: PrismaClient = db) =>
  on.$executeRawUnsafe(statement)

const ON_SQLITE = `
  const Database = require('libsql')
  const connect = async (file) => {
    const db = new Database(file)
    db.pragma('busy_timeout = 5000')
    return { run: (sql) => db.exec(sql), end: () => db.close() }
  }`

const ON_POSTGRES = `
  const { Client } = require('pg')
  const connect = async (connectionString) => {
    const db = new Client({ connectionString })
    await db.connect()
    return { run: (sql) => db.query(sql), end: () => db.end() }
  }`

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
    ${isSqlite ? ON_SQLITE : ON_POSTGRES}
    const pause = () => sleep(Math.random() * 4)
    const [place, fall, rise] = JSON.parse(process.argv[1])
    const main = async () => {
      const { run, end } = await connect(place)
      for (let n = 0; n < ${times}; n++) {
        await run(fall)
        await pause()
        await run(rise)
        await pause()
      }
      await end()
    }
    const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
    main()`
  const told = JSON.stringify([
    isSqlite ? sqliteFile(place.url, place.folder) : place.url,
    fall,
    rise,
  ])
  const other = spawn(process.execPath, ['-e', script, told], {
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

/**
 * Lets other work go first, for so many turns: of the queue of promises, in which
 * all of a write on SQLite is done, or of the event loop, in which a server answers.
 */
export const turns = async (count: number) => {
  for (let n = 0; n < count; n++) {
    await (isSqlite ? null : setImmediate())
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
