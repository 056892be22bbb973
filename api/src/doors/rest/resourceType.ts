import { policy } from 'src/lib/appPolicy'
import { delegateName } from 'src/lib/policy/delegateOf'
import type { FieldPolicy, ModelPolicy } from 'src/lib/policy/types'

import { relationsOf } from '../arguments/grammar'
import { invalid, notFound } from '../refusal'

/*
 * Resources of JSON:API are the rows of a model; their type is what `authDb()`
 * calls it, and their id is the key, whose parts stand with `_` between them.
 */

const types = new Map(
  Object.values(policy.models).map((model) => [delegateName(model.name), model])
)

/** The type of a model's resources. */
export const typeOf = ({ name }: { name: string }): string => delegateName(name)

/**
 * The model of a type in an address.
 *
 * @throws Refusal 404
 */
export const modelOf = (type: string): ModelPolicy => {
  const model = types.get(type)
  if (model === undefined) {
    throw notFound('There is no such type.')
  }
  return model
}

/** The same, or undefined where there is none. */
export const knownType = (type: string) => types.get(type)

/** The model that a relation leads to. */
export const targetOf = ({ type }: FieldPolicy): ModelPolicy =>
  policy.models[type]

/** The relations that resources show: not to what nobody can ever reach. */
export const relationshipsOf = (model: ModelPolicy): FieldPolicy[] =>
  relationsOf(model).filter((field) => targetOf(field).rules.length > 0)

/**
 * A relation of a model.
 *
 * @throws Refusal 404
 */
export const relationshipOf = (
  model: ModelPolicy,
  name: string
): FieldPolicy => {
  const found = relationshipsOf(model).find((field) => field.name === name)
  if (found === undefined) {
    throw notFound(`${typeOf(model)} has no such relationship.`)
  }
  return found
}

type Row = Record<string, unknown>

/** The id of a resource, from a row with its key. */
export const idOf = ({ key }: ModelPolicy, row: Row): string =>
  key.map((name) => String(row[name])).join('_')

/** A text as the value that a field would have, in JSON; the text, if none. */
export const valueIn = ({ type, kind }: FieldPolicy, text: string): unknown => {
  if (kind === 'enum') {
    return text
  }
  switch (type) {
    case 'Int':
    case 'Float':
      return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text
    case 'Boolean':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'Json':
      try {
        return JSON.parse(text)
      } catch {
        return text
      }
    default:
      return text
  }
}

/**
 * A unique filter for the resource with an id; what is no id finds nothing.
 *
 * @throws Refusal 404
 */
export const whereId = (model: ModelPolicy, id: string): Row => {
  const { key, fields } = model
  const parts = key.length === 1 ? [id] : id.split('_')
  const values = key.map((name, n) => valueIn(fields[name], parts[n] ?? ''))
  const isNumber = (name: string) => fields[name].type === 'Int'
  const isWrong = key.some(
    (name, n) =>
      isNumber(name) &&
      !(Number.isInteger(values[n]) && Math.abs(Number(values[n])) < 2 ** 31)
  )
  if (parts.length !== key.length || isWrong) {
    throw notFound()
  }
  const given = Object.fromEntries(key.map((name, n) => [name, values[n]]))
  return key.length === 1 ? given : { [key.join('_')]: given }
}

/**
 * The same for a resource identifier in a body.
 *
 * @throws Refusal 409 for another type, 400 for what is no identifier
 */
export const whereIdentifier = (
  model: ModelPolicy,
  identifier: { type: string; id: string | number },
  path: (string | number)[]
): Row => {
  if (identifier.type !== typeOf(model)) {
    throw invalid(`Is of type ${typeOf(model)}`, [...path, 'type'], 409)
  }
  return whereId(model, String(identifier.id))
}
