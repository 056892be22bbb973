import { and, not, one, or } from './condition'
import type { Condition, Test, TestOperator } from './condition'
import type {
  Comparison,
  Expression,
  FieldPolicy,
  ModelPolicy,
  Operation,
  Policy,
} from './types'

/** A record in memory: the user, a row that has been read. */
export type Row = Record<string, unknown>

/** Who asks, and when. */
export interface Actor {
  /** null for a visitor. */
  user: Row | null
  now: Date
}

/** What a path of an expression can begin at: a row in memory, or one in the
 * database, about which the condition will be. */
type Binding = { row: Row; model: string } | { open: string }

export interface Environment {
  policy: Policy
  actor: Actor
  /** By scope: the row of the rule, then the elements of collections. */
  scopes: Binding[]
  /** The row of the rule after the update, if there is one. */
  future?: Binding
  /** Resolves `check(relation, operation)` for rows of the model. */
  ruleOf: (model: string, operation: Operation) => Condition
  operation: Operation
}

type Operand =
  | {
      value: unknown
      isLiteralNull?: boolean
      /** The key fields, if the value is a record. */
      key?: string[]
    }
  | { model: string; path: string[] }

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
      return and(...expression.operands.map(inner))
    case 'or':
      return or(...expression.operands.map(inner))
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

/** A bare field or value in the place of a condition. */
const truth = (operand: Operand, environment: Environment): Condition => {
  if ('path' in operand) {
    return testAt(operand, { operator: 'equals', value: true }, environment)
  }
  return typeof operand.value === 'boolean' ? operand.value : null
}

const operandOf = (
  expression: Expression,
  environment: Environment
): Operand => {
  switch (expression.kind) {
    case 'literal':
      return {
        value: expression.value,
        isLiteralNull: expression.value === null,
      }
    case 'now':
      return { value: environment.actor.now }
    case 'list':
      return {
        value: expression.items.map((item) => valueOf(item, environment)),
      }
    case 'auth': {
      const { user } = environment.actor
      const { authModel } = environment.policy
      return known(user, authModel, expression.path, environment.policy)
    }
    case 'path': {
      const binding = bindingOf(expression.scope, environment)
      if ('open' in binding) {
        refuseOuterRow(expression.scope, environment)
        return { model: binding.open, path: expression.path }
      }
      return known(
        binding.row,
        binding.model,
        expression.path,
        environment.policy
      )
    }
  }
  throw new Error(`A condition cannot be compared: ${expression.kind}`)
}

const known = (
  row: Row | null,
  model: string | null,
  path: string[],
  policy: Policy
): Known => {
  const target = model === null ? null : targetOf({ model, path }, policy)
  return {
    value: walk(row, path, model, policy),
    ...(target?.isRow && { key: target.model.key }),
  }
}

const valueOf = (expression: Expression, environment: Environment): unknown => {
  const operand = operandOf(expression, environment)
  if ('path' in operand) {
    throw new Error('A list can hold no fields of a row')
  }
  return operand.value
}

const bindingOf = (
  scope: number | 'future',
  { scopes, future }: Environment
): Binding => {
  const binding = scope === 'future' ? future : scopes[scope]
  if (!binding) {
    throw new Error(`There is no row for scope ${scope}`)
  }
  return binding
}

/** A filter inside of a list can ask nothing of the row around it. */
const refuseOuterRow = (scope: number | 'future', { scopes }: Environment) => {
  const within = scopes.slice(scope === 'future' ? 1 : scope + 1)
  if (within.some((binding) => 'open' in binding)) {
    throw new Error('A condition in a list cannot look at the row around it')
  }
}

/** Where a path leads in memory; a relation that is not loaded, as far as its
 * foreign keys tell. */
const walk = (
  start: Row | null,
  path: string[],
  modelName: string | null,
  policy: Policy
): unknown => {
  let value: unknown = start
  let model = modelName === null ? undefined : policy.models[modelName]
  for (const name of path) {
    if (value === null || value === undefined) {
      return null
    }
    const field: FieldPolicy | undefined = model?.fields[name]
    value = (value as Row)[name] ?? keysBehind(field, value as Row)
    model = field && policy.models[field.type]
  }
  return value ?? null
}

const keysBehind = (field: FieldPolicy | undefined, row: Row): Row | null => {
  const { fields = [], references = [] } = field?.relation ?? {}
  return fields.length > 0 && fields.every((name) => row[name] != null)
    ? Object.fromEntries(references.map((name, n) => [name, row[fields[n]]]))
    : null
}

type Open = Extract<Operand, { path: string[] }>
type Known = Extract<Operand, { value: unknown }>

const isOpen = (operand: Operand): operand is Open => 'path' in operand

const MIRRORED: Record<Comparison, Comparison> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  in: 'in',
}

const TESTS: Record<Comparison, TestOperator> = {
  '==': 'equals',
  '!=': 'equals',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
  in: 'in',
}

const compare = (
  {
    operator,
    left,
    right,
  }: { operator: Comparison; left: Expression; right: Expression },
  environment: Environment
): Condition => {
  const a = operandOf(left, environment)
  const b = operandOf(right, environment)
  const positive = ((): Condition => {
    if (isOpen(a)) {
      return isOpen(b)
        ? compareFields(a, b, operator, environment)
        : compareOpen(a, b, operator, environment)
    }
    return isOpen(b)
      ? compareOpen(b, a, MIRRORED[operator], environment)
      : compareKnown(a, b, operator)
  })()
  return operator === '!=' ? not(positive) : positive
}

/** For `!=`, what `==` would be. */
const compareKnown = (a: Known, b: Known, operator: Comparison): Condition => {
  if (a.isLiteralNull || b.isLiteralNull) {
    return a.value === null && b.value === null
  }
  if (a.value === null || b.value === null) {
    return null
  }
  const key = a.key ?? b.key
  const [x, y] = [comparable(a.value, key), comparable(b.value, key)]
  switch (operator) {
    case '<':
      return x < y
    case '<=':
      return x <= y
    case '>':
      return x > y
    case '>=':
      return x >= y
    case 'in':
      return (b.value as unknown[]).some((item) => comparable(item) === x)
    default:
      return x === y
  }
}

/** A value that JavaScript compares as the database does. */
const comparable = (value: unknown, key?: string[]): string | number => {
  if (value instanceof Date) {
    return value.getTime()
  }
  return key
    ? JSON.stringify(key.map((name) => (value as Row)[name]))
    : (value as string | number)
}

/** A path from the row in the database, against something in memory. */
const compareOpen = (
  open: Open,
  known: Known,
  operator: Comparison,
  environment: Environment
): Condition => {
  if (known.value === null) {
    return known.isLiteralNull ? absenceAt(open, environment) : null
  }
  if (targetOf(open, environment.policy).isRow) {
    return compareRow(open, known, environment)
  }
  return testAt(
    open,
    { operator: TESTS[operator], value: known.value },
    environment
  )
}

/** What a path leads to: a field, or the row of a model. */
const targetOf = (
  { model, path }: Open,
  policy: Policy
): { isRow: boolean; model: ModelPolicy } => {
  let current = policy.models[model]
  for (const name of path) {
    const field = current.fields[name]
    if (field.kind !== 'relation') {
      return { isRow: false, model: current }
    }
    current = policy.models[field.type]
  }
  return { isRow: true, model: current }
}

/** Records are the same when their keys are; a relation's are its foreign keys. */
const compareRow = (
  open: Open,
  known: Known,
  environment: Environment
): Condition => {
  const { model } = targetOf(open, environment.policy)
  const row = known.value as Row
  return and(
    ...model.key.map((key) =>
      row[key] == null
        ? null
        : testAt(
            { ...open, path: [...open.path, key] },
            { operator: 'equals', value: row[key] },
            environment
          )
    )
  )
}

/** Whether a path leads to nothing: it, or a relation on its way, is null. */
const absenceAt = ({ model, path }: Open, { policy }: Environment): Condition =>
  or(
    ...path.map((name, step) => {
      const before = path.slice(0, step)
      const holder = targetOf({ model, path: before }, policy).model
      return through(before, nullness(holder, name))
    })
  )

/** Whether a field or relation of the row is null. */
const nullness = (model: ModelPolicy, name: string): Condition => {
  const { kind, optional, relation } = model.fields[name]
  if (!optional) {
    return false
  }
  const [key = kind === 'relation' ? undefined : name] = relation?.fields ?? []
  return key === undefined
    ? { kind: 'absent', relation: name }
    : fieldTest(model, key, { operator: 'equals', value: null })
}

/** Two paths from the same row that end at fields of one record. */
const compareFields = (
  a: Open,
  b: Open,
  operator: Comparison,
  environment: Environment
): Condition => {
  const prefix = a.path.slice(0, -1)
  if (prefix.join('.') !== b.path.slice(0, -1).join('.')) {
    throw new Error('Fields of two records cannot be compared')
  }
  return testAt(
    a,
    {
      operator: TESTS[operator],
      value: b.path[b.path.length - 1],
      fieldOf: targetOf({ ...a, path: prefix }, environment.policy).model.name,
    },
    environment
  )
}

const fieldTest = (
  model: ModelPolicy,
  name: string,
  test: Test
): Condition => ({
  kind: 'field',
  field: name,
  optional: model.fields[name].optional,
  test,
})

const through = (relations: string[], condition: Condition): Condition =>
  relations.reduceRight<Condition>(
    (inner, relation) => one(relation, inner),
    condition
  )

/** A test of the field that a path ends at, by foreign key where that will do. */
const testAt = (
  { model, path }: Open,
  test: Test,
  { policy }: Environment
): Condition => {
  const name = path[path.length - 1]
  const relations = path.slice(0, -1)
  const holder = targetOf({ model, path: relations }, policy).model
  const last = relations[relations.length - 1]
  if (last !== undefined && !test.fieldOf) {
    const owner = targetOf(
      { model, path: relations.slice(0, -1) },
      policy
    ).model
    const { fields = [], references = [] } = owner.fields[last].relation ?? {}
    const foreignKey = fields[references.indexOf(name)]
    if (foreignKey !== undefined) {
      return through(relations.slice(0, -1), fieldTest(owner, foreignKey, test))
    }
  }
  return through(relations, fieldTest(holder, name, test))
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
  if (subject.value === null) {
    return null
  }
  const model = modelAt(collection, environment)
  const each = (subject.value as Row[]).map((row) => inScope({ row, model }))
  if (kind === 'every') {
    return and(...each)
  }
  return kind === 'some' ? or(...each) : not(or(...each))
}

/** The model of the elements of a collection in memory. */
const modelAt = (collection: Expression, environment: Environment): string => {
  const { policy } = environment
  const start =
    collection.kind === 'auth'
      ? policy.authModel
      : collection.kind === 'path'
        ? modelOf(bindingOf(collection.scope, environment))
        : null
  if (start === null) {
    throw new Error('Not a collection of records')
  }
  const { path } = collection as { path: string[] }
  return targetOf({ model: start, path }, policy).model.name
}

const modelOf = (binding: Binding) =>
  'open' in binding ? binding.open : binding.model

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
