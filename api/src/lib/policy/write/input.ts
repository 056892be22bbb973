import { notUnderstood } from '../notUnderstood'
import type { Client } from '../operation'
import { refuse } from '../read/visible'
import type { FieldPolicy, ModelPolicy } from '../types'

import { denied } from './denial'
import { withinLimits } from './limits'
import { isRelation, linkOf } from './rows'
import type { Row, Writing } from './writing'

/** What a write is given for one row. */
export interface Input {
  /** Of fields that are no relations, within their limits. */
  scalars: Row
  /** What to do about related rows: the relation, and Prisma's words for it. */
  relations: { field: FieldPolicy; acts: Row }[]
  /** All fields that are written, by whatever way. */
  names: string[]
}

/**
 * Takes the `data` of a write apart.
 *
 * @throws PrismaClientKnownRequestError P2004 for a field that does not exist or
 * a broken limit
 * @throws PrismaClientValidationError for a relation that is given twice, and for
 * what is no object
 */
export const inputOf = (model: ModelPolicy, data: unknown): Input => {
  if (!isObject(data)) {
    throw notUnderstood(`${model.name}: data must be an object`)
  }
  const scalars: Row = {}
  const relations: Input['relations'] = []
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined) {
      continue
    }
    const field = Object.hasOwn(model.fields, name)
      ? model.fields[name]
      : refuse(`${model.name} has no field ${name}`)
    if (isRelation(field)) {
      if (!isObject(value)) {
        throw notUnderstood(`${model.name}.${name} takes an object`)
      }
      relations.push({ field, acts: value })
    } else {
      scalars[name] = valueIn(field, value)
    }
  }
  for (const { field } of relations) {
    const twice = field.relation?.fields.find((name) => name in scalars)
    if (twice !== undefined) {
      throw notUnderstood(
        `${model.name}: ${field.name} and ${twice} say the same; give one`
      )
    }
  }
  return {
    scalars: withinLimits(model, scalars),
    relations,
    names: [
      ...new Set(
        [
          ...Object.keys(scalars),
          ...relations.map(({ field }) => field.name),
        ].flatMap((name) => [name, ...alsoCalled(model, name)])
      ),
    ],
  }
}

const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{ set: value }` is the long form of a value, but for lists. */
const valueIn = ({ list, type }: FieldPolicy, value: unknown) =>
  !list &&
  type !== 'Json' &&
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).join() === 'set'
    ? (value as { set: unknown }).set
    : value

/** A relation and its foreign keys are written together. */
const alsoCalled = ({ fields }: ModelPolicy, name: string): string[] =>
  isRelation(fields[name])
    ? linkOf(fields[name]).fields
    : Object.values(fields)
        .filter(({ relation }) => relation?.fields.includes(name))
        .map((relation) => relation.name)

/** Whether the database holds nothing there unless it is given something. */
const isLeftEmpty = ({ kind, optional, list, hasDefault }: FieldPolicy) =>
  optional && !list && !hasDefault && kind !== 'relation'

/**
 * Adds what a new row gets without being given it, as far as that is known: from
 * the actor (`@default(auth().id)`), values such as `@default(false)`, and nothing
 * where there need be nothing.
 *
 * @throws PrismaClientKnownRequestError P2004 where a visitor would have to be
 * somebody
 */
export const withDefaults = async (
  writing: Writing,
  client: Client,
  model: ModelPolicy,
  { scalars, relations }: Input
): Promise<Row> => {
  const filled = { ...scalars }
  for (const field of Object.values(model.fields)) {
    const { name, authDefault, optional } = field
    if (name in filled) {
      continue
    }
    const isConnected = relations.some(({ field: { relation } }) =>
      relation?.fields.includes(name)
    )
    if (field.default !== undefined) {
      filled[name] = field.default
    } else if (isLeftEmpty(field) && !isConnected) {
      filled[name] = null
    }
    if (authDefault && !isConnected) {
      const value = authDefault.reduce<unknown>(
        (row, step) => (row as Row | null | undefined)?.[step],
        writing.actor.user
      )
      if (value == null && !optional) {
        throw await denied(writing, client, {
          model: model.name,
          operation: 'create',
        })
      }
      filled[name] = value ?? null
    }
  }
  return filled
}
