import { provider } from './database'
import type { RawDatabase } from './database'

/*
 * Parts of filling a database in SQL, as a million rows through Prisma take long: in
 * SQL that SQLite and PostgreSQL read alike.
 */

export const DATE = '2026-01-01T00:00:00.000+00:00'

/** To be put before a SELECT: the table `numbers` with `n` from 1 to the last. */
export const numbersTo = (last: number) =>
  `WITH RECURSIVE numbers (n) AS (
    SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${last}
  )`

const AFTERWARDS = {
  sqlite: ['ANALYZE'],
  postgresql: [
    // It does not number on from keys that are given.
    `SELECT setval(pg_get_serial_sequence('"Post"', 'id'), 10000000)`,
    `SELECT setval(pg_get_serial_sequence('"Comment"', 'id'), 10000000)`,
    'VACUUM ANALYZE',
  ],
}

/** Makes a database that has been filled like one that has grown. */
export const settle = async ({ run }: RawDatabase) => {
  for (const statement of AFTERWARDS[provider]) {
    await run(statement)
  }
}
