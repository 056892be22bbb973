import type { Policy } from '../types'

import { compare, isLike } from './collation'
import { SUMS } from './totals'
import { refuse } from './visible'

type Args = Record<string, unknown>

/** true, false, or null for unknown. */
type Truth = boolean | null

/** A value of a group: of a field, or with the sum's name what it adds up to. */
export type GroupValue = (name: string, sum?: string) => unknown

/** Whether a group passes a filter, in SQL's three values. */
export const passesHaving = (
  policy: Policy,
  having: Args,
  valueOf: GroupValue
): Truth =>
  all(
    entriesOf(having).map(([name, asked]) => {
      const parts = () =>
        ([asked].flat() as Args[]).map((part) =>
          passesHaving(policy, part, valueOf)
        )
      switch (name) {
        case 'AND':
          return all(parts())
        case 'OR':
          return not(all(parts().map(not)))
        case 'NOT':
          return all(parts().map(not))
        default:
          return passesField(policy, asked, name, valueOf)
      }
    })
  )

const entriesOf = (filter: Args) =>
  Object.entries(filter).filter(([, asked]) => asked !== undefined)

const all = (truths: Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes(null) ? null : true

const not = (truth: Truth): Truth => (truth === null ? null : !truth)

/** What is asked of a field of the group, and of what it adds up to. */
const passesField = (
  policy: Policy,
  asked: unknown,
  name: string,
  valueOf: GroupValue
): Truth => {
  if (!isFilter(asked)) {
    return passes(policy, valueOf(name), asked)
  }
  return all(
    entriesOf(asked).map(([operator, wanted]) =>
      SUMS.includes(operator)
        ? passes(policy, valueOf(name, operator), wanted)
        : passes(policy, valueOf(name), { [operator]: wanted })
    )
  )
}

const isFilter = (asked: unknown): asked is Args =>
  typeof asked === 'object' &&
  asked !== null &&
  Object.getPrototypeOf(asked) === Object.prototype

const passes = (policy: Policy, value: unknown, asked: unknown): Truth =>
  isFilter(asked)
    ? all(
        entriesOf(asked).map(([operator, wanted]) =>
          (OPERATORS[operator] ?? unknownOperator(operator))(
            value,
            wanted,
            policy
          )
        )
      )
    : equals(value, asked)

const unknownOperator = (operator: string) =>
  refuse(`${operator} is not supported where groups are of hidden fields`)

type Operator = (value: unknown, wanted: unknown, policy: Policy) => Truth

const equals = (value: unknown, wanted: unknown): Truth =>
  wanted === null ? value === null : isAs(value, wanted, (order) => order === 0)

const isAs = (
  value: unknown,
  wanted: unknown,
  fits: (order: number) => boolean
): Truth =>
  value === null || wanted === null
    ? null
    : fits(compare(value, value instanceof Date ? dateOf(wanted) : wanted))

const dateOf = (wanted: unknown) =>
  typeof wanted === 'string' ? new Date(wanted) : wanted

const among = (value: unknown, wanted: unknown): Truth =>
  not(all((wanted as unknown[]).map((each) => not(equals(value, each)))))

const like =
  (pattern: (text: string) => string): Operator =>
  (value, wanted, policy) =>
    value === null
      ? null
      : isLike(policy, String(value), pattern(String(wanted)))

const OPERATORS: Record<string, Operator> = {
  equals,
  not: (value, wanted, policy) => not(passes(policy, value, wanted)),
  in: among,
  notIn: (value, wanted) => not(among(value, wanted)),
  lt: (value, wanted) => isAs(value, wanted, (order) => order < 0),
  lte: (value, wanted) => isAs(value, wanted, (order) => order <= 0),
  gt: (value, wanted) => isAs(value, wanted, (order) => order > 0),
  gte: (value, wanted) => isAs(value, wanted, (order) => order >= 0),
  contains: like((text) => `%${text}%`),
  startsWith: like((text) => `${text}%`),
  endsWith: like((text) => `%${text}`),
}
