import { policy } from 'src/lib/appPolicy'
import { db } from 'src/lib/db'

/** The tables of pairs between groups and what is shared with them. */
export const sharesTables = (): string[] =>
  Object.values(policy.models.Group.fields).flatMap(
    ({ relation }) => relation?.pairs?.table ?? []
  )

const SQLITE = `SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = $1`
const POSTGRESQL = `
  SELECT tgname::text AS name FROM pg_trigger
  WHERE NOT tgisinternal AND tgrelid = format('%I', $1::text)::regclass`

/** The names of a table's triggers. */
export const triggersOn = async (table: string): Promise<string[]> => {
  const found = await db.$queryRawUnsafe<{ name: string }[]>(
    policy.provider === 'sqlite' ? SQLITE : POSTGRESQL,
    table
  )
  return found.map(({ name }) => name)
}
