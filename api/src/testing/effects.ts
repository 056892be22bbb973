import type { Row, Tables } from './reference'
import type { AnyClient, Scratch } from './scratch'
import { stored } from './stored'

const REFUSALS: Record<string, string> = { P2004: 'denied', P2025: 'absent' }

/** Why a write is refused: by the rules, as not there, or as Prisma calls it. */
export const refusalOf = async (write: Promise<unknown>): Promise<string> => {
  try {
    await write
    return ''
  } catch (error) {
    const { code, name } = error as { code?: string; name: string }
    return code ? (REFUSALS[code] ?? code) : name
  }
}

/**
 * What a visitor's write, or a user's, does to the database, in words: `-Task 1`, `+Task 9`,
 * `Task 4 personId=1`. If it is refused, why, and then what it did nevertheless.
 */
export const effectOf = async (
  scratch: Scratch,
  act: (client: AnyClient) => Promise<unknown>,
  user: Row | null = null
): Promise<string> => {
  const before = await stored(scratch)
  const refusal = await refusalOf(act(scratch.enhanceAs(user)))
  return [refusal, ...changes(before, await stored(scratch))]
    .filter(Boolean)
    .join(', ')
}

// A pair has no id.
const idOf = ({ id, A, B }: Row) => (id === undefined ? `${A}-${B}` : id)

const byId = (rows: Row[]) => new Map(rows.map((row) => [idOf(row), row]))

const changes = (before: Tables, after: Tables): string[] =>
  Object.keys(after).flatMap((table) => {
    const [then, now] = [byId(before[table]), byId(after[table])]
    const gone = [...then.keys()].filter((id) => !now.has(id))
    const rest = [...now].flatMap(([id, row]) => {
      const old = then.get(id)
      return old
        ? Object.keys(row)
            .filter((name) => row[name] !== old[name])
            .map((name) => `${table} ${id} ${name}=${row[name]}`)
        : [`+${table} ${id}`]
    })
    return [...gone.map((id) => `-${table} ${id}`), ...rest]
  })
