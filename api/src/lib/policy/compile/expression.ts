import assert from 'node:assert'

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
  ReferenceTarget,
} from '@zenstackhq/sdk/ast'

import type {
  Comparison,
  Expression,
  FunctionName,
  Operation,
  Path,
} from '../types'

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

/**
 * Turns the condition of a rule into plain data. What ZenStack's own validation
 * makes sure of is asserted.
 *
 * @param scopes the models whose rows the condition can name: the one that the
 * rule is about, then, inside of collection predicates, those of the elements
 * @throws PolicyError for what cannot be enforced; Error for what ZenStack should
 * have refused
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
    return compileReference(node.target.ref, scopes)
  }
  if (isMemberAccessExpr(node)) {
    const base = compile(node.operand)
    const field = node.member.ref
    assert(isPath(base) && isDataModelField(field), 'no field can be asked')
    return follow(base, field)
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
    const collection = compile(node.left)
    const element = node.left.$resolvedType?.decl
    assert(isPath(collection) && isDataModel(element), 'not of records')
    return {
      kind: COLLECTIONS[operator as keyof typeof COLLECTIONS],
      collection,
      condition: compileExpression(node.right, [...scopes, element]),
    }
  }
  throw new PolicyError(`${node.$type} is not supported`, sourceOf(node))
}

const rowOf = (scope: number): Path => ({ kind: 'path', scope, path: [] })

const isPath = (expression: Expression): expression is Path =>
  expression.kind === 'path' || expression.kind === 'auth'

/** A field by its bare name is one of the innermost row that has it. */
const compileReference = (
  target: ReferenceTarget | undefined,
  scopes: DataModel[]
): Expression => {
  if (isEnumField(target)) {
    return { kind: 'literal', value: target.name }
  }
  assert(isDataModelField(target), 'no field of that name')
  const scope = scopes.findLastIndex((model) => model.fields.includes(target))
  assert(scope >= 0, 'no row here has this field')
  return follow(rowOf(scope), target)
}

/** The path that goes on from `base` through `field`. */
const follow = (base: Path, field: DataModelField): Path => ({
  ...base,
  path: [...base.path, field.name],
})

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
    return compileCheck(args)
  }
  if (FUNCTIONS.includes(name)) {
    return { kind: 'call', name: name as FunctionName, args }
  }
  throw new PolicyError(`${name}() cannot be enforced`, sourceOf(node))
}

const compileCheck = ([relation, operation]: Expression[]): Expression => {
  assert(
    relation.kind === 'path' && relation.path.length === 1,
    'check() takes a relation'
  )
  if (operation === undefined) {
    return { kind: 'check', relation }
  }
  assert(
    operation.kind === 'literal' &&
      OPERATIONS.includes(String(operation.value)),
    'check() knows no such operation'
  )
  return { kind: 'check', relation, operation: operation.value as Operation }
}
