import type { ModelPolicy, Policy } from '../types'

import { SUM_OF } from './arithmetic'

type Args = Record<string, unknown>
type Row = Record<string, unknown>

/** What rows can be added up to. */
export const SUMS = ['_count', '_sum', '_avg', '_min', '_max']

/** Which of these are asked for, in the order in which they are. */
export const sumsIn = (args: Args): string[] =>
  Object.keys(args).filter((name) => SUMS.includes(name) && args[name])

/** The names that are said to be asked for. */
export const namesOf = (asked: unknown): string[] =>
  Object.entries(asked as Args)
    .filter(([, isAsked]) => isAsked)
    .map(([name]) => name)

/** What a field of these rows is added up to; `_all` counts the rows. */
export const totalOf = (
  policy: Policy,
  model: ModelPolicy,
  sum: string,
  name: string,
  rows: Row[]
): unknown => {
  if (sum === '_count' && name === '_all') {
    return rows.length
  }
  const values = rows.map((row) => row[name] ?? null)
  return SUM_OF[sum](
    model.fields[name],
    values.filter((value) => value !== null),
    policy
  )
}

/** What these rows are added up to, as asked. */
export const totalsOf = (
  policy: Policy,
  model: ModelPolicy,
  args: Args,
  rows: Row[]
): Args => {
  const totals: Args = {}
  for (const sum of sumsIn(args)) {
    totals[sum] =
      sum === '_count' && args[sum] === true
        ? rows.length
        : Object.fromEntries(
            namesOf(args[sum]).map((name) => [
              name,
              totalOf(policy, model, sum, name, rows),
            ])
          )
  }
  return totals
}
