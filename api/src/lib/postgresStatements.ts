import type { QueryConfig } from 'pg'

/*
 * PostgreSQL parses and plans a statement each time it is sent, unless it has a name
 * by which its connection knows it. Planning one with a rule inside takes longer than
 * running it. Prisma's native engine names its statements; its driver adapters do not.
 */

/** As many as Prisma's native engine keeps on a connection. */
export const KEPT_STATEMENTS = 100

/** Lists of another length each time are other statements, and fill no places. */
const OFTEN = 5
const COUNTED = 1000

const CAN_BE_KEPT = /^\s*(select|insert|update|delete|with)\b/i

// "cached plan must not change result type": a migration has changed a column.
const OUTDATED = '0A000'

/** The statements that the connections of one pool keep. */
export interface Kept {
  /** A statement with its name if it is one that is kept, or as it is. */
  named: (statement: QueryConfig) => QueryConfig
  /** Keeps a statement no more if that is why it failed. */
  afterFailure: (statement: QueryConfig, error: unknown) => void
}

/**
 * Names statements that are sent often.
 *
 * @param most how many get a name; none does if 0, as must be where a pooler hands
 * out one connection after another
 */
export const keepStatements = (most: number): Kept => {
  const names = new Map<string, string | null>()
  const counts = new Map<string, number>()

  const count = (text: string): number => {
    const times = (counts.get(text) ?? 0) + 1
    // What has not been sent for the longest time is first.
    counts.delete(text)
    counts.set(text, times)
    if (counts.size > COUNTED) {
      counts.delete(counts.keys().next().value as string)
    }
    return times
  }

  const nameOf = (text: string): string | null => {
    const known = names.get(text)
    if (known !== undefined || names.size >= most || !CAN_BE_KEPT.test(text)) {
      return known ?? null
    }
    if (count(text) < OFTEN) {
      return null
    }
    counts.delete(text)
    const name = `canopy_${names.size + 1}`
    names.set(text, name)
    return name
  }

  return {
    named: (statement) => {
      const name = nameOf(statement.text)
      return name === null ? statement : { ...statement, name }
    },
    afterFailure: ({ text }, error) => {
      if ((error as { code?: string } | null)?.code === OUTDATED) {
        names.set(text, null)
      }
    },
  }
}
