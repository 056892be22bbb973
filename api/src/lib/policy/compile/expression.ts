import {
  isArrayExpr,
  isBinaryExpr,
  isBooleanLiteral,
  isDataModel,
  isDataModelField,
  isEnumField,
  isInvocationExpr,
  isMemberAccessExpr,
  isNullExpr,
  isNumberLiteral,
  isReferenceExpr,
  isStringLiteral,
  isThisExpr,
  isUnaryExpr,
} from '@zenstackhq/sdk/ast'
import type {
  DataModel,
  DataModelField,
  Expression as Node,
  InvocationExpr,
} from '@zenstackhq/sdk/ast'

import type { Comparison, Expression, FunctionName, Operation } from '../types'

import { PolicyError, sourceOf } from './source'

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=', 'in']
const COLLECTIONS = { '?': 'some', '!': 'every', '^': 'none' } as const
const FUNCTIONS = [
  'contains',
  'startsWith',
  'endsWith',
  'has',
  'hasEvery',
  'hasSome',
  'isEmpty',
]
const OPERATIONS = ['create', 'read', 'update', 'delete']

type Path = Extract<Expression, { kind: 'path' | 'auth' }>

/**
 * Turns the condition of a rule into plain data.
 *
 * @param scopes the models whose rows the condition can name: the one that the
 * rule is about, then, inside of collection predicates, those of the elements
 * @throws PolicyError for what cannot be enforced
 */
export const compileExpression = (
  node: Node,
  scopes: DataModel[]
): Expression => {
  const compile = (child: Node) => compileExpression(child, scopes)
  if (isStringLiteral(node) || isBooleanLiteral(node)) {
    return { kind: 'literal', value: node.value }
  }
  if (isNumberLiteral(node)) {
    return { kind: 'literal', value: Number(node.value) }
  }
  if (isNullExpr(node)) {
    return { kind: 'literal', value: null }
  }
  if (isArrayExpr(node)) {
    return { kind: 'list', items: node.items.map(compile) }
  }
  if (isThisExpr(node)) {
    return rowOf(0)
  }
  if (isUnaryExpr(node)) {
    return { kind: 'not', operand: compile(node.operand) }
  }
  if (isReferenceExpr(node)) {
    return compileReference(node, scopes)
  }
  if (isMemberAccessExpr(node)) {
    const base = compile(node.operand)
    const field = node.member.ref
    if ((base.kind !== 'path' && base.kind !== 'auth') || !field) {
      throw new PolicyError('no field can be asked of this', sourceOf(node))
    }
    return isDataModelField(field)
      ? follow(base, field, node)
      : { ...base, path: [...base.path, field.name] }
  }
  if (isInvocationExpr(node)) {
    return compileCall(node, scopes)
  }
  if (isBinaryExpr(node)) {
    const { operator } = node
    if (operator === '&&' || operator === '||') {
      return {
        kind: operator === '&&' ? 'and' : 'or',
        operands: [compile(node.left), compile(node.right)],
      }
    }
    if (COMPARISONS.includes(operator)) {
      return {
        kind: 'compare',
        operator: operator as Comparison,
        left: compile(node.left),
        right: compile(node.right),
      }
    }
    const element = node.left.$resolvedType?.decl
    if (!isDataModel(element)) {
      throw new PolicyError('this is no collection of records', sourceOf(node))
    }
    return {
      kind: COLLECTIONS[operator as keyof typeof COLLECTIONS],
      collection: compile(node.left),
      condition: compileExpression(node.right, [...scopes, element]),
    }
  }
  throw new PolicyError(`${node.$type} is not supported`, sourceOf(node))
}

const rowOf = (scope: number): Path => ({ kind: 'path', scope, path: [] })

/** A field by its bare name is one of the innermost row that has it. */
const compileReference = (
  node: Extract<Node, { $type: 'ReferenceExpr' }>,
  scopes: DataModel[]
): Expression => {
  const target = node.target.ref
  if (isEnumField(target)) {
    return { kind: 'literal', value: target.name }
  }
  if (!isDataModelField(target)) {
    throw new PolicyError('no field of that name', sourceOf(node))
  }
  const scope = scopes.findLastIndex((model) => model.fields.includes(target))
  if (scope < 0) {
    throw new PolicyError('no row here has this field', sourceOf(node))
  }
  return follow(rowOf(scope), target, node)
}

/** The path that goes on from `base` through `field`. */
const follow = (base: Path, field: DataModelField, node: Node): Path => {
  if (field.type.reference?.ref?.$type === 'TypeDef') {
    throw new PolicyError(
      'a type inside of JSON is not supported',
      sourceOf(node)
    )
  }
  return { ...base, path: [...base.path, field.name] }
}

const compileCall = (node: InvocationExpr, scopes: DataModel[]): Expression => {
  const name = node.function.$refText
  const args = node.args.map(({ value }) => compileExpression(value, scopes))
  if (name === 'auth') {
    return { kind: 'auth', path: [] }
  }
  if (name === 'future') {
    return { kind: 'path', scope: 'future', path: [] }
  }
  if (name === 'now') {
    return { kind: 'now' }
  }
  if (name === 'check') {
    return compileCheck(node, args)
  }
  if (FUNCTIONS.includes(name)) {
    return { kind: 'call', name: name as FunctionName, args }
  }
  throw new PolicyError(`${name}() cannot be enforced`, sourceOf(node))
}

const compileCheck = (
  node: InvocationExpr,
  [relation, operation]: Expression[]
): Expression => {
  if (relation?.kind !== 'path' || relation.path.length !== 1) {
    throw new PolicyError('check() takes a relation', sourceOf(node))
  }
  if (operation === undefined) {
    return { kind: 'check', relation }
  }
  if (
    operation.kind !== 'literal' ||
    !OPERATIONS.includes(String(operation.value))
  ) {
    throw new PolicyError('check() knows no such operation', sourceOf(node))
  }
  return { kind: 'check', relation, operation: operation.value as Operation }
}
