import type { Expression, Policy, Rule } from '../types'

/** A condition and everything in it. */
export const partsOf = (expression: Expression): Expression[] => [
  expression,
  ...childrenOf(expression).flatMap(partsOf),
]

const childrenOf = (expression: Expression): Expression[] => {
  switch (expression.kind) {
    case 'list':
      return expression.items
    case 'and':
    case 'or':
      return expression.operands
    case 'not':
      return [expression.operand]
    case 'compare':
      return [expression.left, expression.right]
    case 'some':
    case 'every':
    case 'none':
      return [expression.collection, expression.condition]
    case 'call':
      return expression.args
    case 'check':
      return [expression.relation]
    default:
      return []
  }
}

/** Whether a condition is false whoever asks, of whatever row. */
export const isNever = (expression: Expression): boolean => {
  switch (expression.kind) {
    case 'literal':
      return expression.value === false
    case 'and':
      return expression.operands.some(isNever)
    case 'or':
      return expression.operands.every(isNever)
    case 'not':
      return isAlways(expression.operand)
    default:
      return false
  }
}

/** Whether a condition is true whoever asks, of whatever row. */
export const isAlways = (expression: Expression): boolean => {
  switch (expression.kind) {
    case 'literal':
      return expression.value === true
    case 'and':
      return expression.operands.every(isAlways)
    case 'or':
      return expression.operands.some(isAlways)
    case 'not':
      return isNever(expression.operand)
    default:
      return false
  }
}

/** All rules of a schema, those of fields included. */
export const allRules = (policy: Policy): Rule[] =>
  Object.values(policy.models).flatMap(({ rules, fields }) => [
    ...rules,
    ...Object.values(fields).flatMap((field) => field.rules),
  ])
