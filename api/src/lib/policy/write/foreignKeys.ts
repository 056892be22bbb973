import { Prisma } from '@prisma/client'

import { ask, hold } from '../ask'
import type { Question } from '../ask'
import { partsOf } from '../compile/parts'
import type { Client } from '../operation'
import type { FieldPolicy, ModelPolicy, Scope } from '../types'

import { absent } from './denial'
import { isOwnSide, parentKey } from './rows'
import { recoverably } from './transaction'
import type { Row, Writing } from './writing'

/*
 * A foreign key names another row. Whether a row may hang on that one is for its
 * own rules to say; where they do not speak of it, it must be one that the actor
 * can see, as all others are not there for them.
 */

type Naming = 'create' | 'update'

/** What is written of a row, as far as foreign keys go. */
export interface Written {
  policy: ModelPolicy
  /** The row's values, as far as they are known. */
  values: Row
  /** The fields that the caller writes. */
  names: readonly string[]
}

const namedBy = ({ policy, values, names }: Written) =>
  Object.values(policy.fields).filter(
    (field) =>
      isOwnSide(field) &&
      field.relation?.fields.some((name) => names.includes(name)) &&
      parentKey(field, values) !== null
  )

/** Whether the rows that the values name are there for the actor. */
const questionsOf = (
  { visible }: Writing,
  relations: FieldPolicy[],
  values: Row
): Question[] =>
  relations.map((field) => ({
    model: field.type,
    key: parentKey(field, values) ?? {},
    condition: visible.rule(field.type),
  }))

/** Whether the rows that foreign keys name are there for the actor. */
export const namedParents = (writing: Writing, written: Written): Question[] =>
  questionsOf(writing, namedBy(written), written.values)

/**
 * What must be true of the rows that foreign keys name of which no rule speaks:
 * that the actor can see them.
 */
export const unjudgedParents = (
  writing: Writing,
  naming: Naming,
  written: Written
): Question[] =>
  questionsOf(
    writing,
    namedBy(written).filter(
      (field) =>
        writing.visible.rule(field.type) !== true &&
        !judgedBy(written.policy, naming).has(field.name)
    ),
    written.values
  )

const judged = new WeakMap<ModelPolicy, Record<Naming, Set<string>>>()

/** The relations whose other end the rules look at, on a row to come. */
const judgedBy = (model: ModelPolicy, naming: Naming): Set<string> => {
  let names = judged.get(model)
  if (!names) {
    names = {
      create: spokenOf(model, 'create', 0),
      update: spokenOf(model, 'update', 'future'),
    }
    judged.set(model, names)
  }
  return names[naming]
}

const spokenOf = (
  { rules, fields }: ModelPolicy,
  operation: Naming,
  scope: Scope
) => {
  const paths = rules
    .filter(({ operations }) => operations.includes(operation))
    .flatMap(({ condition }) => partsOf(condition))
    .flatMap((part) =>
      part.kind === 'path' && part.scope === scope ? part.path.slice(0, 1) : []
    )
  const relations = Object.values(fields).filter(({ name, relation }) =>
    [name, ...(relation?.fields ?? [])].some((each) => paths.includes(each))
  )
  return new Set(relations.map(({ name }) => name))
}

/**
 * Makes sure that foreign keys of which no rule speaks name rows that the actor
 * can see.
 *
 * @throws PrismaClientKnownRequestError P2025
 */
export const requireParents = async (
  writing: Writing,
  client: Client,
  naming: Naming,
  written: Written
) => {
  const questions = unjudgedParents(writing, naming, written)
  const answers = await hold(client, writing, questions)
  const hidden = questions[answers.indexOf(false)]
  if (hidden) {
    throw absent(hidden.model)
  }
}

/**
 * The error to give instead of another one: that of a missing row, if the values
 * name one that is not there for the actor.
 *
 * @param known the answers to `namedParents`, if they have been asked
 */
export const parentsFirst = async (
  writing: Writing,
  client: Client,
  written: Written,
  error: () => Promise<unknown>,
  known?: boolean[]
): Promise<unknown> => {
  const questions = namedParents(writing, written)
  const answers = known ?? (await ask(client, writing, questions))
  const hidden = questions[answers.indexOf(false)]
  return hidden ? absent(hidden.model) : error()
}

/**
 * Writes rows. Where the database misses one that their foreign keys name, the
 * error is that of a row that is not there.
 */
export const namingParents = async <Result>(
  writing: Writing,
  client: Client,
  rows: Written[],
  write: () => Promise<Result>
): Promise<Result> => {
  if (rows.every((written) => namedBy(written).length === 0)) {
    return write()
  }
  try {
    return await recoverably(writing.policy, client, write)
  } catch (error) {
    let told = error
    for (const written of rows) {
      if (isForeignKeyError(told)) {
        told = await parentsFirst(writing, client, written, async () => error)
      }
    }
    throw told
  }
}

const isForeignKeyError = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  error.code === 'P2003'
