import { authModelOf } from '../authModelOf'
import type {
  Expression,
  FieldPolicy,
  Literal,
  ModelPolicy,
  Policy,
  Scope,
} from '../types'

/** What the names in a condition stand for. */
export interface Setting {
  policy: Policy
  /** The models of the rows: the rule's, then of elements of collections. */
  scopes: { model: string; inMemory: boolean }[]
  /** The row that the database is asked about: all tests are of this one. */
  asked: Scope
  /** In every element: `![…]`. */
  inEvery: boolean
}

/** One side of a comparison, an argument, a collection. */
export type Operand =
  | { is: 'literal'; value: Literal }
  | { is: 'now' }
  | { is: 'list'; items: Operand[] }
  | {
      is: 'row' | 'rows'
      model: ModelPolicy
      inMemory: boolean
      path: string[]
    }
  | {
      is: 'field'
      field: FieldPolicy
      inMemory: boolean
      path: string[]
    }

/**
 * What a part of a condition stands for.
 *
 * @throws Error for what has no value
 */
export const operandOf = (
  expression: Expression,
  setting: Setting
): Operand => {
  switch (expression.kind) {
    case 'literal':
      return { is: 'literal', value: expression.value }
    case 'now':
      return { is: 'now' }
    case 'list':
      return {
        is: 'list',
        items: expression.items.map((item) => operandOf(item, setting)),
      }
    case 'auth': {
      const model = authModelOf(setting.policy).name
      return follow(model, expression.path, true, setting)
    }
    case 'path': {
      const { model, inMemory } = startOf(expression.scope, setting)
      return follow(model, expression.path, inMemory, setting)
    }
    default:
      throw new Error('a condition cannot be compared')
  }
}

const startOf = (scope: Scope, { scopes, asked }: Setting) => {
  const { model, inMemory } =
    scope === 'future'
      ? { model: scopes[0].model, inMemory: false }
      : scopes[scope]
  if (!inMemory && scope !== asked) {
    throw new Error(
      'a condition on the elements of a list cannot look at the row around it'
    )
  }
  return { model, inMemory }
}

const follow = (
  start: string,
  path: string[],
  inMemory: boolean,
  { policy }: Setting
): Operand => {
  let model = policy.models[start]
  for (const [step, name] of path.entries()) {
    const field: FieldPolicy | undefined = model.fields[name]
    if (!field) {
      throw new Error(`${model.name} has no ${name}`)
    }
    const isLast = step === path.length - 1
    if (field.kind !== 'relation') {
      if (!isLast) {
        throw new Error(`${name} is not a relation`)
      }
      return { is: 'field', field, inMemory, path }
    }
    model = policy.models[field.type]
    if (field.list) {
      if (!isLast) {
        throw new Error(`${name} is a list: use ?[…], ![…] or ^[…]`)
      }
      return { is: 'rows', model, inMemory, path }
    }
  }
  return { is: 'row', model, inMemory, path }
}
