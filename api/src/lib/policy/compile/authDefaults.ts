import assert from 'node:assert'

import { getAttribute, getDataModels } from '@zenstackhq/sdk'
import type { DataModel, DataModelField, Model } from '@zenstackhq/sdk/ast'

import type { Policy } from '../types'

import { compileExpression } from './expression'
import { operandOf } from './operands'
import { blaming, sourceOf } from './source'

const defaultOf = (field: DataModelField) =>
  getAttribute(field, '@default')?.args[0]?.value

/** The path behind `auth()` in a field's default, if it has one. */
export const authDefault = (
  field: DataModelField,
  model: DataModel
): { authDefault?: string[] } => {
  const value = defaultOf(field)
  if (!value || !/\bauth\(\)/.test(sourceOf(value).text)) {
    return {}
  }
  const expression = compileExpression(value, [model])
  assert(
    expression.kind === 'auth' && expression.path.length > 0,
    'a default can be a field of auth() only'
  )
  return { authDefault: expression.path }
}

/**
 * A type, in TypeScript, that names the fields of each model that default to the
 * current user, and the relations that hang on such fields alone.
 */
export const authDefaultsType = (policy: Policy): string => {
  const entries = Object.values(policy.models).flatMap(({ name, fields }) => {
    const isGiven = (key: string) => fields[key].authDefault !== undefined
    const given = Object.values(fields)
      .filter(({ name: field, relation }) => {
        const keys = relation?.fields ?? [field]
        return keys.length > 0 && keys.every(isGiven)
      })
      .map((field) => `'${field.name}'`)
    return given.length > 0 ? [`${name}: ${given.join(' | ')}`] : []
  })
  const type =
    entries.length > 0 ? `{ ${entries.join('; ')} }` : 'Record<never, never>'
  return (
    '/** What defaults to the current user, by model. */\n' +
    `export type AuthDefaults = ${type}\n`
  )
}

/**
 * Sees to it that what `auth()` gives is what the field takes.
 *
 * @throws PolicyError
 */
export const checkAuthDefaults = (schema: Model, policy: Policy) => {
  const setting = { policy, scopes: [], asked: 0, inEvery: false }
  for (const model of getDataModels(schema)) {
    for (const field of model.fields) {
      const { authDefault: path, type } =
        policy.models[model.name].fields[field.name]
      if (path) {
        blaming(sourceOf(field), () => {
          const given = operandOf({ kind: 'auth', path }, setting)
          if (given.is !== 'field' || given.field.list) {
            throw new Error('a default can be a field of auth() only')
          }
          if (given.field.type !== type) {
            throw new Error(`a ${given.field.type} is no default for a ${type}`)
          }
        })
      }
    }
  }
}
