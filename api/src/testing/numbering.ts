import { env } from 'src/lib/env'
import { providerOf } from 'src/lib/provider'

interface Raw {
  $queryRawUnsafe: (sql: string) => Promise<unknown>
}

/**
 * Has new rows numbered after those that are there. PostgreSQL counts by itself,
 * whatever numbers rows have come with; SQLite looks.
 */
export const numberOn = async (client: Raw, tables: string[]) => {
  if (providerOf(env.databaseUrl) === 'sqlite') {
    return
  }
  const counts = tables.map(
    (table) =>
      `setval(pg_get_serial_sequence('"${table}"', 'id'),
        (SELECT COALESCE(MAX("id"), 0) FROM "${table}") + 1, false)`
  )
  await client.$queryRawUnsafe(`SELECT ${counts.join()}`)
}
