import { and, one } from '../condition'
import type { Condition } from '../condition'
import type { FieldPolicy, ModelPolicy, Policy } from '../types'

type FieldTest = Extract<Condition, { kind: 'field' }>

/** A relation that leads to one row, by keys that are there. */
interface ToOne extends FieldPolicy {
  relation: NonNullable<FieldPolicy['relation']>
}

/**
 * What is known of rows, and what foreign keys tell besides. A group that somebody
 * is in is of an organization that they are a member of, where a row that puts
 * them into the one refers to their membership of the other.
 *
 * @param given true of rows of the model
 */
export const withKeys = (
  policy: Policy,
  model: string,
  given: Condition
): Condition => {
  if (!isOpen(given)) {
    return given
  }
  const parts = partsOf(given).flatMap((part) =>
    isOpen(part) && part.kind === 'some'
      ? besides(policy, policy.models[model], part)
      : []
  )
  return parts.length === 0 ? given : and(given, ...parts)
}

const isOpen = (
  condition: Condition
): condition is Exclude<Condition, boolean | null> =>
  typeof condition === 'object' && condition !== null

const partsOf = (condition: Condition): Condition[] =>
  isOpen(condition) && condition.kind === 'and' ? condition.parts : [condition]

/** What leads from rows that a list holds to a list of a related row. */
interface Meeting {
  /** What leads from the rows of the list to the other one. */
  other: ToOne
  /** The relation of the model, and the list of what it leads to. */
  over: string
  list: string
}

const known = new WeakMap<Policy, Map<string, Meeting[]>>()

/** Worked out once a policy. */
const meetingsOf = (
  policy: Policy,
  model: ModelPolicy,
  relation: string
): Meeting[] => {
  const ofPolicy = known.get(policy) ?? new Map<string, Meeting[]>()
  known.set(policy, ofPolicy)
  const name = `${model.name}.${relation}`
  let meetings = ofPolicy.get(name)
  if (!meetings) {
    const { type, relation: join } = model.fields[relation]
    const between = policy.models[type]
    const back = between.fields[join?.opposite ?? '']
    meetings = isToOne(back)
      ? toOnes(between)
          .filter((other) => other.name !== back.name)
          .filter((other) => isAlwaysThere(between, other))
          .flatMap((other) => meetingsOver(policy, model, back, other))
      : []
    ofPolicy.set(name, meetings)
  }
  return meetings
}

const besides = (
  policy: Policy,
  model: ModelPolicy,
  {
    relation,
    condition,
  }: Extract<Condition, { kind: 'some' | 'every' | 'none' }>
): Condition[] =>
  meetingsOf(policy, model, relation).flatMap(({ other, over, list }) => {
    const tests = testsOf(policy, other, condition)
    return tests.length === 0
      ? []
      : [
          one(over, {
            kind: 'some',
            relation: list,
            condition: and(...tests),
          }),
        ]
  })

const isToOne = (field: FieldPolicy | undefined): field is ToOne =>
  field?.relation !== undefined && field.relation.fields.length > 0

const toOnes = ({ fields }: ModelPolicy): ToOne[] =>
  Object.values(fields).filter(isToOne)

const isAlwaysThere = ({ fields }: ModelPolicy, { relation }: ToOne) =>
  relation.fields.every((name) => !fields[name].optional)

/** What a condition asks of keys, asked of the row that they refer to. */
const testsOf = (
  policy: Policy,
  { type, relation }: ToOne,
  condition: Condition
): FieldTest[] =>
  partsOf(condition).flatMap((part) => {
    if (!isOpen(part) || part.kind !== 'field' || part.test.fieldOf) {
      return []
    }
    const place = relation.fields.indexOf(part.field)
    if (place === -1) {
      return []
    }
    const field = relation.references[place]
    const { optional } = policy.models[type].fields[field]
    return [{ ...part, field, optional }]
  })

/**
 * The relations of a model over which the row that `other` leads to is in a list:
 * where its keys are those of the row that `back` leads to.
 */
const meetingsOver = (
  policy: Policy,
  model: ModelPolicy,
  back: ToOne,
  other: ToOne
): Meeting[] =>
  toOnes(model).flatMap((over) =>
    Object.values(policy.models[over.type].fields)
      .filter(({ list, type }) => list && type === other.type)
      .filter(({ relation }) => {
        const { fields } = policy.models[other.type]
        const toOver = fields[relation?.opposite ?? '']
        return (
          isToOne(toOver) &&
          toOver.relation.fields.every((name, n) => {
            const own = referredBy(back, keyFor(other, name))
            const key = toOver.relation.references[n]
            return own !== undefined && own === keyFor(over, key)
          })
        )
      })
      .map(({ name }) => ({ other, over: over.name, list: name }))
  )

/** The key that refers to a field of the row that a relation leads to. */
const keyFor = ({ relation }: ToOne, name: string): string | undefined =>
  relation.fields[relation.references.indexOf(name)]

/** The field that a key refers to. */
const referredBy = (
  { relation }: ToOne,
  key: string | undefined
): string | undefined =>
  key === undefined
    ? undefined
    : relation.references[relation.fields.indexOf(key)]
