import fc from 'fast-check'

import type { FieldPolicy, Policy } from 'src/lib/policy/types'

import { keyOwner, linkOf, oppositeOf } from '../relations'
import { valuesOf } from '../schemas/pools'

/*
 * Writes at random, over the arguments that the Prisma client takes for them:
 * data with foreign keys or with nested writes, one or two levels deep.
 */

export type Args = Record<string, unknown>

/** A writing operation of a model, with its arguments. */
export interface Write {
  model: string
  operation: string
  args: Args
}

type Mode = 'create' | 'update'

/** What a piece of data is for. */
interface Place {
  policy: Policy
  model: string
  mode: Mode
  /** How deep nested writes may go. */
  depth: number
  /** The relation to the row around it, which is given by the place. */
  without?: FieldPolicy
}

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.option(arbitrary, { nil: undefined, freq: 2 })

/** Without what is undefined, of which Prisma knows nothing. */
const defined = (record: fc.Arbitrary<Args>): fc.Arbitrary<Args> =>
  record.map((all) =>
    Object.fromEntries(
      Object.entries(all).filter(([, value]) => value !== undefined)
    )
  )

const valueOf = (policy: Policy, model: string, field: FieldPolicy) =>
  fc.constantFrom(...valuesOf(policy, model, field))

/** What names one row: its key, or another one that is unique. */
const uniqueOf = (policy: Policy, model: string): fc.Arbitrary<Args> => {
  const { key, uniques, fields } = policy.models[model]
  const by = (names: string[]) =>
    fc
      .record(
        Object.fromEntries(
          names.map((name) => [name, valueOf(policy, model, fields[name])])
        )
      )
      .map(
        (values): Args =>
          names.length > 1 ? { [names.join('_')]: values } : values
      )
  return fc.oneof(
    { arbitrary: by(key), weight: 4 },
    ...uniques.map((names) => ({ arbitrary: by(names), weight: 1 }))
  )
}

/** Filters by fields that can be read on every visible row. */
const filterOf = (policy: Policy, model: string): fc.Arbitrary<Args> => {
  const plain = Object.values(policy.models[model].fields).filter(
    ({ kind, rules, omit, type }) =>
      kind !== 'relation' &&
      !omit &&
      !/^(DateTime|Decimal)$/.test(type) &&
      rules.every(({ operations }) => !operations.includes('read'))
  )
  return fc.oneof(
    fc.constant({}),
    ...plain.map((field) =>
      valueOf(policy, model, field).chain((value) =>
        fc.constantFrom<Args>(
          { [field.name]: value },
          { [field.name]: { not: value } },
          { NOT: { [field.name]: value } }
        )
      )
    )
  )
}

const known = new WeakMap<Policy, Map<string, fc.Arbitrary<Args>>>()

/** Makes each arbitrary once: they are made of each other, many times over. */
const once =
  (make: (place: Place) => fc.Arbitrary<Args>) =>
  (place: Place): fc.Arbitrary<Args> => {
    const { policy, model, mode, depth, without } = place
    const mine = known.get(policy) ?? new Map<string, fc.Arbitrary<Args>>()
    known.set(policy, mine)
    const key = [model, mode, depth, without?.name].join(' ')
    const made = mine.get(key) ?? make(place)
    mine.set(key, made)
    return made
  }

/** Data for a row, in one of Prisma's two ways: by foreign keys, or by nested
 * writes on the relations that hold them. */
const dataOf = once((place) => {
  const { policy, model, depth, without } = place
  const { fields } = policy.models[model]
  const relations = Object.values(fields).filter(
    ({ kind, name }) => kind === 'relation' && name !== without?.name
  )
  const owned = relations.filter(({ relation }) => relation?.fields.length)
  const lists = relations.filter(
    ({ list, type }) => list && policy.models[type].rules.length > 0
  )
  const children =
    depth > 0 && lists.length > 0
      ? fc.oneof(
          { arbitrary: fc.constant({}), weight: 2 },
          {
            arbitrary: fc
              .constantFrom(...lists)
              .chain((field) =>
                manyOf(place, field).map(
                  (write): Args => ({ [field.name]: write })
                )
              ),
            weight: 1,
          }
        )
      : fc.constant({})
  const byKeys = fc
    .tuple(scalarsOf(place, true), children)
    .map(([own, nested]): Args => ({ ...own, ...nested }))
  const byRelations = fc
    .tuple(
      scalarsOf(place, false),
      defined(
        fc.record(
          Object.fromEntries(
            owned.map((field) => [field.name, parentOf(place, field)])
          )
        )
      ),
      children
    )
    .map((parts): Args => Object.assign({}, ...parts))
  return owned.length > 0
    ? fc.oneof(
        { arbitrary: byKeys, weight: 3 },
        { arbitrary: byRelations, weight: 1 }
      )
    : byKeys
})

/** The fields of a row itself. */
const scalarsOf = (
  { policy, model, mode, without }: Place,
  withKeys: boolean,
  least = 0
): fc.Arbitrary<Args> => {
  const { fields, key } = policy.models[model]
  const columns = Object.values(fields).filter(({ name, kind }) => {
    const owner = keyOwner(policy, model, name)
    return (
      kind !== 'relation' &&
      name !== 'updatedAt' &&
      (owner ? withKeys && !without?.relation?.fields.includes(name) : true) &&
      !(mode === 'update' && key.includes(name) && !owner)
    )
  })
  const record = Object.fromEntries(
    columns.map((field) => {
      const { name, optional, hasDefault, authDefault } = field
      const value = optional
        ? fc.option(valueOf(policy, model, field))
        : valueOf(policy, model, field)
      const isNumbered = key.includes(name) && hasDefault
      if (mode === 'update') {
        return [name, changeOf(value)]
      }
      return [
        name,
        isNumbered
          ? fc.option(value, { nil: undefined, freq: 1 })
          : optional || hasDefault || authDefault
            ? maybe(value)
            : value,
      ]
    })
  )
  if (mode === 'create' || columns.length === 0) {
    return defined(fc.record(record))
  }
  return fc
    .subarray(
      columns.map(({ name }) => name),
      {
        minLength: least,
        maxLength: Math.max(least, Math.min(2, columns.length)),
      }
    )
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, record[name]])))
    )
}

const changeOf = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { arbitrary: value, weight: 4 },
    { arbitrary: value.map((set) => ({ set })), weight: 1 }
  )

/** A nested write on the relation whose foreign key is in this row. */
const parentOf = (
  { policy, model, mode, depth }: Place,
  field: FieldPolicy
): fc.Arbitrary<unknown> => {
  const { type, optional } = field
  const unique = uniqueOf(policy, type)
  const opposite = oppositeOf(policy, field)
  const data = (of: Mode) =>
    dataOf({ policy, model: type, mode: of, depth: 0, without: opposite })
  const connect = unique.map((where): Args => ({ connect: where }))
  const hasDefault = field.relation?.fields.every(
    (name) => policy.models[model].fields[name].authDefault
  )
  const deep =
    depth === 0
      ? []
      : [
          data('create').map((create): Args => ({ create })),
          fc.tuple(unique, data('create')).map(
            ([where, create]): Args => ({
              connectOrCreate: { where, create },
            })
          ),
          ...(mode === 'update'
            ? [
                data('update').map((update): Args => ({ update })),
                fc
                  .record({ create: data('create'), update: data('update') })
                  .map((upsert): Args => ({ upsert })),
              ]
            : []),
        ]
  const some = fc.oneof(
    { arbitrary: connect, weight: 3 },
    ...deep.map((arbitrary) => ({ arbitrary, weight: 1 })),
    ...(mode === 'update' && optional
      ? [{ arbitrary: fc.constant<Args>({ disconnect: true }), weight: 1 }]
      : [])
  )
  return mode === 'update' || optional || hasDefault ? maybe(some) : some
}

/** A nested write on a relation to many. */
const manyOf = (
  { policy, model, mode, depth }: Place,
  field: FieldPolicy
): fc.Arbitrary<Args> => {
  const { type } = field
  const opposite = oppositeOf(policy, field)
  const unique = uniqueOf(policy, type)
  const filter = filterOf(policy, type)
  const data = (of: Mode) =>
    dataOf({
      ...{ policy, model: type, mode: of, depth: depth - 1 },
      without: opposite,
    })
  const flat = (of: Mode) =>
    scalarsOf(
      { policy, model: type, mode: of, depth: 0, without: opposite },
      true,
      1
    )
  const isLink = linkOf(policy, model, field) !== null
  const canLetGo = isLink || opposite.optional
  const few = { minLength: 1, maxLength: 2 }
  const writes: [string, fc.Arbitrary<unknown>][] = [
    ['create', fc.oneof(data('create'), fc.array(data('create'), few))],
    ['connect', fc.oneof(unique, fc.array(unique, few))],
    ['connectOrCreate', fc.record({ where: unique, create: data('create') })],
  ]
  if (!isLink) {
    writes.push([
      'createMany',
      fc.array(flat('create'), few).map((rows) => ({ data: rows })),
    ])
  }
  if (mode === 'update') {
    writes.push(
      ['update', fc.record({ where: unique, data: data('update') })],
      ['updateMany', fc.record({ where: filter, data: flat('update') })],
      ['delete', unique],
      ['deleteMany', filter],
      [
        'upsert',
        fc.record({
          where: unique,
          create: data('create'),
          update: data('update'),
        }),
      ]
    )
    if (canLetGo) {
      writes.push(
        ['disconnect', unique],
        ['set', fc.array(unique, { maxLength: 2 })]
      )
    }
  }
  return fc.oneof(
    ...writes.map(([name, write]) =>
      write.map((given): Args => ({ [name]: given }))
    )
  )
}

/**
 * Any write to one of the models.
 *
 * @param depth how deep nested writes may go; 0 for none
 */
export const writesOf = (
  policy: Policy,
  models: string[],
  depth: number
): fc.Arbitrary<Write> =>
  fc.oneof(...models.flatMap((model) => writesOn(policy, model, depth)))

const writesOn = (
  policy: Policy,
  model: string,
  depth: number
): fc.Arbitrary<Write>[] => {
  const unique = uniqueOf(policy, model)
  const filter = filterOf(policy, model)
  const data = (mode: Mode) => dataOf({ policy, model, mode, depth })
  const flat = (mode: Mode) =>
    scalarsOf({ policy, model, mode, depth: 0 }, true, 1)
  const rows = fc.array(flat('create'), { minLength: 1, maxLength: 3 })
  const writes: [string, number, fc.Arbitrary<Args>][] = [
    ['create', 3, data('create').map((given) => ({ data: given }))],
    ['createMany', 1, rows.map((given) => ({ data: given }))],
    ['createManyAndReturn', 1, rows.map((given) => ({ data: given }))],
    ['update', 4, fc.record({ where: unique, data: data('update') })],
    ['updateMany', 2, fc.record({ where: filter, data: flat('update') })],
    [
      'updateManyAndReturn',
      1,
      fc.record({ where: filter, data: flat('update') }),
    ],
    [
      'upsert',
      2,
      fc.record({
        where: unique,
        create: data('create'),
        update: data('update'),
      }),
    ],
    ['delete', 2, unique.map((where) => ({ where }))],
    ['deleteMany', 1, filter.map((where) => ({ where }))],
  ]
  return writes.flatMap(([operation, weight, args]) =>
    Array.from({ length: weight }, () =>
      args.map((given) => ({ model, operation, args: given }))
    )
  )
}
