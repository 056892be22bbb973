import type { Condition, TestOperator } from './condition'
import { relationOf } from './relationOf'
import type { FieldPolicy, ModelPolicy, Pairs, Policy, Relation } from './types'

/** SQL text, and the values that its parameters stand for, in order. */
export interface Statement {
  sql: string
  parameters: unknown[]
}

/** A row of a model of which a condition is true. */
export interface Sought {
  model: string
  condition: Condition
}

const PROVIDERS = ['sqlite', 'postgresql']
// What PostgreSQL's protocol and SQLite can count, whichever is less.
const MOST_PARAMETERS = 32_766
// A chain of ANDs is as deep as it is long, and SQLite goes 1,000 deep.
const LONGEST_CHAIN = 100
const LARGEST_INT = 2 ** 31 - 1

// In PostgreSQL, a bare NULL is a text.
const UNKNOWN = 'CAST(NULL AS BOOLEAN)'

const SIGNS: Partial<Record<TestOperator, string>> = {
  equals: '=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
}

const PATTERNS: Partial<Record<TestOperator, (text: string) => string>> = {
  contains: (text) => `%${text}%`,
  startsWith: (text) => `${text}%`,
  endsWith: (text) => `%${text}`,
}

const OF_LISTS: TestOperator[] = ['has', 'hasEvery', 'hasSome', 'isEmpty']

/** Values of which SQL and Prisma think alike, by the type of their field. */
const FITS: Record<string, (value: unknown) => boolean> = {
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) =>
    Number.isInteger(value) && Math.abs(value as number) <= LARGEST_INT,
  BigInt: (value) => typeof value === 'bigint' || Number.isSafeInteger(value),
  Float: (value) => Number.isFinite(value),
  DateTime: (value) => value instanceof Date && !isNaN(value.getTime()),
}

class NoSql extends Error {}

/**
 * One statement that says of each of these whether there is such a row: it
 * returns one row with the columns a0, a1, …, in order. Three-valued logic is
 * SQL's own: a row of which the condition is unknown is none.
 *
 * @param isHeld whether the rows that are found shall stay as they are until the
 * transaction ends
 * @returns null for what is better left to Prisma: a kind of database that is
 * not known here, types that JavaScript has no values of (Decimal, Json, Bytes),
 * lists of values, values that do not fit their field, more values than the
 * database takes
 * @throws Error for a value that is undefined
 */
export const selectExistence = (
  policy: Policy,
  rows: Sought[],
  isHeld = false
): Statement | null =>
  statementOf(policy, isHeld, ({ existence }) =>
    rows.map((row, n) => `${existence(row)} AS a${n}`).join(', ')
  )

/**
 * One statement that says of each row with one of these keys which conditions
 * are true of it: it returns the key as k, and columns a0, a1, …, in order.
 *
 * @param model one with a key of one field
 * @returns null for what is better left to Prisma, as `selectExistence` says
 */
export const selectTruths = (
  policy: Policy,
  model: string,
  keys: unknown[],
  conditions: Condition[]
): Statement | null =>
  statementOf(policy, false, ({ truths }) => truths(model, keys, conditions))

/**
 * The parameters of a statement for other values of the fields that it compares
 * them with, in order; null for a value that is better left to Prisma.
 */
export const parametersFor = (
  policy: Policy,
  fields: FieldPolicy[],
  values: unknown[]
): unknown[] | null => {
  try {
    return fields.map((field, n) =>
      bound(policy, fitting(policy, field, values[n]))
    )
  } catch (error) {
    if (error instanceof NoSql) {
      return null
    }
    throw error
  }
}

/** A value as the database takes it. */
const bound = ({ provider }: Policy, value: unknown) =>
  provider === 'sqlite' && typeof value === 'boolean' ? Number(value) : value

/** The value, if the field's type has it. */
const fitting = (
  { enums, mappedEnums }: Policy,
  { name, type, kind }: FieldPolicy,
  value: unknown
): unknown => {
  if (value === undefined) {
    // To Prisma, it would be no test at all.
    throw new Error(`${name} is compared with undefined`)
  }
  const fits =
    kind === 'enum'
      ? enums[type].includes(String(value)) && !mappedEnums?.includes(type)
      : FITS[type]?.(value)
  if (!fits) {
    throw new NoSql()
  }
  return value
}

const statementOf = (
  policy: Policy,
  isHeld: boolean,
  write: (writer: ReturnType<typeof writerFor>) => string
): Statement | null => {
  if (!PROVIDERS.includes(policy.provider)) {
    return null
  }
  const parameters: unknown[] = []
  try {
    const sql = `SELECT ${write(writerFor(policy, parameters, isHeld))}`
    return parameters.length > MOST_PARAMETERS ? null : { sql, parameters }
  } catch (error) {
    if (error instanceof NoSql) {
      return null
    }
    throw error
  }
}

/** A row in a query: its model, and what its table is called there. */
interface Subject {
  model: ModelPolicy
  alias: string
}

// Writes from left to right, so that parameters come in the order of the text.
const writerFor = (policy: Policy, parameters: unknown[], isHeld: boolean) => {
  // What a row was found for stays true of it; SQLite locks the whole database.
  const hold = isHeld && policy.provider === 'postgresql' ? ' FOR SHARE' : ''
  let subjects = 0
  const subjectOf = (model: string): Subject => ({
    model: policy.models[model],
    alias: `t${subjects++}`,
  })

  const bind = (value: unknown): string => {
    parameters.push(bound(policy, value))
    return policy.provider === 'sqlite' ? '?' : `$${parameters.length}`
  }

  const fit = (field: FieldPolicy, value: unknown) =>
    fitting(policy, field, value)

  const write = (condition: Condition, subject: Subject): string => {
    if (condition === null) {
      return UNKNOWN
    }
    if (typeof condition === 'boolean') {
      return condition ? 'TRUE' : 'FALSE'
    }
    switch (condition.kind) {
      case 'and':
      case 'or':
        return chain(
          condition.parts.map((part) => write(part, subject)),
          condition.kind === 'and' ? ' AND ' : ' OR '
        )
      case 'not':
        return `(NOT ${write(condition.part, subject)})`
      case 'field':
        return `(${writeTest(condition, subject)})`
      case 'absent': {
        const { from, tie } = follow(condition.relation, subject)
        return `(NOT EXISTS (SELECT 1 FROM ${from} WHERE ${tie}))`
      }
      case 'one': {
        // Without a row this is NULL: unknown.
        const { row, from, tie } = follow(condition.relation, subject)
        const inner = write(condition.condition, row)
        return `(SELECT ${inner} FROM ${from} WHERE ${tie}${hold})`
      }
      default:
        return writeCollection(condition, subject)
    }
  }

  const writeCollection = (
    {
      kind,
      relation,
      condition,
    }: Extract<Condition, { kind: 'some' | 'every' | 'none' }>,
    subject: Subject
  ): string => {
    const { row, from, tie } = follow(relation, subject)
    const inner = write(condition, row)
    const wanted = kind === 'every' ? `${inner} IS NOT TRUE` : inner
    const rows = `SELECT 1 FROM ${from} WHERE ${tie} AND ${wanted}`
    return kind === 'some'
      ? `EXISTS (${rows}${hold})`
      : `(NOT EXISTS (${rows}))`
  }

  const writeTest = (
    { field: name, optional, test }: Extract<Condition, { kind: 'field' }>,
    subject: Subject
  ): string => {
    const field = subject.model.fields[name]
    const column = columnOf(subject, name)
    const { operator, value, fieldOf } = test
    if (field.list || OF_LISTS.includes(operator)) {
      throw new NoSql()
    }
    if (operator === 'equals' && value === null) {
      return `${column} IS NULL`
    }
    if (operator === 'in') {
      const items = (value as unknown[]).map((item) => bind(fit(field, item)))
      return items.length > 0
        ? `${column} IN (${items.join(',')})`
        : // Of null, even this is unknown.
          optional
          ? `${column} <> ${column}`
          : 'FALSE'
    }
    const pattern = PATTERNS[operator]
    if (pattern) {
      return `${column} LIKE ${bind(pattern(String(fit(field, value))))}`
    }
    const sign = SIGNS[operator]
    return fieldOf
      ? `${column} ${sign} ${columnOf(subject, String(value))}`
      : `${column} ${sign} ${bind(fit(field, value))}`
  }

  /** The rows that a relation of `outer` leads to, and what ties them to it. */
  const follow = (name: string, outer: Subject) => {
    const field = outer.model.fields[name]
    const { fields, opposite, pairs, references } = relationOf(field)
    const row = subjectOf(field.type)
    if (pairs) {
      return { row, ...throughPairs(pairs, outer, row) }
    }
    if (fields.length > 0) {
      const tie = tied(outer, row, { fields, references })
      return { row, from: tableOf(row), tie }
    }
    if (opposite === undefined) {
      throw new NoSql()
    }
    const tie = tied(row, outer, relationOf(row.model.fields[opposite]))
    return { row, from: tableOf(row), tie }
  }

  const throughPairs = (pairs: Pairs, outer: Subject, row: Subject) => {
    if (outer.model.schema !== row.model.schema) {
      throw new NoSql()
    }
    const pair = `t${subjects++}`
    const table = qualified(outer.model.schema, pairs.table)
    const other = pairs.own === 'A' ? 'B' : 'A'
    return {
      from:
        `${table} ${pair} JOIN ${tableOf(row)} ` +
        `ON ${pair}."${other}" = ${columnOf(row, row.model.key[0])}`,
      tie: `${pair}."${pairs.own}" = ${columnOf(outer, outer.model.key[0])}`,
    }
  }

  const existence = ({ model, condition }: Sought): string => {
    const subject = subjectOf(model)
    const where = write(condition, subject)
    return `EXISTS (SELECT 1 FROM ${tableOf(subject)} WHERE ${where}${hold})`
  }

  const truths = (model: string, keys: unknown[], conditions: Condition[]) => {
    const subject = subjectOf(model)
    const [key] = subject.model.key
    const columns = conditions.map(
      (condition, n) => `(${write(condition, subject)} IS TRUE) AS a${n}`
    )
    const isOne = write(isIn(key, keys), subject)
    return (
      `${columnOf(subject, key)} AS k, ${columns.join(', ')} ` +
      `FROM ${tableOf(subject)} WHERE ${isOne}`
    )
  }

  return { existence, truths }
}

/** That a required field has one of these values. */
export const isIn = (field: string, value: unknown[]): Condition => ({
  kind: 'field',
  field,
  optional: false,
  test: { operator: 'in', value },
})

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

const qualified = (schema: string | undefined, table: string) =>
  schema === undefined ? quoted(table) : `${quoted(schema)}.${quoted(table)}`

const tableOf = ({ model, alias }: Subject) =>
  `${qualified(model.schema, model.table ?? model.name)} ${alias}`

const columnOf = ({ model, alias }: Subject, field: string) =>
  `${alias}.${quoted(model.fields[field].column ?? field)}`

/** That the foreign keys of one row are the keys of another. */
const tied = (from: Subject, to: Subject, { fields, references }: Relation) =>
  fields
    .map((key, n) => `${columnOf(from, key)} = ${columnOf(to, references[n])}`)
    .join(' AND ')

const chain = (links: string[], by: string): string => {
  if (links.length <= LONGEST_CHAIN) {
    return `(${links.join(by)})`
  }
  const chains: string[] = []
  for (let n = 0; n < links.length; n += LONGEST_CHAIN) {
    chains.push(chain(links.slice(n, n + LONGEST_CHAIN), by))
  }
  return chain(chains, by)
}
