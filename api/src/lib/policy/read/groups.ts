import type { ModelPolicy, Policy } from '../types'

import { identityOf } from './collation'
import { compareIn, directionOf, firstOrder, partOf } from './direction'
import type { Direction } from './direction'
import { passesHaving } from './having'
import type { GroupValue } from './having'
import { SUMS, totalOf, totalsOf } from './totals'
import { refuse } from './visible'

type Args = Record<string, unknown>
type Row = Record<string, unknown>

/**
 * The groups of rows, as `groupBy` gives them.
 *
 * @param rows all of them, read with the fields that the arguments speak of
 */
export const groupsOf = (
  policy: Policy,
  name: string,
  rows: Row[],
  args: Args
): Row[] => {
  const model = policy.models[name]
  const by = [args.by].flat() as string[]
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const told = JSON.stringify(by.map((name) => identityOf(row[name])))
    const group = groups.get(told) ?? []
    groups.set(told, group)
    group.push(row)
  }
  const kept = [...groups.values()]
    .map((group) => ({ group, valueOf: valuesOf(model, by, group) }))
    .filter(
      ({ valueOf }) =>
        passesHaving((args.having ?? {}) as Args, valueOf) === true
    )
  const terms = [
    ...([args.orderBy ?? []].flat() as Args[]).flatMap((order) =>
      termsOf(policy, model, order)
    ),
    // Where nothing is asked, they come as they have been told apart.
    ...by.map((name) => termOf(policy, model, name, 'asc')),
  ]
  kept.sort((a, b) =>
    firstOrder(terms, (term) =>
      compareIn(
        term,
        a.valueOf(term.name, term.sum),
        b.valueOf(term.name, term.sum)
      )
    )
  )
  if (Number(args.take) < 0) {
    kept.reverse()
  }
  return partOf(kept, args).map(({ group }) => ({
    ...Object.fromEntries(by.map((name) => [name, group[0][name] ?? null])),
    ...totalsOf(model, args, group),
  }))
}

const valuesOf =
  (model: ModelPolicy, by: string[], group: Row[]): GroupValue =>
  (name, sum) => {
    if (sum) {
      return totalOf(model, sum, name, group)
    }
    return by.includes(name)
      ? (group[0][name] ?? null)
      : refuse(`${model.name} is not grouped by ${name}`)
  }

interface Term extends Direction {
  name: string
  sum?: string
}

const termOf = (
  policy: Policy,
  { fields }: ModelPolicy,
  name: string,
  how: unknown,
  sum?: string
): Term => ({
  ...directionOf(policy, sum === '_count' ? null : fields[name], how),
  name,
  sum,
})

const termsOf = (policy: Policy, model: ModelPolicy, order: Args): Term[] =>
  Object.entries(order)
    .filter(([, how]) => how !== undefined)
    .flatMap(([name, how]) =>
      SUMS.includes(name)
        ? Object.entries(how as Args).map(([field, way]) =>
            termOf(policy, model, field, way, name)
          )
        : [termOf(policy, model, name, how)]
    )
