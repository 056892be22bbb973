import { delegateName } from 'src/lib/policy/delegateOf'

import type { Row, Tables } from '../reference'
import type { AnyClient } from '../scratch'

import type { Reason } from './course'
import type { Prediction } from './predict'
import { ANY_KEY, NOW } from './schema'
import type { Write } from './writes'

/** What came of a write: an answer, or the code of an error, or its message. */
export type Outcome = { result: unknown } | { code: string; message: string }

/** How Prisma says in nested writes that a row is not there. */
const ABSENT = ['P2015', 'P2016', 'P2017', 'P2018', 'P2025']

/** Does it, and says what came of it. */
export const outcomeOf = async (
  client: AnyClient,
  { model, operation, args }: Write
): Promise<Outcome> => {
  try {
    return { result: await client[delegateName(model)][operation](args) }
  } catch (error) {
    const { code = 'none', message } = error as {
      code?: string
      message: string
    }
    return { code: ABSENT.includes(code) ? 'P2025' : code, message }
  }
}

/**
 * What was predicted and what came of it, so that they are equal if the one is
 * the other.
 */
export const compare = (
  { reasons, tables, result }: Prediction,
  outcome: Outcome,
  before: Tables,
  after: Tables
) => {
  const isRefused = reasons.length > 0
  const code = 'code' in outcome ? outcome.code : undefined
  const isExpected = reasons.includes(code as Reason)
  return {
    expected: {
      refused: isRefused ? (isExpected ? code : reasons.join(' or ')) : 'no',
      result: isRefused ? null : plain(result),
      tables: isRefused ? before : sorted(tables),
    },
    got: {
      refused:
        'code' in outcome
          ? isExpected
            ? code
            : `${code}: ${outcome.message.slice(-400)}`
          : 'no',
      result: 'code' in outcome ? null : plain(outcome.result),
      tables: isRefused ? after : sorted(after),
    },
  }
}

// When a write is done, what the clock and the numbering say is left out.
export const plain = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(plain).sort(byText)
    : value instanceof Date
      ? isRecent(value)
        ? NOW
        : value.toISOString()
      : typeof value === 'object' && value !== null
        ? 'toFixed' in value
          ? Number(value)
          : Object.fromEntries(
              Object.entries(value as Row)
                .filter(([name]) => name !== 'updatedAt')
                .sort(byText)
                .map(([name, inner]) => [name, plain(inner)])
            )
        : typeof value === 'string' && /^c[a-z0-9]{24}$/.test(value)
          ? ANY_KEY
          : value

const isRecent = (date: Date) => Math.abs(Date.now() - date.getTime()) < 3.6e6

const sorted = (tables: Tables) => plain(tables)

const byText = (a: unknown, b: unknown) =>
  JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
