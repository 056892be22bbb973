import type { ModelPolicy } from 'src/lib/policy/types'

import { relationsOf, scalarsOf } from '../arguments/grammar'
import { invalid } from '../refusal'
import type { Parameters } from '../text'

import { knownType, relationshipsOf, targetOf, typeOf } from './resourceType'

/** What of resources is asked for: fields, and related ones along with them. */
export interface Wanted {
  model: ModelPolicy
  /** The names of fields and relationships; all, if there are none. */
  fields?: string[]
  include: Record<string, Wanted>
}

const FIELDS = /^fields\[([^[\]]+)\]$/

const listed = (text: string) => text.split(',').filter((name) => name !== '')

const fieldsIn = (parameters: Parameters): Map<string, string[]> => {
  const fields = new Map<string, string[]>()
  for (const [parameter, text] of parameters) {
    const [, type] = FIELDS.exec(parameter) ?? []
    if (type !== undefined) {
      const model = knownType(type)
      if (model === undefined) {
        throw invalid('Is of no type that there is', [parameter])
      }
      const names = listed(text)
      const unknown = names.find((name) => !Object.hasOwn(model.fields, name))
      if (unknown !== undefined) {
        throw invalid(`${type} has no field ${unknown}`, [parameter])
      }
      fields.set(type, names)
    }
  }
  return fields
}

/**
 * What `include` and `fields[type]` ask for.
 *
 * @throws Refusal 400 for what there is not
 */
export const wantedIn = (
  model: ModelPolicy,
  parameters: Parameters,
  isTop = true
): Wanted => {
  const fields = fieldsIn(parameters)
  const of = (each: ModelPolicy): Wanted => ({
    model: each,
    fields: fields.get(typeOf(each)),
    include: {},
  })
  const top = of(model)
  for (const path of listed(isTop ? (parameters.get('include') ?? '') : '')) {
    let at = top
    for (const name of path.split('.')) {
      const relation = relationshipsOf(at.model).find(
        (field) => field.name === name
      )
      if (relation === undefined) {
        throw invalid(`${typeOf(at.model)} has no relationship ${name}`, [
          'include',
        ])
      }
      at = at.include[name] ??= of(targetOf(relation))
    }
  }
  return top
}

/** Whether a field is among what is asked for. */
export const isWanted = ({ fields }: Wanted, name: string): boolean =>
  fields === undefined || fields.includes(name)

type Select = Record<string, unknown>

/** The Prisma select that gets it. */
export const selectOf = (wanted: Wanted): Select => {
  const { model, include } = wanted
  const select: Select = {}
  for (const { name } of scalarsOf(model)) {
    if (isWanted(wanted, name) || model.key.includes(name)) {
      select[name] = true
    }
  }
  for (const { name } of relationsOf(model)) {
    if (Object.hasOwn(include, name)) {
      select[name] = { select: selectOf(include[name]) }
    }
  }
  return select
}
