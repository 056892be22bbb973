import { authModelOf } from './authModelOf'
import type { Binding, Environment, Row } from './environment'
import type { Expression, FieldPolicy, ModelPolicy, Policy } from './types'

/** A side of a comparison: something in memory, or a path from the row. */
export type Operand =
  | {
      value: unknown
      isLiteralNull?: boolean
      /** Whose record the value is, or whose records, if it is any. */
      rowOf?: ModelPolicy
    }
  | { model: string; path: string[] }

export type Open = Extract<Operand, { path: string[] }>
export type Known = Extract<Operand, { value: unknown }>

export const isOpen = (operand: Operand): operand is Open => 'path' in operand

/**
 * What an expression that is no condition stands for.
 *
 * @throws Error for a condition, and for what no filter can ask
 */
export const operandOf = (
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
      const { actor, policy } = environment
      return known(actor.user, authModelOf(policy), expression.path, policy)
    }
    case 'path': {
      const binding = bindingOf(expression.scope, environment)
      if ('open' in binding) {
        refuseOuterRow(expression.scope, environment)
        return { model: binding.open, path: expression.path }
      }
      const { policy } = environment
      const model = policy.models[binding.model]
      return known(binding.row, model, expression.path, policy)
    }
  }
  throw new Error(`A condition cannot be compared: ${expression.kind}`)
}

const known = (
  row: Row | null,
  model: ModelPolicy,
  path: string[],
  policy: Policy
): Known => {
  const target = targetOf({ model: model.name, path }, policy)
  return {
    value: walk(row, path, model, policy),
    ...(target.isRow && { rowOf: target.model }),
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
  if (scopes.length === 1) {
    return
  }
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
  startModel: ModelPolicy,
  policy: Policy
): unknown => {
  let value: unknown = start
  let model = startModel
  for (const name of path) {
    if (value === null) {
      return null
    }
    const field = model.fields[name]
    value = (value as Row)[name] ?? keysBehind(field, value as Row)
    model = policy.models[field.type]
  }
  return value
}

const keysBehind = ({ relation }: FieldPolicy, row: Row): Row | null => {
  if (!relation?.fields.length) {
    return null
  }
  const { fields, references } = relation
  return fields.every((name) => row[name] != null)
    ? Object.fromEntries(references.map((name, n) => [name, row[fields[n]]]))
    : null
}

/** What a path leads to: a field, or the row of a model. */
export const targetOf = (
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
