import type { FieldPolicy, Policy } from '../types'

/*
 * How the database compares values and where it puts null, for what is put in
 * order or told apart in memory.
 */

/** Whether values of a field can be compared here as the database does it. */
export const isComparable = ({ type, list }: FieldPolicy): boolean =>
  // The database compares the text of a Json, which we do not see.
  !list && type !== 'Json'

/**
 * Whether null stands before all else: to SQLite it is less than anything, to
 * PostgreSQL greater, unless an order says where it goes.
 */
export const isNullFirst = (
  { provider }: Policy,
  isDescending: boolean,
  nulls?: string
): boolean =>
  nulls === undefined
    ? (provider === 'postgresql') === isDescending
    : nulls === 'first'

/**
 * The values of a field from the least on, where they do not compare as texts or
 * numbers: PostgreSQL has an enum's in the order in which it was told them.
 */
export const ranksOf = (
  { provider, enums }: Policy,
  { kind, type }: FieldPolicy
): string[] | undefined =>
  kind === 'enum' && provider === 'postgresql' ? enums[type] : undefined

/** Less than 0, 0 or more than 0, for two values of one field; neither is null. */
export const compare = (a: unknown, b: unknown): number => {
  if (typeof a === 'string' || a instanceof Uint8Array) {
    // By the bytes.
    return Buffer.compare(bytesOf(a), bytesOf(b))
  }
  const [x, y] = [a, b].map(comparable)
  return x < y ? -1 : x > y ? 1 : 0
}

const bytesOf = (value: unknown) => Buffer.from(value as string)

// A Decimal is stored as a number.
const comparable = (value: unknown) =>
  (typeof value === 'object' ? Number(value) : value) as number

/** A text that is the same for values of a field that are the same. */
export const identityOf = (value: unknown): string =>
  value === null || value === undefined
    ? 'null'
    : value instanceof Uint8Array
      ? `=${Buffer.from(value).toString('hex')}`
      : `=${typeof value === 'object' ? Number(value) : String(value)}`

/** Whether a text is LIKE a pattern; on SQLite, with letters A to Z in either case. */
export const isLike = (
  { provider }: Policy,
  text: string,
  pattern: string
): boolean => {
  const told = provider === 'sqlite' ? lowered : String
  const source = [...pattern]
    .map((sign) =>
      sign === '%'
        ? '[^]*'
        : sign === '_'
          ? '[^]'
          : sign.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&')
    )
    .join('')
  return new RegExp(`^${told(source)}$`, 'u').test(told(text))
}

const lowered = (text: string) =>
  text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
