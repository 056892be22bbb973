import { callPrisma } from './callPrisma'
import { and } from './condition'
import type { Condition } from './condition'
import { fieldsOf } from './delegateOf'
import { isOutside } from './operation'
import type { Client } from './operation'
import { isIn, selectExistence, selectTruths } from './sql'
import type { Sought, Statement } from './sql'
import type { ModelPolicy, Policy } from './types'
import { toWhere } from './where'

/** What a question is asked by. */
export interface Asking {
  policy: Policy
  driver?: Pick<Driver, 'firstRow'>
}

/** What a database's driver may do beside Prisma, outside of transactions. */
export interface Driver {
  /**
   * Makes the next write only if statements, which give one row each, say true in
   * each column, in the transaction of that write; does something else if they do
   * not. Throws what a database says that takes it back for the sake of another one.
   */
  onlyWhile: <Result>(
    premises: Statement[],
    act: () => Promise<Result>,
    otherwise: () => Promise<Result>
  ) => Promise<Result>
  /** The one row that a statement gives; null if it cannot be asked so. */
  firstRow: (
    statement: Statement
  ) => unknown[] | null | Promise<unknown[] | null>
}

/** Whether there is a row with this key of which a condition is true. */
export interface Question {
  model: string
  /** The fields by which the row is named, with their values. */
  key: Record<string, unknown>
  condition: Condition
}

// A statement has no more than 2,000 columns in SQLite, 1,664 in PostgreSQL.
const MOST_AT_ONCE = 1000

/**
 * Asks the database, in one statement, and so of one moment: one for each 1,000
 * questions. What SQL is not sure to answer as Prisma does is asked through
 * Prisma, one by one. Outside of a transaction, the driver is asked first.
 *
 * @param client the stock client of the policy's schema, or an open transaction
 * @returns an answer for each question; unknown is not true
 * @throws Error for a key that names no row, as an undefined value does; what
 * Prisma throws for values that the database does not take
 */
export const ask = (
  client: Client,
  asking: Asking,
  questions: Question[]
): Promise<boolean[]> => answersTo(client, asking, questions, false)

/**
 * Asks as `ask` does; in an open transaction, the rows that made an answer true
 * stay as they are until it ends: who wants to change them waits.
 */
export const hold = (
  client: Client,
  asking: Asking,
  questions: Question[]
): Promise<boolean[]> =>
  answersTo(client, asking, questions, !isOutside(client))

const answersTo = async (
  client: Client,
  { policy, driver }: Asking,
  questions: Question[],
  isHeld: boolean
): Promise<boolean[]> => {
  const open = questions.filter(isOpen)
  const answers: boolean[] = []
  for (let n = 0; n < open.length; n += MOST_AT_ONCE) {
    const some = open.slice(n, n + MOST_AT_ONCE)
    const statement = statementFor(policy, some, isHeld)
    const quick =
      statement && isOutside(client) ? driver?.firstRow(statement) : null
    const found = quick instanceof Promise ? await quick : quick
    const row =
      found ?? (statement && Object.values((await query(client, statement))[0]))
    answers.push(
      ...(row ? row.map(Boolean) : await findEach(client, policy, some))
    )
  }
  return questions.map((question) =>
    isOpen(question) ? answers.shift() === true : false
  )
}

const statementFor = (
  policy: Policy,
  questions: Question[],
  isHeld: boolean
): Statement | null =>
  questions.length === 1 && !isHeld
    ? existenceOf(policy, questions[0])
    : selectExistence(
        policy,
        questions.map((question) => soughtBy(policy, question)),
        isHeld
      )

/**
 * Asks in one statement which of these conditions are true of which rows.
 *
 * @param model one with a key of one field, of which `keys` are values
 * @returns for each condition, the keys of the rows of which it is true
 * @throws what Prisma throws for values that the database does not take
 */
export const askEach = async <Key extends string | number | bigint>(
  client: Client,
  policy: Policy,
  model: string,
  keys: Key[],
  conditions: Condition[]
): Promise<Set<Key>[]> => {
  const [name] = policy.models[model].key
  const statement = selectTruths(policy, model, keys, conditions)
  const rows = statement && (await query(client, statement))
  const found = rows
    ? conditions.map((_condition, n) =>
        rows.filter((row) => row[`a${n}`]).map((row) => row.k)
      )
    : await findKeys(
        policy,
        client,
        model,
        name,
        conditions.map((condition) => and(isIn(name, keys), condition))
      )
  return found.map((some) => {
    // A number may come back as a BigInt.
    const ids = new Set(some.map(String))
    return new Set(keys.filter((key) => ids.has(String(key))))
  })
}

type Statements = WeakMap<Question, Statement | null>

const asked: Statements = new WeakMap()
const held: Statements = new WeakMap()

/**
 * The statement that answers a question, if SQL can.
 *
 * @param isHeld whether it is for a transaction in which the answer must stay so
 */
export const existenceOf = (
  policy: Policy,
  question: Question,
  isHeld = false
): Statement | null => {
  // On SQLite, which locks all there is, both are the same.
  const known = isHeld && policy.provider !== 'sqlite' ? held : asked
  let statement = known.get(question)
  if (statement === undefined) {
    statement = selectExistence(policy, [soughtBy(policy, question)], isHeld)
    known.set(question, statement)
  }
  return statement
}

const soughtBy = (
  policy: Policy,
  { model, key, condition }: Question
): Sought => ({
  model,
  condition: and(...keyTests(policy.models[model], key), condition),
})

const isOpen = ({ condition }: Question) =>
  condition !== null && condition !== false

const keyTests = (
  { name, fields }: ModelPolicy,
  key: Record<string, unknown>
): Condition[] => {
  const entries = Object.entries(key)
  if (entries.length === 0) {
    throw new Error(`Which ${name}? The key is empty`)
  }
  return entries.map(([field, value]) => {
    const isNaming =
      Object.hasOwn(fields, field) && fields[field].kind !== 'relation'
    if (!isNaming || value === undefined) {
      throw new Error(`No ${name} is named by ${field}: ${value}`)
    }
    return {
      kind: 'field',
      field,
      optional: fields[field].optional,
      test: { operator: 'equals', value },
    }
  })
}

type Raw = (sql: string, ...parameters: unknown[]) => Promise<unknown>

const query = async (
  client: Client,
  { sql, parameters }: Statement
): Promise<Record<string, unknown>[]> => {
  const raw = Reflect.get(client, '$queryRawUnsafe') as Raw
  return (await raw.call(client, sql, ...parameters)) as Record<
    string,
    unknown
  >[]
}

const findEach = async (
  client: Client,
  policy: Policy,
  questions: Question[]
): Promise<boolean[]> => {
  const answers: boolean[] = []
  for (const question of questions) {
    const { model, condition } = soughtBy(policy, question)
    const where = toWhere(condition, fieldsOf(client))
    const found =
      where !== false &&
      (await callPrisma(policy, client, model, 'findFirst', { where }))
    answers.push(Boolean(found))
  }
  return answers
}

const findKeys = async (
  policy: Policy,
  client: Client,
  model: string,
  key: string,
  conditions: Condition[]
): Promise<unknown[][]> => {
  const found: unknown[][] = []
  for (const condition of conditions) {
    const where = toWhere(condition, fieldsOf(client))
    const rows =
      where === false
        ? []
        : await callPrisma(policy, client, model, 'findMany', {
            where,
            select: { [key]: true },
          })
    found.push((rows as Record<string, unknown>[]).map((row) => row[key]))
  }
  return found
}
