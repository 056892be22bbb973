import {
  getAttribute,
  getAttributeArgLiteral,
  getRelationBackLink,
  getRelationName,
  hasAttribute,
} from '@zenstackhq/sdk'
import { isEnum } from '@zenstackhq/sdk/ast'
import type { DataModel, DataModelField, Model } from '@zenstackhq/sdk/ast'

import type { FieldPolicy, ModelPolicy, Policy, Relation } from '../types'

const nameIn = (
  node: DataModel | DataModelField,
  attribute: string
): string | undefined => {
  const mapping = getAttribute(node, attribute)
  return mapping && getAttributeArgLiteral<string>(mapping, 'name')
}

/** What the database calls a model's table, where it is not the model's name. */
export const tableOf = (
  model: DataModel
): Pick<ModelPolicy, 'table' | 'schema'> => {
  const table = nameIn(model, '@@map')
  const schema = nameIn(model, '@@schema')
  return {
    ...(table !== undefined && table !== model.name && { table }),
    ...(schema !== undefined && { schema }),
  }
}

/** What the database calls a field's column, where it is not the field's name. */
export const columnOf = (
  field: DataModelField
): Pick<FieldPolicy, 'column'> => {
  const column = nameIn(field, '@map')
  return column === undefined || column === field.name ? {} : { column }
}

/** The enums of which the database calls a value by another name. */
export const mappedEnums = (schema: Model): Pick<Policy, 'mappedEnums'> => {
  const names = schema.declarations
    .filter(isEnum)
    .filter(({ fields }) => fields.some((value) => hasAttribute(value, '@map')))
    .map(({ name }) => name)
  return names.length === 0 ? {} : { mappedEnums: names }
}

/**
 * The table of pairs behind a relation between many and many. Prisma calls it
 * by the relation, or by its two models in the order of the alphabet; the first
 * of them is A. Where both are the same model, the first of the fields is.
 */
export const pairsOf = (field: DataModelField): Pick<Relation, 'pairs'> => {
  const opposite = getRelationBackLink(field)
  const target = field.type.reference?.ref?.name
  if (!opposite || !target || !field.type.array || !opposite.type.array) {
    return {}
  }
  const model = field.$container.name
  const name =
    getRelationName(field) ??
    (model < target ? `${model}To${target}` : `${target}To${model}`)
  const isFirst = model === target ? field.name < opposite.name : model < target
  return { pairs: { table: `_${name}`, own: isFirst ? 'A' : 'B' } }
}
