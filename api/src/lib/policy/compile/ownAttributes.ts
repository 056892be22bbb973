import {
  getAttribute,
  getLiteral,
  isDataModelFieldReference,
} from '@zenstackhq/sdk'
import type {
  DataModel,
  DataModelAttribute,
  DataModelField,
  DataModelFieldAttribute,
} from '@zenstackhq/sdk/ast'

import type {
  FieldPolicy,
  ModelPolicy,
  Operation,
  Rule,
  Source,
} from '../types'

import { partsOf } from './parts'
import { PolicyError, sourceOf } from './source'

/*
 * What ZModel has no words for is said with attributes of our own. A schema that
 * uses one declares it:
 *
 *   attribute @@softDelete(_ field: FieldReference)
 *   attribute @ruledLike(_ operation: String)
 *   attribute @@denyToTokens(_ operations: String)
 *   attribute @denyToTokens(_ operations: String)
 */

const TO_TOKENS = ['@@denyToTokens', '@denyToTokens']

export const OWN_ATTRIBUTES = ['@@softDelete', '@ruledLike', ...TO_TOKENS]

type Attribute = DataModelAttribute | DataModelFieldAttribute

/** The field that an attribute names. */
const fieldNamedBy = (
  attribute: Attribute,
  { fields }: Pick<ModelPolicy, 'fields'>
): FieldPolicy => {
  const [argument] = attribute.args
  const field =
    argument && isDataModelFieldReference(argument.value)
      ? fields[argument.value.target.$refText]
      : undefined
  if (!field) {
    throw new PolicyError('a field of the model is meant', sourceOf(attribute))
  }
  return field
}

const HIDING: Operation[] = ['read', 'update', 'delete']

/** Whether a rule denies all that can be done to a row that is so marked. */
const hides = ({ effect, operations, condition }: Rule, mark: string) =>
  effect === 'deny' &&
  HIDING.every((operation) => operations.includes(operation)) &&
  condition.kind === 'path' &&
  condition.scope === 0 &&
  condition.path.join() === mark

/**
 * `@@softDelete(mark)`: what deletes a record only sets its mark, under the rules
 * about deleting. Nothing else may set it, and a marked record must be out of
 * sight by a rule of its own.
 *
 * @throws PolicyError
 */
export const withSoftDelete = (
  model: DataModel,
  policy: ModelPolicy
): ModelPolicy => {
  const attribute = getAttribute(model, '@@softDelete') as
    | DataModelAttribute
    | undefined
  if (!attribute) {
    return policy
  }
  const source = sourceOf(attribute)
  const mark = fieldNamedBy(attribute, policy)
  if (mark.type !== 'Boolean' || mark.optional || mark.default !== false) {
    throw new PolicyError(
      `${mark.name} must be a Boolean with @default(false)`,
      source
    )
  }
  if (!policy.rules.some((rule) => hides(rule, mark.name))) {
    throw new PolicyError(
      `what is deleted must be hidden: @@deny('all', ${mark.name})`,
      source
    )
  }
  return {
    ...policy,
    softDelete: mark.name,
    fields: {
      ...policy.fields,
      [mark.name]: { ...mark, rules: [...mark.rules, never('update', source)] },
    },
  }
}

/**
 * `@ruledLike('update')`, or `'delete'`, on a relation between many and many:
 * whoever may do that to a record may link and unlink others through this relation,
 * which these others need only be seen for.
 *
 * @throws PolicyError
 */
export const withRuledRelations = (
  model: DataModel,
  policy: ModelPolicy
): ModelPolicy => ({
  ...policy,
  fields: Object.fromEntries(
    model.fields.map((field) => [
      field.name,
      ruledLikeAnother(field, policy) ?? policy.fields[field.name],
    ])
  ),
})

/**
 * `@@denyToTokens('create,update')` of a model, or `@denyToTokens('update')` of a
 * field: nobody does that through an API token, whatever its owner may do.
 *
 * @param known the operations that a rule here can be about
 * @throws PolicyError
 */
export const tokenRulesOf = (
  { attributes }: DataModel | DataModelField,
  known: Operation[]
): { tokenRules?: Rule[] } => {
  const tokenRules = attributes
    .filter(({ decl }) => TO_TOKENS.includes(decl.$refText))
    .flatMap((attribute) => {
      const source = sourceOf(attribute)
      return operationsIn(attribute, known).map((name) => never(name, source))
    })
  return tokenRules.length > 0 ? { tokenRules } : {}
}

const operationsIn = (attribute: Attribute, known: Operation[]) => {
  const words = String(getLiteral(attribute.args[0].value)).split(',')
  const names = words.map((word) => word.trim())
  if (names.includes('all')) {
    return known
  }
  const operations = known.filter((operation) => names.includes(operation))
  if (operations.length < names.length) {
    throw new PolicyError(
      `some of ${known.join(', ')} are meant`,
      sourceOf(attribute)
    )
  }
  return operations
}

const LIKE: Operation[] = ['update', 'delete']

const ruledLikeAnother = (
  field: DataModelField,
  policy: ModelPolicy
): FieldPolicy | null => {
  const attribute = getAttribute(field, '@ruledLike') as
    | DataModelFieldAttribute
    | undefined
  if (!attribute) {
    return null
  }
  const source = sourceOf(attribute)
  const own = policy.fields[field.name]
  if (!own.relation?.pairs) {
    throw new PolicyError(
      '@ruledLike() is for relations between many and many',
      source
    )
  }
  const like = LIKE.find(
    (operation) => operation === getLiteral(attribute.args[0].value)
  )
  if (!like) {
    throw new PolicyError(`'update' or 'delete' is meant`, source)
  }
  const rules = policy.rules.filter(
    ({ operations, looksAhead }) => operations.includes(like) && !looksAhead
  )
  const asked = rules.find(({ condition }) =>
    partsOf(condition).some(
      (part) => part.kind === 'check' && part.operation === undefined
    )
  )
  if (asked) {
    throw new PolicyError(
      `check() must say what it asks, as ${own.name} is @ruledLike('${like}')`,
      asked.source
    )
  }
  return {
    ...own,
    relation: { ...own.relation, governs: true },
    rules: [
      ...rules.map((rule): Rule => ({ ...rule, operations: ['update'] })),
      // A field that nothing allows is not meant to be open to all.
      ...(rules.some(({ effect }) => effect === 'allow')
        ? []
        : [never('update', source)]),
    ],
  }
}

const never = (operation: Operation, source: Source): Rule => ({
  effect: 'deny',
  operations: [operation],
  condition: { kind: 'literal', value: true },
  looksAhead: false,
  source,
})
