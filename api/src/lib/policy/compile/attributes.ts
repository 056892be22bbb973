import { getDataModels } from '@zenstackhq/sdk'
import { isTypeDef } from '@zenstackhq/sdk/ast'
import type {
  DataModelAttribute,
  DataModelField,
  DataModelFieldAttribute,
  Model,
} from '@zenstackhq/sdk/ast'

import { OWN_ATTRIBUTES } from './ownAttributes'
import { PolicyError, sourceOf } from './source'

/** Attributes that change or limit a value, checked wherever it is written. */
export const VALIDATIONS = [
  '@length',
  '@regex',
  '@email',
  '@url',
  '@datetime',
  '@startsWith',
  '@endsWith',
  '@contains',
  '@trim',
  '@lower',
  '@upper',
  '@gt',
  '@gte',
  '@lt',
  '@lte',
]

const RULES = ['@@allow', '@@deny', '@allow', '@deny', '@omit', '@@auth']
const REMARKS = ['@meta', '@@meta']
const ENFORCED = new Set([
  ...VALIDATIONS,
  ...RULES,
  ...OWN_ATTRIBUTES,
  ...REMARKS,
])

type Attribute = DataModelAttribute | DataModelFieldAttribute

/**
 * Sees to it that every attribute is one that is enforced here, or by Prisma:
 * an unknown one could promise what nobody keeps.
 *
 * @throws PolicyError
 */
export const refuseAttributes = (schema: Model) => {
  for (const declaration of schema.declarations.filter(isTypeDef)) {
    declaration.attributes.forEach(refuse)
  }
  for (const model of getDataModels(schema)) {
    model.attributes.forEach(refuse)
    for (const field of model.fields) {
      refuseField(field)
      field.attributes.forEach(refuse)
    }
  }
}

const KEYS = ['@@id', '@@unique']

const refuse = (attribute: Attribute) => {
  const { decl, $container: holder, args } = attribute
  const name = decl.$refText
  if (KEYS.includes(name) && args.some((arg) => arg.name === 'name')) {
    throw new PolicyError(
      'a key goes by the names of its fields, not by one of its own',
      sourceOf(attribute)
    )
  }
  if (name === '@@auth' && isTypeDef(holder)) {
    throw new PolicyError('auth() must be a model', sourceOf(attribute))
  }
  if (!ENFORCED.has(name) && !isOfPrisma(attribute)) {
    throw new PolicyError(`${name} cannot be enforced`, sourceOf(attribute))
  }
}

const isOfPrisma = ({ decl }: Attribute) =>
  decl.ref?.attributes.some((mark) => mark.decl.$refText === '@@@prisma')

const refuseField = (field: DataModelField) => {
  const target = field.type.reference?.ref
  if (isTypeDef(target)) {
    throw new PolicyError(
      'a type inside of JSON is not supported',
      sourceOf(field)
    )
  }
  const isLimited = field.attributes.find(({ decl }) =>
    VALIDATIONS.includes(decl.$refText)
  )
  if (isLimited && field.type.array) {
    throw new PolicyError(
      'the elements of a list cannot be limited',
      sourceOf(isLimited)
    )
  }
}
