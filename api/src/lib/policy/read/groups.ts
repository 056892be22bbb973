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
    .map((group) => ({ group, valueOf: valuesOf(policy, model, by, group) }))
    .filter(
      ({ valueOf }) =>
        passesHaving(policy, (args.having ?? {}) as Args, valueOf) === true
    )
  return partOf(inOrder(policy, model, kept, by, args), args).map(
    ({ group }) => ({
      ...Object.fromEntries(by.map((name) => [name, group[0][name] ?? null])),
      ...totalsOf(policy, model, args, group),
    })
  )
}

interface Group {
  group: Row[]
  valueOf: GroupValue
}

const inOrder = (
  policy: Policy,
  model: ModelPolicy,
  groups: Group[],
  by: string[],
  args: Args
): Group[] => {
  const asked = ([args.orderBy ?? []].flat() as Args[]).flatMap((order) =>
    termsOf(policy, model, order)
  )
  // What is level comes as it has been told apart.
  const rest = by.map((name) => termOf(policy, model, name, 'asc'))
  const placed = groups.map((group) => {
    const valuesAt = (terms: Term[]) =>
      terms.map((term) => ({ term, value: group.valueOf(term.name, term.sum) }))
    return { group, asked: valuesAt(asked), rest: valuesAt(rest) }
  })
  const way = Number(args.take) < 0 ? -1 : 1
  const compare = (a: Placed[], b: Placed[]) =>
    firstOrder([...a.keys()], (n) =>
      compareIn(a[n].term, a[n].value, b[n].value)
    )
  return placed
    .sort((a, b) => way * compare(a.asked, b.asked) || compare(a.rest, b.rest))
    .map(({ group }) => group)
}

interface Placed {
  term: Term
  value: unknown
}

const valuesOf =
  (
    policy: Policy,
    model: ModelPolicy,
    by: string[],
    group: Row[]
  ): GroupValue =>
  (name, sum) => {
    if (sum) {
      return totalOf(policy, model, sum, name, group)
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
