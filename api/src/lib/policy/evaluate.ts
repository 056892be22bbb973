import { compare, testAt, through } from './compare'
import { and, not, or } from './condition'
import type { Condition, Test } from './condition'
import type { Binding, Environment, Row } from './environment'
import { isOpen, operandOf, targetOf } from './operands'
import type { Operand } from './operands'
import type { Expression } from './types'

/**
 * Puts the user, the time and the rows in memory into a rule's condition.
 *
 * @returns what is left to ask of the row in the database
 * @throws Error for a rule that the compiler should have refused
 */
export const evaluate = (
  expression: Expression,
  environment: Environment
): Condition => {
  const inner = (part: Expression) => evaluate(part, environment)
  switch (expression.kind) {
    case 'and':
    case 'or':
      return all(expression, environment)
    case 'not':
      return not(inner(expression.operand))
    case 'compare':
      return compare(expression, environment)
    case 'some':
    case 'every':
    case 'none':
      return overCollection(expression, environment)
    case 'call':
      return call(expression, environment)
    case 'check':
      return delegate(expression, environment)
    default:
      return truth(operandOf(expression, environment), environment)
  }
}

/** Stops where one operand decides, as it does for most actors. */
const all = (
  { kind, operands }: Extract<Expression, { kind: 'and' | 'or' }>,
  environment: Environment
): Condition => {
  const decisive = kind === 'or'
  const parts: Condition[] = []
  for (const operand of operands) {
    const part = evaluate(operand, environment)
    if (part === decisive) {
      return decisive
    }
    parts.push(part)
  }
  return decisive ? or(...parts) : and(...parts)
}

/** A bare field or value in the place of a condition. */
const truth = (operand: Operand, environment: Environment): Condition => {
  if ('path' in operand) {
    return testAt(operand, { operator: 'equals', value: true }, environment)
  }
  return typeof operand.value === 'boolean' ? operand.value : null
}

const call = (
  { name, args }: Extract<Expression, { kind: 'call' }>,
  environment: Environment
): Condition => {
  const [subject, ...rest] = args.map((arg) => operandOf(arg, environment))
  const [argument] = rest.map((operand) => {
    if (isOpen(operand)) {
      throw new Error(`${name}() takes no field of the row as its argument`)
    }
    return operand.value
  })
  if (name !== 'isEmpty' && argument === null) {
    return null
  }
  const test: Test = {
    operator: name,
    value: name === 'isEmpty' ? true : argument,
  }
  return isOpen(subject)
    ? testAt(subject, test, environment)
    : testKnown(subject.value, test)
}

const testKnown = (subject: unknown, { operator, value }: Test): Condition => {
  if (subject === null) {
    return null
  }
  const list = subject as unknown[]
  switch (operator) {
    case 'contains':
      return String(subject).includes(String(value))
    case 'startsWith':
      return String(subject).startsWith(String(value))
    case 'endsWith':
      return String(subject).endsWith(String(value))
    case 'has':
      return list.includes(value)
    case 'hasEvery':
      return (value as unknown[]).every((item) => list.includes(item))
    case 'hasSome':
      return (value as unknown[]).some((item) => list.includes(item))
    default:
      return list.length === 0
  }
}

const overCollection = (
  {
    kind,
    collection,
    condition,
  }: Extract<Expression, { kind: 'some' | 'every' | 'none' }>,
  environment: Environment
): Condition => {
  const { scopes, policy } = environment
  const subject = operandOf(collection, environment)
  const inScope = (binding: Binding) =>
    evaluate(condition, { ...environment, scopes: [...scopes, binding] })
  if (isOpen(subject)) {
    const relation = subject.path[subject.path.length - 1]
    const { model } = targetOf(subject, policy)
    return through(subject.path.slice(0, -1), {
      kind,
      relation,
      condition: inScope({ open: model.name }),
    })
  }
  const { value, rowOf } = subject
  if (!rowOf) {
    throw new Error('Not a collection of records')
  }
  if (value === null) {
    return null
  }
  const model = rowOf.name
  const each = (value as Row[]).map((row) => inScope({ row, model }))
  if (kind === 'every') {
    return and(...each)
  }
  return kind === 'some' ? or(...each) : not(or(...each))
}

/** The rule of the record that a relation leads to. */
const delegate = (
  { relation, operation }: Extract<Expression, { kind: 'check' }>,
  environment: Environment
): Condition => {
  const subject = operandOf(relation, environment)
  if (!isOpen(subject)) {
    throw new Error('check() needs a relation of the row')
  }
  const { model } = targetOf(subject, environment.policy)
  const rule = environment.ruleOf(
    model.name,
    operation ?? environment.operation
  )
  return through(subject.path, rule)
}
