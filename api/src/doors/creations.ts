import type { Policy } from 'src/lib/policy/types'

type Args = Record<string, unknown>

const isObject = (value: unknown): value is Args =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const each = (value: unknown): Args[] => [value ?? []].flat().filter(isObject)

/** How many records of each model a write would create, nested ones too. */
export const creationsIn = (
  policy: Policy,
  model: string,
  args: Args
): Map<string, number> => {
  const counts = new Map<string, number>()
  const create = (name: string, rows: Args[]) => {
    counts.set(name, (counts.get(name) ?? 0) + rows.length)
    rows.forEach((row) => change(name, row))
  }
  const change = (name: string, data: Args) => {
    for (const [key, acts] of Object.entries(data)) {
      const field = policy.models[name].fields[key]
      if (field?.kind === 'relation' && isObject(acts)) {
        related(field.type, acts)
      }
    }
  }
  const related = (name: string, acts: Args) => {
    create(name, each(acts.create))
    each(acts.createMany).forEach(({ data }) => create(name, each(data)))
    for (const both of [...each(acts.connectOrCreate), ...each(acts.upsert)]) {
      create(name, each(both.create))
    }
    each(acts.upsert).forEach(({ update }) => change(name, update as Args))
    each(acts.update).forEach((act) =>
      change(name, isObject(act.data) ? act.data : act)
    )
  }
  if (args.create !== undefined) {
    create(model, each(args.create))
    change(model, args.update as Args)
  } else if (args.where === undefined) {
    create(model, each(args.data))
  } else {
    each(args.data).forEach((data) => change(model, data))
  }
  return counts
}
