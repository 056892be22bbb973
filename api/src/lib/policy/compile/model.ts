import {
  getAttribute,
  getAttributeArg,
  getAuthDecl,
  getDataModels,
  getIdFields,
  getLiteral,
  getRelationBackLink,
  getRelationKeyPairs,
  hasAttribute,
} from '@zenstackhq/sdk'
import {
  isDataModel,
  isEnum,
  isReferenceExpr,
  isArrayExpr,
} from '@zenstackhq/sdk/ast'
import type {
  AstNode,
  DataModel,
  DataModelAttribute,
  DataModelField,
  DataModelFieldAttribute,
  Model,
} from '@zenstackhq/sdk/ast'

import type {
  Expression,
  FieldPolicy,
  Literal,
  ModelPolicy,
  Operation,
  Policy,
  Relation,
  Rule,
  Validation,
} from '../types'

import { compileExpression } from './expression'
import { PolicyError, sourceOf } from './source'

const ALL: Operation[] = ['create', 'read', 'update', 'delete']
const FIELD_OPERATIONS: Operation[] = ['read', 'update']

/** Attributes that change or limit a value, checked wherever it is written. */
const VALIDATIONS = [
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

/**
 * Compiles a parsed and linked schema.
 *
 * @throws PolicyError, naming file and line, for what cannot be enforced
 */
export const compile = (schema: Model): Policy => {
  const models = getDataModels(schema)
  const authModel = getAuthDecl(models)
  return {
    authModel: authModel?.name ?? null,
    models: Object.fromEntries(
      models.map((model) => [model.name, compileModel(model)])
    ),
    enums: Object.fromEntries(
      schema.declarations
        .filter(isEnum)
        .map(({ name, fields }) => [name, fields.map((field) => field.name)])
    ),
  }
}

const compileModel = (model: DataModel): ModelPolicy => {
  const blockUniques = attributesOf(model, '@@unique').map((attribute) =>
    fieldNames(getAttributeArg(attribute, 'fields'))
  )
  const fieldUniques = model.fields
    .filter((field) => hasAttribute(field, '@unique'))
    .map((field) => [field.name])
  return {
    name: model.name,
    fields: Object.fromEntries(
      model.fields.map((field) => [field.name, compileField(field, model)])
    ),
    key: getIdFields(model).map(({ name }) => name),
    uniques: [...fieldUniques, ...blockUniques],
    rules: ['@@deny', '@@allow'].flatMap((name) =>
      attributesOf(model, name).map((attribute) =>
        compileRule(attribute, model, ALL)
      )
    ),
  }
}

const compileField = (field: DataModelField, model: DataModel): FieldPolicy => {
  const { type } = field
  const target = type.reference?.ref
  const fallback = getAttribute(field, '@default')
  return {
    name: field.name,
    type: target?.name ?? type.type ?? 'Unsupported',
    kind: isDataModel(target) ? 'relation' : isEnum(target) ? 'enum' : 'scalar',
    list: type.array,
    optional: type.optional,
    hasDefault: Boolean(fallback) || hasAttribute(field, '@updatedAt'),
    ...authDefault(fallback, model),
    ...(isDataModel(target) && { relation: compileRelation(field) }),
    omit: hasAttribute(field, '@omit'),
    rules: ['@deny', '@allow'].flatMap((name) =>
      field.attributes
        .filter(({ decl }) => decl.$refText === name)
        .map((attribute) => compileRule(attribute, model, FIELD_OPERATIONS))
    ),
    validations: field.attributes
      .filter(({ decl }) => VALIDATIONS.includes(decl.$refText))
      .map(compileValidation),
  }
}

const authDefault = (
  attribute: ReturnType<typeof getAttribute>,
  model: DataModel
): { authDefault?: string[] } => {
  const value = attribute?.args[0]?.value
  if (!value || !/\bauth\(\)/.test(value.$cstNode?.text ?? '')) {
    return {}
  }
  const expression = compileExpression(value, [model])
  if (expression.kind !== 'auth' || expression.path.length === 0) {
    throw new PolicyError(
      'a default can be a field of auth() only',
      sourceOf(value)
    )
  }
  return { authDefault: expression.path }
}

const compileRelation = (field: DataModelField): Relation => {
  const pairs = getRelationKeyPairs(field)
  return {
    opposite: getRelationBackLink(field)?.name,
    fields: pairs.map(({ foreignKey }) => foreignKey.name),
    references: pairs.map(({ id }) => id.name),
  }
}

const compileRule = (
  attribute: DataModelAttribute | DataModelFieldAttribute,
  model: DataModel,
  known: Operation[]
): Rule => {
  const [operations, condition, override] = attribute.args
  const source = sourceOf(original(attribute))
  const words = String(getLiteral(operations.value)).split(',')
  const names = words.map((word) => word.trim())
  const unknown = names.find(
    (name) => name !== 'all' && !known.includes(name as Operation)
  )
  if (unknown !== undefined) {
    throw new PolicyError(`no operation is called ${unknown}`, source)
  }
  const expression: Expression = condition
    ? compileExpression(condition.value, [model])
    : { kind: 'literal', value: true }
  return {
    effect: attribute.decl.$refText.endsWith('allow') ? 'allow' : 'deny',
    operations: names.includes('all') ? known : (names as Operation[]),
    condition: expression,
    looksAhead: mentionsFuture(expression),
    ...(getLiteral(override?.value) === true && { overrides: true }),
    source,
  }
}

/** An inherited attribute is a copy; what was written stands in the base. */
const original = (
  attribute: DataModelAttribute | DataModelFieldAttribute
): AstNode => {
  const inherited = attribute as Inherited
  const base = inherited.$inheritedFrom
  if (attribute.$cstNode || !base) {
    return attribute
  }
  const siblings = (attribute.$container as DataModel).attributes.filter(
    (sibling) => (sibling as Inherited).$inheritedFrom === base
  )
  const place = siblings.indexOf(attribute as DataModelAttribute)
  return base.attributes[place] ?? attribute
}

/** ZenStack marks what it copies from a base; its types do not tell. */
type Inherited = AstNode & { $inheritedFrom?: DataModel }

const compileValidation = (attribute: DataModelFieldAttribute): Validation => ({
  name: attribute.decl.$refText.slice(1),
  args: attribute.args.map(
    ({ value }) => (getLiteral(value) ?? null) as Literal
  ),
})

const attributesOf = (model: DataModel, name: string) =>
  model.attributes.filter(({ decl }) => decl.$refText === name)

const fieldNames = (list: ReturnType<typeof getAttributeArg>): string[] =>
  isArrayExpr(list)
    ? list.items.filter(isReferenceExpr).map(({ target }) => target.$refText)
    : []

/** Whether any part of a condition looks at the row after the update. */
export const mentionsFuture = (expression: Expression): boolean => {
  const parts = Object.values(expression).flat() as unknown[]
  return (
    (expression.kind === 'path' && expression.scope === 'future') ||
    parts.some(
      (part) =>
        typeof part === 'object' &&
        part !== null &&
        mentionsFuture(part as Expression)
    )
  )
}
