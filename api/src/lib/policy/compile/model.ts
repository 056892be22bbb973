import assert from 'node:assert'

import {
  getAttribute,
  getAttributeArg,
  getAuthDecl,
  getDataModels,
  getDataSourceProvider,
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

import { refuseAttributes, VALIDATIONS } from './attributes'
import { authDefault, checkAuthDefaults } from './authDefaults'
import { columnOf, mappedEnums, pairsOf, tableOf } from './databaseNames'
import { dryRun } from './dryRun'
import { compileExpression } from './expression'
import { literalDefault } from './literalDefault'
import {
  tokenRulesOf,
  withRuledRelations,
  withSoftDelete,
} from './ownAttributes'
import { partsOf } from './parts'
import { blaming, PolicyError, sourceOf } from './source'

const ALL: Operation[] = ['create', 'read', 'update', 'delete']
const FIELD_OPERATIONS: Operation[] = ['read', 'update']

/**
 * Compiles a parsed and linked schema.
 *
 * @throws PolicyError, naming file and line, for what cannot be enforced
 */
export const compile = (schema: Model): Policy => {
  refuseAttributes(schema)
  const models = getDataModels(schema)
  const authModel = getAuthDecl(models)
  const provider = getDataSourceProvider(schema)
  assert(provider, 'a schema needs a datasource')
  const policy: Policy = {
    provider,
    authModel: authModel?.name ?? null,
    models: Object.fromEntries(
      models.map((model) => [model.name, compileModel(model)])
    ),
    enums: Object.fromEntries(
      schema.declarations
        .filter(isEnum)
        .map(({ name, fields }) => [name, fields.map((field) => field.name)])
    ),
    ...mappedEnums(schema),
  }
  checkAuthDefaults(schema, policy)
  dryRun(policy, provider)
  return policy
}

const compileModel = (model: DataModel): ModelPolicy => {
  const blockUniques = attributesOf(model, '@@unique').map((attribute) =>
    fieldNames(getAttributeArg(attribute, 'fields'))
  )
  const fieldUniques = model.fields
    .filter((field) => hasAttribute(field, '@unique'))
    .map((field) => [field.name])
  const key = getIdFields(model).map(({ name }) => name)
  if (key.length === 0) {
    throw new PolicyError('a model needs @id or @@id', sourceOf(model))
  }
  const policy = {
    name: model.name,
    ...tableOf(model),
    fields: Object.fromEntries(
      model.fields.map((field) => [field.name, compileField(field, model)])
    ),
    key,
    uniques: [...fieldUniques, ...blockUniques],
    rules: ['@@deny', '@@allow'].flatMap((name) =>
      attributesOf(model, name).map((attribute) =>
        compileRule(attribute, model, ALL)
      )
    ),
    ...tokenRulesOf(model, ALL),
  }
  return withSoftDelete(model, withRuledRelations(model, policy))
}

const compileField = (field: DataModelField, model: DataModel): FieldPolicy => {
  const { type } = field
  const target = type.reference?.ref
  const fallback = getAttribute(field, '@default')
  return {
    name: field.name,
    ...columnOf(field),
    type: target?.name ?? type.type ?? 'Unsupported',
    kind: isDataModel(target) ? 'relation' : isEnum(target) ? 'enum' : 'scalar',
    list: type.array,
    optional: type.optional,
    hasDefault: Boolean(fallback) || hasAttribute(field, '@updatedAt'),
    ...literalDefault(field),
    ...authDefault(field, model),
    ...(isDataModel(target) && { relation: compileRelation(field) }),
    omit: hasAttribute(field, '@omit'),
    rules: ['@deny', '@allow'].flatMap((name) =>
      field.attributes
        .filter(({ decl }) => decl.$refText === name)
        .map((attribute) => compileRule(attribute, model, FIELD_OPERATIONS))
    ),
    ...tokenRulesOf(field, FIELD_OPERATIONS),
    validations: field.attributes
      .filter(({ decl }) => VALIDATIONS.includes(decl.$refText))
      .map(compileValidation),
  }
}

const compileRelation = (field: DataModelField): Relation => {
  const pairs = getRelationKeyPairs(field)
  return {
    opposite: getRelationBackLink(field)?.name,
    fields: pairs.map(({ foreignKey }) => foreignKey.name),
    references: pairs.map(({ id }) => id.name),
    ...pairsOf(field),
  }
}

const compileRule = (
  attribute: DataModelAttribute | DataModelFieldAttribute,
  model: DataModel,
  known: Operation[]
): Rule => {
  const [operations, condition, override] = attribute.args
  const source = sourceOf(attribute)
  const words = String(getLiteral(operations.value)).split(',')
  const names = words.map((word) => word.trim())
  const unknown = names.find(
    (name) => name !== 'all' && !known.includes(name as Operation)
  )
  assert(unknown === undefined, `no operation is called ${unknown}`)
  if (override && getLiteral(override.value) !== false) {
    throw new PolicyError("a field's rule cannot go beyond its model's", source)
  }
  const expression = blaming(source, () =>
    compileExpression(condition.value, [model])
  )
  return {
    effect: attribute.decl.$refText.endsWith('allow') ? 'allow' : 'deny',
    operations: names.includes('all') ? known : (names as Operation[]),
    condition: expression,
    looksAhead: mentionsFuture(expression),
    source,
  }
}

/** Its arguments in the order of its declaration, which may be given by name. */
const compileValidation = ({
  decl,
  args,
}: DataModelFieldAttribute): Validation => {
  assert(decl.ref, `there is no ${decl.$refText}`)
  const values = decl.ref.params.map(({ name }) => {
    const given = args.find(
      ({ $resolvedParam }) => $resolvedParam?.name === name
    )
    return ((given && getLiteral(given.value)) ?? null) as Literal
  })
  const last = values.findLastIndex((value) => value !== null)
  return { name: decl.$refText.slice(1), args: values.slice(0, last + 1) }
}

const attributesOf = (model: DataModel, name: string) =>
  model.attributes.filter(({ decl }) => decl.$refText === name)

const fieldNames = (list: ReturnType<typeof getAttributeArg>): string[] => {
  assert(isArrayExpr(list), 'a key needs a list of fields')
  return list.items.filter(isReferenceExpr).map(({ target }) => target.$refText)
}

/** Whether any part of a condition looks at the row after the update. */
const mentionsFuture = (expression: Expression): boolean =>
  partsOf(expression).some(
    (part) => part.kind === 'path' && part.scope === 'future'
  )
