import type { Where } from '../where'

import { namesOf, sumsIn } from './totals'
import { both, refuse, requireField } from './visible'
import type { Visible } from './visible'

type Args = Record<string, unknown>
type Sums = Record<string, Record<string, unknown> | unknown>

/** What is added up over the rows that a filter finds, besides the others. */
export interface Part {
  where: Where | true
  sums: Sums
}

/**
 * What a caller wants added up, by the rows it is to be added up over: a field
 * that is hidden on some rows is null there, and nulls add nothing.
 *
 * @throws PrismaClientKnownRequestError P2004 for a field that is always hidden
 */
export const partsOfSums = (
  visible: Visible,
  model: string,
  args: Args
): Part[] => {
  const parts = new Map<Where | true, Sums>()
  const partOver = (where: Where | true) => {
    const sums = parts.get(where) ?? {}
    parts.set(where, sums)
    return sums
  }
  for (const sum of sumsIn(args)) {
    const asked = args[sum]
    if (typeof asked !== 'object') {
      partOver(true)[sum] = asked
      continue
    }
    for (const [name, isAsked] of Object.entries(asked as Args)) {
      if (isAsked) {
        const sums = partOver(name === '_all' || readable(visible, model, name))
        sums[sum] = { ...(sums[sum] as Args), [name]: isAsked }
      }
    }
  }
  return [...parts].map(([where, sums]) => ({ where, sums }))
}

const readable = (visible: Visible, model: string, name: string) => {
  const { kind } = requireField(visible, model, name, 'add up')
  const where = kind !== 'relation' && visible.field(model, name)
  return where === false
    ? refuse(`${model}.${name} is not yours to add up by`)
    : where
}

/**
 * Adds up each part by itself, and puts the results together as asked.
 *
 * @param args the arguments of `aggregate`, all of what is visible
 * @param aggregate runs one
 */
export const addUp = async (
  parts: Part[],
  args: Args,
  aggregate: (args: Args) => Promise<unknown>
): Promise<Args> => {
  if (parts.every(({ where }) => where === true)) {
    return (await aggregate(args)) as Args
  }
  const results: Args[] = []
  for (const { where, sums } of parts) {
    const filter = both(args.where as Where, where)
    results.push((await aggregate({ where: filter, ...sums })) as Args)
  }
  const all: Args = {}
  for (const sum of sumsIn(args)) {
    const found = results.flatMap((result) => result[sum] ?? [])
    const together = Object.assign({}, ...(found as Args[]))
    all[sum] =
      args[sum] === true
        ? found[0]
        : Object.fromEntries(
            namesOf(args[sum]).map((name) => [name, together[name]])
          )
  }
  return all
}
