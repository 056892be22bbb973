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
 * @param known true of rows of the model
 */
export const withKeys = (
  policy: Policy,
  model: string,
  known: Condition
): Condition => {
  const parts = partsOf(known).flatMap((part) =>
    isOpen(part) && part.kind === 'some'
      ? besides(policy, policy.models[model], part)
      : []
  )
  return parts.length === 0 ? known : and(known, ...parts)
}

const isOpen = (
  condition: Condition
): condition is Exclude<Condition, boolean | null> =>
  typeof condition === 'object' && condition !== null

const partsOf = (condition: Condition): Condition[] =>
  isOpen(condition) && condition.kind === 'and' ? condition.parts : [condition]

const besides = (
  policy: Policy,
  model: ModelPolicy,
  {
    relation,
    condition,
  }: Extract<Condition, { kind: 'some' | 'every' | 'none' }>
): Condition[] => {
  const { type, relation: join } = model.fields[relation]
  const between = policy.models[type]
  const back = between.fields[join?.opposite ?? '']
  if (!isToOne(back)) {
    return []
  }
  return toOnes(between)
    .filter(
      (other) => other.name !== back.name && isAlwaysThere(between, other)
    )
    .flatMap((other) => {
      const tests = testsOf(policy, other, condition)
      return tests.length === 0
        ? []
        : meetings(policy, model, back, other).map(({ over, list }) =>
            one(over, {
              kind: 'some',
              relation: list,
              condition: and(...tests),
            })
          )
    })
}

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
const meetings = (
  policy: Policy,
  model: ModelPolicy,
  back: ToOne,
  other: ToOne
) =>
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
      .map(({ name }) => ({ over: over.name, list: name }))
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
