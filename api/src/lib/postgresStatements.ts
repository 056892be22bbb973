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

/** How Prisma asks for a page: the last of the values. */
const PAGE = /\bLIMIT \$(\d+) OFFSET \$(\d+)\s*$/
/** Each is another statement, and who asks for a page may be anybody. */
const MOST_SIZES = 8

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

  const sizes = new Set<string>()

  const isUsualSize = (size: string): boolean => {
    if (sizes.size < MOST_SIZES && /^\d+$/.test(size)) {
      sizes.add(size)
    }
    return sizes.has(size)
  }

  /**
   * The first page of a size that is asked for often, in so many words: of a size that
   * it is not told, PostgreSQL expects a tenth of the table, so that no plan that it
   * could keep looks as good to it as one that is made each time.
   */
  const withPage = (statement: QueryConfig): QueryConfig => {
    const { text, values = [] } = statement
    const [size, skipped] = values.slice(-2).map(String)
    const [end, ...places] = PAGE.exec(text) ?? []
    const isOfLast =
      Number(places[0]) === values.length - 1 &&
      Number(places[1]) === values.length
    return end && isOfLast && skipped === '0' && isUsualSize(size)
      ? {
          ...statement,
          text: `${text.slice(0, -end.length)}LIMIT ${size}`,
          values: values.slice(0, -2),
        }
      : statement
  }

  return {
    named: (asked) => {
      const statement = most > 0 ? withPage(asked) : asked
      const name = nameOf(statement.text)
      return name === null ? statement : { ...statement, name }
    },
    afterFailure: (asked, error) => {
      if ((error as { code?: string } | null)?.code === OUTDATED) {
        names.set(withPage(asked).text, null)
      }
    },
  }
}
