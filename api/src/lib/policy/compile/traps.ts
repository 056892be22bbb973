import {
  getDataModels,
  getDataSourceProvider,
  getLiteral,
} from '@zenstackhq/sdk'
import type { DataModel, Model } from '@zenstackhq/sdk/ast'

import type { FieldPolicy, Policy, Source } from '../types'

import { findOpenMemberships } from './openMemberships'
import { findMovableOwners, ruleFor } from './ownerKeys'
import { findOwnGrants } from './ownGrants'
import { allRules, partsOf } from './parts'
import { hasCommentAbove, sourceOf } from './source'

/** Something that can be enforced, but is hardly what anyone wants. */
export interface Trap {
  /** What is worth knowing only; it fails no check. */
  isInfo?: boolean
  message: string
  source: Source
}

/** Finds rules that open a door which nobody may have meant to open. */
export const findTraps = (schema: Model, policy: Policy): Trap[] => {
  const models = getDataModels(schema)
  return [
    ...findMovableOwners(policy),
    ...findOwnGrants(policy),
    ...findOpenMemberships(policy),
    ...models.flatMap((model) => [
      ...findHiddenParents(model, policy),
      ...findUnexplained(model),
    ]),
    ...findClosedModels(models, policy),
    ...findFoldedCase(schema, policy),
  ]
}

/** How a trap is told: as one line, beginning with its place. */
export const tell = ({ isInfo, message, source }: Trap): string =>
  `${isInfo ? 'info: ' : ''}${source.file}:${source.line} ${message}`

/** Trap: a row is read with its required parent, and that parent with nobody. */
const findHiddenParents = (model: DataModel, policy: Policy): Trap[] =>
  hasRules(model.name, policy)
    ? model.fields
        .map((field) => ({
          field,
          compiled: policy.models[model.name].fields[field.name],
        }))
        .filter(({ compiled }) => isRequiredParent(compiled))
        .filter(
          ({ compiled }) => !ruleFor(policy.models[compiled.type], 'read')
        )
        .map(({ field, compiled }) => ({
          message: `${model.name} requires a ${compiled.type}, which nobody may read: whoever asks for both gets no row`,
          source: sourceOf(field),
        }))
    : []

const isRequiredParent = ({ kind, list, optional, relation }: FieldPolicy) =>
  kind === 'relation' && !list && !optional && Boolean(relation?.fields.length)

/** Trap: open to everyone, without a word on why. */
const findUnexplained = (model: DataModel): Trap[] =>
  model.attributes
    .filter(
      ({ decl, args: [operations, condition] }) =>
        decl.$refText === '@@allow' &&
        /\b(all|read)\b/.test(String(getLiteral(operations.value))) &&
        getLiteral(condition.value) === true
    )
    .filter((attribute) => !hasCommentAbove(attribute))
    .map((attribute) => ({
      message: `${model.name} is open to everyone: say why in a comment directly above`,
      source: sourceOf(attribute),
    }))

const hasRules = (name: string, { models }: Policy) =>
  models[name].rules.length > 0

/** Worth knowing: what no enhanced client reaches, though a relation leads there. */
const findClosedModels = (models: DataModel[], policy: Policy): Trap[] =>
  models
    .filter(({ name }) => !hasRules(name, policy))
    .filter(({ name }) =>
      Object.values(policy.models).some(
        (other) =>
          hasRules(other.name, policy) &&
          Object.values(other.fields).some(({ type }) => type === name)
      )
    )
    .map((model) => ({
      isInfo: true,
      message: `${model.name} has no rules: nobody reaches it`,
      source: sourceOf(model),
    }))

/** Worth knowing: SQLite takes A for a in a pattern. */
const findFoldedCase = (schema: Model, policy: Policy): Trap[] =>
  getDataSourceProvider(schema) === 'sqlite'
    ? allRules(policy)
        .filter(({ condition }) =>
          partsOf(condition).some(
            (part) =>
              part.kind === 'call' &&
              part.args[0]?.kind === 'path' &&
              part.args[1]?.kind === 'literal' &&
              /[a-z]/i.test(String(part.args[1].value))
          )
        )
        .map(({ source }) => ({
          isInfo: true,
          message:
            'SQLite finds such a text in capitals and small letters alike',
          source,
        }))
    : []
