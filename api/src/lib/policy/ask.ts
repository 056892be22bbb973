import { and } from './condition'
import type { Condition } from './condition'
import { delegateOf } from './delegateOf'
import type { Client } from './operation'
import { selectExistence } from './sql'
import type { Sought, Statement } from './sql'
import type { ModelPolicy, Policy } from './types'
import { toWhere } from './where'

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
 * Prisma, one by one.
 *
 * @param client the stock client of the policy's schema, or an open transaction
 * @returns an answer for each question; unknown is not true
 * @throws Error for a key that names no row, as an undefined value does; what
 * Prisma throws for values that the database does not take
 */
export const ask = async (
  client: Client,
  policy: Policy,
  questions: Question[]
): Promise<boolean[]> => {
  const open = questions.filter(isOpen).map(({ model, key, condition }) => ({
    model,
    condition: and(...keyTests(policy.models[model], key), condition),
  }))
  const answers: boolean[] = []
  for (let n = 0; n < open.length; n += MOST_AT_ONCE) {
    const some = open.slice(n, n + MOST_AT_ONCE)
    const statement = selectExistence(policy, some)
    answers.push(
      ...(statement
        ? await query(client, statement)
        : await findEach(client, some))
    )
  }
  return questions.map((question) =>
    isOpen(question) ? answers.shift() === true : false
  )
}

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
): Promise<boolean[]> => {
  const raw = Reflect.get(client, '$queryRawUnsafe') as Raw
  const [row] = (await raw.call(client, sql, ...parameters)) as object[]
  // SQLite's booleans are numbers.
  return Object.values(row).map(Boolean)
}

const findEach = async (
  client: Client,
  sought: Sought[]
): Promise<boolean[]> => {
  const answers: boolean[] = []
  for (const { model, condition } of sought) {
    const where = toWhere(condition, (owner, field) =>
      Reflect.get(delegateOf(client, owner).fields, field)
    )
    const found =
      where !== false && (await delegateOf(client, model).findFirst({ where }))
    answers.push(Boolean(found))
  }
  return answers
}
