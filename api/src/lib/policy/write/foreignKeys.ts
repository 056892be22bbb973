import { Prisma } from '@prisma/client'

import { ask } from '../ask'
import { partsOf } from '../compile/parts'
import type { Client } from '../operation'
import type { FieldPolicy, ModelPolicy } from '../types'

import { absent } from './denial'
import { isOwnSide, parentKey } from './rows'
import type { Row, Writing } from './writing'

/*
 * A foreign key names another row. Whether a row may hang on that one is for its
 * own rules to say; where they do not speak of it, it must be one that the actor
 * can see, as all others are not there for them.
 */

type Naming = 'create' | 'update'

const namedBy = (model: ModelPolicy, values: Row, names: readonly string[]) =>
  Object.values(model.fields).filter(
    (field) =>
      isOwnSide(field) &&
      field.relation?.fields.some((name) => names.includes(name)) &&
      parentKey(field, values) !== null
  )

/** The model of a row that the values name, but the actor cannot see. */
const unseen = async (
  { policy, visible }: Writing,
  client: Client,
  relations: FieldPolicy[],
  values: Row
): Promise<string | undefined> => {
  const answers = await ask(
    client,
    policy,
    relations.map((field) => ({
      model: field.type,
      key: parentKey(field, values) ?? {},
      condition: visible.rule(field.type),
    }))
  )
  return relations.find((_field, n) => !answers[n])?.type
}

/** The relations of which the rules leave it open what they may lead to. */
const unjudged = (
  { visible }: Writing,
  model: ModelPolicy,
  naming: Naming,
  values: Row,
  names: readonly string[]
) =>
  namedBy(model, values, names).filter(
    (field) =>
      visible.rule(field.type) !== true && !isJudged(model, naming, field)
  )

/** Whether the rules speak of what a relation leads to, on a row to come. */
const isJudged = (
  { rules }: ModelPolicy,
  naming: Naming,
  { name, relation }: FieldPolicy
) =>
  rules
    .filter(({ operations }) => operations.includes(naming))
    .flatMap(({ condition }) => partsOf(condition))
    .some(
      (part) =>
        part.kind === 'path' &&
        part.scope === (naming === 'create' ? 0 : 'future') &&
        [name, ...(relation?.fields ?? [])].includes(part.path[0])
    )

/** Whether `requireParents` has anything to ask. */
export const hasUnjudgedParents = (
  writing: Writing,
  model: ModelPolicy,
  naming: Naming,
  values: Row,
  names: readonly string[]
): boolean => unjudged(writing, model, naming, values, names).length > 0

/**
 * Makes sure that foreign keys of which no rule speaks name rows that the actor
 * can see.
 *
 * @param values the row's, as far as they are known
 * @param names the fields that the caller writes
 * @throws PrismaClientKnownRequestError P2025
 */
export const requireParents = async (
  writing: Writing,
  client: Client,
  model: ModelPolicy,
  naming: Naming,
  values: Row,
  names: readonly string[]
) => {
  const relations = unjudged(writing, model, naming, values, names)
  const hidden = await unseen(writing, client, relations, values)
  if (hidden !== undefined) {
    throw absent(hidden)
  }
}

/**
 * The error to give instead of a denial or of a foreign key's violation: that of
 * a missing row, if the values name one that is not there for the actor.
 */
export const parentsFirst = async (
  writing: Writing,
  client: Client,
  model: ModelPolicy,
  values: Row,
  names: readonly string[],
  error: () => Promise<Error>
): Promise<Error> => {
  const relations = namedBy(model, values, names)
  const hidden = await unseen(writing, client, relations, values)
  return hidden === undefined ? error() : absent(hidden)
}

/** Whether the database has found no row behind a foreign key. */
export const isForeignKeyError = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  error.code === 'P2003'
