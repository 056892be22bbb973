import { z } from 'zod/v4'

import type { FieldPolicy, ModelPolicy } from 'src/lib/policy/types'

import {
  ONE_KEY,
  hasOneKey,
  nameOf,
  oneOrMany,
  optionalKeys,
  relationsOf,
  scalarsOf,
} from './grammar'
import type { Grammar } from './grammar'
import { isNumber, itemOf, orNull, valueOf } from './values'
import { uniqueOf, whereOf } from './where'

type Data = Record<string, unknown>

const ownKeys = ({ relation }: FieldPolicy) => relation?.fields ?? []

/** Whether a new row comes without it, or gets it some other way. */
const isOptional = ({ fields }: ModelPolicy, field: FieldPolicy) =>
  field.optional ||
  field.list ||
  field.hasDefault ||
  field.authDefault !== undefined ||
  Object.values(fields).some((each) => ownKeys(each).includes(field.name))

/** Of each foreign key that a new row needs, which relations would give it. */
const neededKeys = (model: ModelPolicy, without: string | undefined) => {
  const given = without === undefined ? [] : ownKeys(model.fields[without])
  return scalarsOf(model)
    .filter(({ name, optional, hasDefault, authDefault }) => {
      const hasOwn = optional || hasDefault || authDefault !== undefined
      return !hasOwn && !given.includes(name)
    })
    .map(({ name }) => ({
      name,
      relations: relationsOf(model).filter((relation) =>
        ownKeys(relation).includes(name)
      ),
    }))
    .filter(({ relations }) => relations.length > 0)
}

const scalarKeys = (
  grammar: Grammar,
  model: ModelPolicy,
  without: string | undefined
) => {
  const given = without === undefined ? [] : ownKeys(model.fields[without])
  return Object.fromEntries(
    scalarsOf(model)
      .filter(({ name }) => !given.includes(name))
      .map((field) => {
        const value = orNull(field, valueOf(grammar, field))
        return [field.name, isOptional(model, field) ? value.optional() : value]
      })
  )
}

const nameFor = (name: string, without?: string) =>
  without === undefined ? name : `${name}Without_${without}`

/**
 * A new row.
 *
 * @param without the relation to the row inside of which it is created
 */
export const createOf = (
  grammar: Grammar,
  name: string,
  without?: string
): z.ZodType =>
  grammar.named(nameFor(`${name}Create`, without), () => {
    const model = grammar.policy.models[name]
    const needed = neededKeys(model, without)
    return z
      .strictObject({
        ...scalarKeys(grammar, model, without),
        ...optionalKeys(
          relationsOf(model).filter((field) => field.name !== without),
          nameOf,
          (field) => relationOf(grammar, field, 'create')
        ),
      })
      .check(({ value, issues }) => {
        for (const key of needed) {
          const ways = [key.name, ...key.relations.map(nameOf)]
          if (ways.every((way) => (value as Data)[way] === undefined)) {
            issues.push({
              code: 'custom',
              message: `Needs one of: ${ways.join(', ')}`,
              path: [key.name],
              input: value,
            })
          }
        }
      })
      .meta({
        allOf: needed.map(({ name: key, relations }) => ({
          anyOf: [key, ...relations.map(nameOf)].map((way) => ({
            required: [way],
          })),
        })),
      })
  })

/** A new row among others, which has no relations. */
const createManyOf = (
  grammar: Grammar,
  name: string,
  without?: string
): z.ZodType =>
  grammar.named(nameFor(`${name}CreateMany`, without), () => {
    const model = grammar.policy.models[name]
    const needed = neededKeys(model, without).map(nameOf)
    const keys = scalarKeys(grammar, model, without)
    return z.strictObject({
      ...keys,
      ...Object.fromEntries(
        needed.map((each) => [each, valueOf(grammar, model.fields[each])])
      ),
    })
  })

/** Rows to create together. */
export const manyRows = (grammar: Grammar, name: string, without?: string) => ({
  data: oneOrMany(createManyOf(grammar, name, without)),
  ...(grammar.policy.provider === 'postgresql' && {
    skipDuplicates: z.boolean().optional(),
  }),
})

const changeOf = (grammar: Grammar, field: FieldPolicy): z.ZodType => {
  const value = orNull(field, valueOf(grammar, field))
  const item = itemOf(grammar, field)
  const more = isNumber(field)
    ? ['increment', 'decrement', 'multiply', 'divide']
    : []
  if (field.type === 'Json' && !field.list) {
    return value
  }
  return z.union([
    value,
    z
      .strictObject({
        set: value.optional(),
        ...optionalKeys(more, String, () => item),
        ...(field.list && { push: oneOrMany(item).optional() }),
      })
      .refine(hasOneKey, 'Takes one change')
      .meta(ONE_KEY),
  ])
}

const changesOf = (grammar: Grammar, model: ModelPolicy, without?: string) => {
  const given = without === undefined ? [] : ownKeys(model.fields[without])
  return optionalKeys(
    scalarsOf(model).filter(({ name }) => !given.includes(name)),
    nameOf,
    (field) => changeOf(grammar, field)
  )
}

/** Changes of a row. */
export const updateOf = (
  grammar: Grammar,
  name: string,
  without?: string
): z.ZodType =>
  grammar.named(nameFor(`${name}Update`, without), () => {
    const model = grammar.policy.models[name]
    return z.strictObject({
      ...changesOf(grammar, model, without),
      ...optionalKeys(
        relationsOf(model).filter((field) => field.name !== without),
        nameOf,
        (field) => relationOf(grammar, field, 'update')
      ),
    })
  })

/** Changes of several rows, which are of no relations. */
export const updateManyOf = (
  grammar: Grammar,
  name: string,
  without?: string
): z.ZodType =>
  grammar.named(nameFor(`${name}UpdateMany`, without), () =>
    z.strictObject(changesOf(grammar, grammar.policy.models[name], without))
  )

type Acts = Record<string, z.ZodType>

/** What makes a relation to new rows and old ones. */
const linking = (grammar: Grammar, { type, list, relation }: FieldPolicy) => {
  const back = relation?.opposite
  const where = uniqueOf(grammar, type)
  const create = createOf(grammar, type, back)
  const connectOrCreate = z.strictObject({ where, create })
  const acts: Acts = list
    ? {
        create: oneOrMany(create),
        connect: oneOrMany(where),
        connectOrCreate: oneOrMany(connectOrCreate),
      }
    : { create, connect: where, connectOrCreate }
  if (list && !relation?.pairs) {
    acts.createMany = z.strictObject(manyRows(grammar, type, back))
  }
  return acts
}

/** What an update also does to the rows of a list. */
const changingMany = (grammar: Grammar, { type, relation }: FieldPolicy) => {
  const back = relation?.opposite
  const where = uniqueOf(grammar, type)
  const some = whereOf(grammar, type)
  const create = createOf(grammar, type, back)
  const update = updateOf(grammar, type, back)
  const data = updateManyOf(grammar, type, back)
  const acts: Acts = {
    set: oneOrMany(where),
    disconnect: oneOrMany(where),
    delete: oneOrMany(where),
    deleteMany: oneOrMany(some),
    update: oneOrMany(z.strictObject({ where, data: update })),
    updateMany: oneOrMany(z.strictObject({ where: some, data })),
    upsert: oneOrMany(z.strictObject({ where, create, update })),
  }
  return acts
}

/** What an update also does to the one row at the other end. */
const changingOne = (
  grammar: Grammar,
  { type, relation, optional }: FieldPolicy
) => {
  const back = relation?.opposite
  const where = whereOf(grammar, type)
  const create = createOf(grammar, type, back)
  const update = updateOf(grammar, type, back)
  const acts: Acts = {
    update: z.union([
      z.strictObject({ where: where.optional(), data: update }),
      update,
    ]),
    upsert: z.strictObject({ where: where.optional(), create, update }),
  }
  if (optional) {
    acts.disconnect = z.union([z.boolean(), where])
    acts.delete = z.union([z.boolean(), where])
  }
  return acts
}

/** What a write does about related rows. */
const relationOf = (
  grammar: Grammar,
  field: FieldPolicy,
  mode: 'create' | 'update'
): z.ZodType => {
  const changing = field.list ? changingMany : changingOne
  const acts = {
    ...linking(grammar, field),
    ...(mode === 'update' && changing(grammar, field)),
  }
  return z.strictObject(
    optionalKeys(Object.keys(acts), String, (act) => acts[act])
  )
}
