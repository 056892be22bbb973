import type {
  Expression,
  FieldPolicy,
  ModelPolicy,
  Operation,
  Policy,
  Rule,
} from '../types'

import { checkComparison, mustTake } from './comparisons'
import { operandOf } from './operands'
import type { Operand, Setting } from './operands'

/** A `check()` in a rule: the model whose rules it asks, and for what. */
export interface Delegation {
  model: string
  operation?: Operation
}

/** A rule that has been found right, with all its `check()`s. */
export interface Checked {
  rule: Rule
  model: ModelPolicy
  /** Whose rule it is, if not the model's own. */
  field?: FieldPolicy
  delegations: Delegation[]
}

interface Checks extends Setting {
  provider: string
  delegations: Delegation[]
}

const TEXT = ['contains', 'startsWith', 'endsWith']

/**
 * Refuses conditions that could be evaluated but would not mean in the database
 * what they say: other types, other rows, other values than they seem to ask for.
 *
 * @returns the `check()`s in the rule
 * @throws Error saying what is wrong with it
 */
export const typeCheck = (
  { condition, looksAhead }: Rule,
  model: string,
  policy: Policy,
  provider: string
): Delegation[] => {
  const delegations: Delegation[] = []
  checkCondition(condition, {
    policy,
    provider,
    delegations,
    // A rule that looks ahead is asked of the new row; the old one is known.
    scopes: [{ model, inMemory: looksAhead }],
    asked: looksAhead ? 'future' : 0,
    inEvery: false,
  })
  return delegations
}

const checkCondition = (expression: Expression, setting: Checks): void => {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.operands.forEach((operand) =>
        checkCondition(operand, setting)
      )
    case 'not':
      return checkCondition(expression.operand, setting)
    case 'compare':
      return checkComparison(expression, setting)
    case 'some':
    case 'every':
    case 'none':
      return checkCollection(expression, setting)
    case 'call':
      return checkCall(expression, setting)
    case 'check':
      return checkDelegation(expression, setting)
    default:
      return checkTruth(operandOf(expression, setting))
  }
}

const checkTruth = (operand: Operand) => {
  const isBoolean =
    operand.is === 'literal'
      ? typeof operand.value === 'boolean'
      : operand.is === 'field' &&
        operand.field.type === 'Boolean' &&
        !operand.field.list
  if (!isBoolean) {
    throw new Error('only a Boolean can stand alone')
  }
}

const checkCollection = (
  {
    kind,
    collection,
    condition,
  }: Extract<Expression, { kind: 'some' | 'every' | 'none' }>,
  setting: Checks
) => {
  const subject = operandOf(collection, setting)
  if (subject.is !== 'rows') {
    throw new Error('?[…], ![…] and ^[…] need a list of records')
  }
  const { model, inMemory } = subject
  checkCondition(condition, {
    ...setting,
    scopes: [...setting.scopes, { model: model.name, inMemory }],
    asked: inMemory ? setting.asked : setting.scopes.length,
    inEvery: inMemory ? setting.inEvery : kind === 'every',
  })
}

const checkCall = (
  { name, args }: Extract<Expression, { kind: 'call' }>,
  setting: Checks
) => {
  const [subject, argument, option] = args.map((arg) => operandOf(arg, setting))
  if (subject?.is !== 'field') {
    throw new Error(`${name}() needs a field`)
  }
  if (TEXT.includes(name)) {
    checkText(name, subject, argument)
    if (option && !(option.is === 'literal' && option.value === false)) {
      throw new Error(`${name}() cannot ignore case`)
    }
    return
  }
  if (!subject.field.list) {
    throw new Error(`${name}() needs a list of values`)
  }
  if (setting.provider === 'sqlite') {
    throw new Error('SQLite has no lists of values')
  }
  if (name !== 'isEmpty') {
    const items = argument?.is === 'list' ? argument.items : [argument]
    const isList = argument?.is === 'list'
    if (isList !== (name !== 'has')) {
      throw new Error(
        `${name}() takes ${isList ? 'one value' : 'a list of values'}`
      )
    }
    items.forEach((item) => checkItem(name, item, subject, setting))
  }
}

/** What a list is searched for: a value that is known now, or of the user. */
const checkItem = (
  name: string,
  item: Operand | undefined,
  subject: Extract<Operand, { is: 'field' }>,
  { policy }: Setting
) => {
  if (item?.is === 'literal' && item.value !== null) {
    return mustTake(subject, item.value, false, policy.enums)
  }
  const isKnown = item?.is === 'field' && item.inMemory && !item.field.list
  if (!isKnown || name !== 'has' || item.field.type !== subject.field.type) {
    throw new Error(`${name}() takes literals only`)
  }
}

// Prisma makes LIKE patterns of these, without escaping what it is given.
const WILDCARD = /[%_\\]/

const checkText = (
  name: string,
  subject: Extract<Operand, { is: 'field' }>,
  argument: Operand | undefined
) => {
  const { field, inMemory } = subject
  if (field.type !== 'String' || field.list) {
    throw new Error(`${name}() needs a String`)
  }
  if (argument?.is === 'field' && !argument.inMemory) {
    throw new Error(`${name}() takes no field of the row as its argument`)
  }
  if (
    inMemory &&
    argument?.is === 'field' &&
    argument.field.type === 'String'
  ) {
    return
  }
  if (argument?.is !== 'literal' || typeof argument.value !== 'string') {
    throw new Error(
      `${name}() takes a literal only: in the database, % and _ in it stand for any text`
    )
  }
  if (!inMemory && WILDCARD.test(argument.value)) {
    throw new Error(`in ${name}(), the database reads %, _ and \\ as a pattern`)
  }
}

const checkDelegation = (
  { relation, operation }: Extract<Expression, { kind: 'check' }>,
  setting: Checks
) => {
  const subject = operandOf(relation, setting)
  if (setting.asked === 'future') {
    throw new Error('check() and future() need a rule each')
  }
  if (subject.is !== 'row' || subject.path.length === 0 || subject.inMemory) {
    throw new Error('check() needs a relation of the row, to one')
  }
  setting.delegations.push({ model: subject.model.name, operation })
}
