import { getAttribute, isDataModelFieldReference } from '@zenstackhq/sdk'
import type {
  DataModel,
  DataModelAttribute,
  DataModelField,
  DataModelFieldAttribute,
} from '@zenstackhq/sdk/ast'

import type { FieldPolicy, ModelPolicy, Operation, Rule } from '../types'

import { PolicyError, sourceOf } from './source'

/*
 * What ZModel has no words for is said with attributes of our own. A schema that
 * uses one declares it:
 *
 *   attribute @@softDelete(_ field: FieldReference)
 *   attribute @ruledLike(_ field: FieldReference)
 */

export const OWN_ATTRIBUTES = ['@@softDelete', '@ruledLike']

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
  const byNothingElse: Rule = {
    effect: 'deny',
    operations: ['update'],
    condition: { kind: 'literal', value: true },
    looksAhead: false,
    source,
  }
  return {
    ...policy,
    softDelete: mark.name,
    fields: {
      ...policy.fields,
      [mark.name]: { ...mark, rules: [...mark.rules, byNothingElse] },
    },
  }
}

/**
 * `@ruledLike(field)` on a relation between many and many: whoever may update
 * that field of a record may link and unlink others through this relation, which
 * these others need only be seen for.
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
  const own = policy.fields[field.name]
  if (!own.relation?.pairs) {
    throw new PolicyError(
      '@ruledLike() is for relations between many and many',
      sourceOf(attribute)
    )
  }
  const rules = fieldNamedBy(attribute, policy)
    .rules.filter(({ operations }) => operations.includes('update'))
    .map((rule): Rule => ({ ...rule, operations: ['update'] }))
  return { ...own, relation: { ...own.relation, governs: true }, rules }
}
