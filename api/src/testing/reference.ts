import type {
  Expression,
  FieldPolicy,
  Operation,
  Policy,
  Rule,
} from 'src/lib/policy/types'

import { related } from './relations'

/*
 * What a rule's condition means, told a second time and as plainly as can be:
 * loops over rows in memory, and SQL's three values. Tests hold the real
 * evaluator, which works on filters, against it.
 */

/** true, false, or null for unknown. */
export type Truth = boolean | null

export type Row = Record<string, unknown>

/** A database in memory: all rows of each model. */
export type Tables = Record<string, Row[]>

export interface Setting {
  policy: Policy
  tables: Tables
  user: Row | null
  /** Where the user's relations come from, if not from `tables`. */
  usersTables?: Tables
  /** The row of the rule, then the elements of collections. */
  scopes: Row[]
  /** The scopes whose rows come with the user, and not from the database. */
  loaded?: number[]
  /** After an update: the row as it is then, in a database as it is then. */
  future?: { row: Row; tables: Tables }
  /** What is asked, for a `check()` that does not say. */
  operation?: Operation
  now?: Date
}

const both = (a: Truth, b: Truth): Truth =>
  a === false || b === false ? false : a === null || b === null ? null : true

const either = (a: Truth, b: Truth): Truth =>
  a === true || b === true ? true : a === null || b === null ? null : false

/** Whether a condition is true, false or unknown of the rows in its setting. */
export const truthOf = (expression: Expression, setting: Setting): Truth => {
  const of = (part: Expression) => truthOf(part, setting)
  switch (expression.kind) {
    case 'and':
      return expression.operands.map(of).reduce(both, true)
    case 'or':
      return expression.operands.map(of).reduce(either, false)
    case 'not': {
      const truth = of(expression.operand)
      return truth === null ? null : !truth
    }
    case 'compare':
      return compared(expression, setting)
    case 'some':
    case 'every':
    case 'none':
      return overElements(expression, setting)
    case 'call': {
      const [subject, argument] = expression.args.map((arg) =>
        valueOf(arg, setting)
      )
      if (subject === null || argument === null) {
        return null
      }
      const [text, part] = [String(subject), String(argument)]
      return expression.name === 'contains'
        ? text.includes(part)
        : expression.name === 'startsWith'
          ? text.startsWith(part)
          : text.endsWith(part)
    }
    case 'check':
      return checked(expression, setting)
    default:
      return valueOf(expression, setting) as Truth
  }
}

/** Whether a row's rules let it be done: some allow, and no deny; or unknown. */
const checked = (
  { relation, operation }: Extract<Expression, { kind: 'check' }>,
  setting: Setting
): Truth => {
  const { policy } = setting
  const asked = operation ?? setting.operation ?? 'read'
  const row = valueOf(relation, setting) as Row | null
  if (row === null) {
    return null
  }
  const { rules } = policy.models[modelOfRow(row, setting)]
  const inner = { ...setting, scopes: [row], loaded: [], operation: asked }
  const any = (effect: Rule['effect']) =>
    rules
      .filter(
        (rule) =>
          rule.effect === effect &&
          rule.operations.includes(asked) &&
          !rule.looksAhead
      )
      .map(({ condition }) => truthOf(condition, inner))
      .reduce(either, false)
  const denied = any('deny')
  return both(any('allow'), denied === null ? null : !denied)
}

/** Whether some allow is true, and every deny false. */
export const rulesAllow = (
  rules: readonly Rule[],
  setting: Setting
): boolean => {
  const of = (effect: Rule['effect']) =>
    rules
      .filter(
        (rule) =>
          rule.effect === effect &&
          rule.operations.includes(setting.operation ?? 'read')
      )
      .map(({ condition }) => truthOf(condition, setting))
  return (
    of('allow').includes(true) && of('deny').every((truth) => truth === false)
  )
}

/** Whether a field's own rules allow it: without any, or any allow, they do. */
export const fieldAllows = (
  { rules, omit }: FieldPolicy,
  setting: Setting
): boolean => {
  const operation = setting.operation ?? 'read'
  const own = rules.filter(({ operations }) => operations.includes(operation))
  const allows = own.filter(({ effect }) => effect === 'allow')
  const isOpen: Rule[] =
    allows.length > 0
      ? []
      : [
          {
            effect: 'allow',
            operations: [operation],
            condition: { kind: 'literal', value: true },
            looksAhead: false,
            source: { file: '', line: 0, text: '' },
          },
        ]
  return (
    !(omit && operation === 'read') && rulesAllow([...own, ...isOpen], setting)
  )
}

/** The rows that a user may read, each without the fields the user may not. */
export const visibleIn = (
  policy: Policy,
  tables: Tables,
  user: Row | null,
  now = new Date()
): Tables =>
  Object.fromEntries(
    Object.values(policy.models).map(({ name, rules, fields }) => [
      name,
      tables[name].flatMap((row) => {
        const setting: Setting = {
          ...{ policy, tables, user, now },
          scopes: [row],
          operation: 'read',
        }
        const seen = Object.keys(row).filter((key) =>
          fieldAllows(fields[key], setting)
        )
        return rulesAllow(rules, setting)
          ? [Object.fromEntries(seen.map((key) => [key, row[key]]))]
          : []
      }),
    ])
  )

const compared = (
  { operator, left, right }: Extract<Expression, { kind: 'compare' }>,
  setting: Setting
): Truth => {
  const asksForNull = [left, right].some(
    (side) => side.kind === 'literal' && side.value === null
  )
  const [a, b] = [left, right].map((side) => keyOf(valueOf(side, setting)))
  if (asksForNull) {
    return operator === '==' ? a === b : a !== b
  }
  if (operator === 'in' && Array.isArray(b) && b.length === 0) {
    return false
  }
  if (a === null || b === null) {
    return null
  }
  switch (operator) {
    case '==':
      return a === b
    case '!=':
      return a !== b
    case 'in':
      return (b as unknown[]).includes(a)
    case '<':
      return (a as number) < (b as number)
    case '<=':
      return (a as number) <= (b as number)
    case '>':
      return (a as number) > (b as number)
    case '>=':
      return (a as number) >= (b as number)
  }
}

/** Rows are the same when their keys are. */
const keyOf = (value: unknown) =>
  value instanceof Date
    ? value.getTime()
    : value !== null && typeof value === 'object' && !Array.isArray(value)
      ? ((value as Row).id ?? (value as Row).userId)
      : value

const overElements = (
  {
    kind,
    collection,
    condition,
  }: Extract<Expression, { kind: 'some' | 'every' | 'none' }>,
  setting: Setting
): Truth => {
  const elements = valueOf(collection, setting) as Row[] | null
  if (elements === null) {
    return null
  }
  const { scopes, loaded = [] } = setting
  const isLoaded =
    collection.kind === 'auth' ||
    (collection.kind === 'path' && loaded.includes(collection.scope as number))
  const truths = elements.map((element) =>
    truthOf(condition, {
      ...setting,
      scopes: [...scopes, element],
      loaded: isLoaded ? [...loaded, scopes.length] : loaded,
    })
  )
  if (isLoaded) {
    // In memory, unknown stays unknown; a database's EXISTS knows no unknown.
    const some = truths.reduce(either, false)
    const every = truths.reduce(both, true)
    return kind === 'every'
      ? every
      : kind === 'some'
        ? some
        : some === null
          ? null
          : !some
  }
  const isTrue = (truth: Truth) => truth === true
  return kind === 'every'
    ? truths.every(isTrue)
    : kind === 'some'
      ? truths.some(isTrue)
      : !truths.some(isTrue)
}

const valueOf = (expression: Expression, setting: Setting): unknown => {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'list':
      return expression.items.map((item) => valueOf(item, setting))
    case 'auth':
      return walk(
        setting.user,
        setting.policy.authModel ?? '',
        expression.path,
        ofUser(setting)
      )
    case 'now':
      return setting.now ?? new Date()
    case 'path': {
      if (expression.scope === 'future') {
        if (!setting.future) {
          throw new Error('There is no row after the update')
        }
        const { row, tables } = setting.future
        const after = { ...setting, tables }
        return walk(row, modelOfRow(row, after), expression.path, after)
      }
      const row = setting.scopes[expression.scope]
      const where = setting.loaded?.includes(expression.scope)
        ? ofUser(setting)
        : ofRow(row, setting)
      return walk(row, modelOfRow(row, where), expression.path, where)
    }
    default:
      throw new Error(`No value: ${expression.kind}`)
  }
}

const ofUser = (setting: Setting): Setting => ({
  ...setting,
  tables: setting.usersTables ?? setting.tables,
})

/** An element of what a new row leads to is of the database as it is then. */
const ofRow = (row: Row, setting: Setting): Setting => {
  const isBefore = Object.values(setting.tables).some((rows) =>
    rows.includes(row)
  )
  return isBefore || !setting.future
    ? setting
    : { ...setting, tables: setting.future.tables }
}

const modelOfRow = (row: Row, { tables }: Setting) => {
  const found = Object.entries(tables).find(([, rows]) => rows.includes(row))
  if (!found) {
    throw new Error('A row of no table')
  }
  return found[0]
}

const walk = (
  start: Row | null,
  model: string,
  path: string[],
  setting: Setting
): unknown => {
  const { policy, tables } = setting
  let value: unknown = start
  let current = model
  for (const name of path) {
    if (value === null) {
      return null
    }
    const row = value as Row
    const field = policy.models[current].fields[name]
    if (field.kind !== 'relation') {
      return row[name] ?? null
    }
    const holder = current
    current = field.type
    const rows = related(policy, tables, holder, row, field)
    value = field.list ? rows : (rows[0] ?? null)
  }
  return value
}
