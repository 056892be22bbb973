import fc from 'fast-check'

import type { FieldPolicy, Policy } from 'src/lib/policy/types'

/*
 * Queries at random, over the arguments that the Prisma client takes for
 * reading.
 */

/** A reading operation of a model, with its arguments. */
export interface Query {
  model: string
  operation: string
  args: Record<string, unknown>
}

type Args = Record<string, unknown>

const WORDS = ['a', 'b', 'ab', '1@example.com', 'reader', 'admin']

/** Which fields queries may name; all by default. */
export type Mentions = (model: string, field: FieldPolicy) => boolean

export interface QueryOptions {
  policy: Policy
  models: string[]
  mentions?: Mentions
  /** Which fields rows may be put in order or told apart by; the same if not. */
  arranges?: Mentions
  /** What a field is compared with; by default words and numbers. */
  values?: (model: string, field: FieldPolicy) => unknown[]
}

const oneKey = (key: fc.Arbitrary<[string, unknown]>): fc.Arbitrary<Args> =>
  key.map(([name, value]) => ({ [name]: value }))

const entry = (name: string, value: fc.Arbitrary<unknown>) =>
  value.map((given): [string, unknown] => [name, given])

const scalarsOf = (
  { policy, mentions = () => true }: QueryOptions,
  model: string
) =>
  Object.values(policy.models[model].fields).filter(
    (field) => field.kind !== 'relation' && mentions(model, field)
  )

/** What rows can be put in order by. */
const arrangingOf = (options: QueryOptions, model: string) =>
  scalarsOf(
    { ...options, mentions: options.arranges ?? options.mentions },
    model
  ).filter(comparable)

const relationsOf = ({ policy, models }: QueryOptions, model: string) =>
  Object.values(policy.models[model].fields).filter(
    ({ kind, type }) => kind === 'relation' && models.includes(type)
  )

const comparable = ({ type }: FieldPolicy) => /^(Int|String)$/.test(type)

const valueOf = (
  { values }: QueryOptions,
  model: string,
  field: FieldPolicy
): fc.Arbitrary<unknown> =>
  values
    ? fc.constantFrom(...values(model, field))
    : field.type === 'Boolean'
      ? fc.boolean()
      : field.type === 'Int'
        ? fc.integer({ min: 0, max: 6 })
        : fc.constantFrom(...WORDS)

const scalarFilter = (
  options: QueryOptions,
  model: string,
  field: FieldPolicy
): fc.Arbitrary<unknown> => {
  const value = valueOf(options, model, field)
  const plain = field.optional ? fc.oneof(value, fc.constant(null)) : value
  if (field.type === 'Boolean') {
    return fc.oneof(
      plain,
      plain.map((not) => ({ not }))
    )
  }
  return fc.oneof(
    plain,
    plain.map((equals) => ({ equals })),
    plain.map((not) => ({ not })),
    ...(field.kind === 'enum'
      ? []
      : [value.map((gte) => ({ gte })), value.map((lt) => ({ lt }))]),
    fc.array(value, { maxLength: 2 }).map((list) => ({ in: list })),
    fc
      .array(value, { minLength: 1, maxLength: 2 })
      .map((list) => ({ notIn: list })),
    ...(field.type === 'String'
      ? [
          value.map((contains) => ({ contains })),
          value.map((startsWith) => ({ startsWith })),
          value.map((contains) => ({ not: { contains } })),
        ]
      : [])
  )
}

type Maker<Result> = (
  options: QueryOptions,
  model: string,
  depth: number
) => fc.Arbitrary<Result>

/** Makes each arbitrary once: they are made of each other, many times over. */
const once = <Result>(make: Maker<Result>): Maker<Result> => {
  const known = new WeakMap<QueryOptions, Map<string, fc.Arbitrary<Result>>>()
  return (options, model, depth) => {
    const mine = known.get(options) ?? new Map<string, fc.Arbitrary<Result>>()
    known.set(options, mine)
    const key = `${model} ${depth}`
    const result = mine.get(key) ?? make(options, model, depth)
    mine.set(key, result)
    return result
  }
}

/** Filters on rows of a model. */
const whereOf: Maker<Args> = once((options, model, depth) => {
  const scalars = scalarsOf(options, model)
    .filter(
      ({ type, kind }) => kind === 'enum' || /^(Int|String|Boolean)$/.test(type)
    )
    .map((field) =>
      oneKey(entry(field.name, scalarFilter(options, model, field)))
    )
  if (depth === 0) {
    return fc.oneof(fc.constant({}), ...scalars)
  }
  // How Prisma takes an empty filter inside of others depends on where it is.
  const nested = whereOf(options, model, depth - 1).filter(
    (filter) => Object.keys(filter).length > 0
  )
  const relations = relationsOf(options, model).map((field) =>
    oneKey(entry(field.name, relationFilter(options, field, depth - 1)))
  )
  const logic = fc.oneof(
    oneKey(
      entry(
        'AND',
        fc.oneof(nested, fc.array(nested, { minLength: 1, maxLength: 2 }))
      )
    ),
    oneKey(entry('OR', fc.array(nested, { minLength: 1, maxLength: 3 }))),
    oneKey(
      entry(
        'NOT',
        fc.oneof(nested, fc.array(nested, { minLength: 1, maxLength: 2 }))
      )
    )
  )
  return fc
    .array(fc.oneof(...scalars, ...relations, logic), { maxLength: 2 })
    .map((parts) => Object.assign({}, ...parts))
})

const relationFilter = (
  options: QueryOptions,
  { type, list, optional }: FieldPolicy,
  depth: number
): fc.Arbitrary<unknown> => {
  const nested = whereOf(options, type, depth)
  // Prisma passes over an empty filter on one record, wherever it is.
  const some = nested.filter((filter) => Object.keys(filter).length > 0)
  return list
    ? fc.oneof(
        nested.map((some) => ({ some })),
        nested.map((every) => ({ every })),
        nested.map((none) => ({ none }))
      )
    : fc.oneof(
        some,
        some.map((is) => ({ is })),
        some.map((isNot) => ({ isNot })),
        ...(optional
          ? [fc.constantFrom(null, { is: null }, { isNot: null })]
          : [])
      )
}

const direction = fc.constantFrom('asc', 'desc')

/** Orders that leave nothing open: the key comes last. */
const orderOf = (
  options: QueryOptions,
  model: string
): fc.Arbitrary<unknown> => {
  const { key } = options.policy.models[model]
  const keys = key.map((name) => ({ [name]: 'asc' }))
  const scalars = arrangingOf(options, model)
  const relations = relationsOf(options, model)
  const orders = [
    ...scalars.map(({ name }) =>
      direction.map((way): Args => ({ [name]: way }))
    ),
    ...relations.map(({ name, type, list }) =>
      direction.map(
        (way): Args => ({
          [name]: list
            ? { _count: way }
            : {
                [arrangingOf(options, type).at(-1)?.name ?? 'id']: way,
              },
        })
      )
    ),
  ]
  return fc
    .array(fc.oneof(...orders), { maxLength: 2 })
    .map((some) => [...some, ...keys])
}

/** A unique filter for one record. */
const idOf = (options: QueryOptions, model: string) => {
  const { key, fields } = options.policy.models[model]
  const parts = fc.record(
    Object.fromEntries(
      key.map((name) => [
        name,
        options.values
          ? valueOf(options, model, fields[name])
          : fc.integer({ min: 1, max: 6 }),
      ])
    )
  )
  return parts.map(
    (values): Args => (key.length > 1 ? { [key.join('_')]: values } : values)
  )
}

const shapeOf: Maker<Args> = once((options, model, depth) => {
  const relations = depth === 0 ? [] : relationsOf(options, model)
  const asked = relations.map((field) => {
    const inner = shapeOf(options, field.type, depth - 1)
    const args = field.list
      ? fc
          .tuple(
            inner,
            whereOf(options, field.type, 1),
            orderOf(options, field.type),
            fc.option(fc.integer({ min: -2, max: 2 })),
            fc.option(idOf(options, field.type), { freq: 1 })
          )
          .map(([shape, where, orderBy, take, cursor]) => ({
            ...shape,
            where,
            orderBy,
            ...(take && { take }),
            ...(cursor && { cursor }),
          }))
      : inner
    return oneKey(
      entry(
        field.name,
        options.mentions ? args : fc.oneof(fc.constant(true), args)
      )
    )
  })
  const counted = relationsOf(options, model).filter(({ list }) => list)
  const counts = counted.map((field) =>
    whereOf(options, field.type, 1).map(
      (where): Args => ({
        _count: { select: { [field.name]: { where } } },
      })
    )
  )
  const offered = [...asked, ...counts]
  const some = fc
    .subarray(offered, { maxLength: Math.min(2, offered.length) })
    .chain((parts) => fc.tuple(...parts))
    .map((parts): Args => Object.assign({}, ...parts))
  const names = scalarsOf(options, model).map(({ name }) => name)
  const select = fc
    .tuple(fc.subarray(names, { minLength: 1 }), some)
    .map(([fields, more]) => ({
      select: {
        ...Object.fromEntries(fields.map((name) => [name, true])),
        ...more,
      },
    }))
  const include = some.map((more) =>
    Object.keys(more).length > 0 ? { include: more } : {}
  )
  // What is not asked for by name comes along with `include`.
  return options.mentions ? select : fc.oneof(select, include)
})

const sumsOf = (options: QueryOptions, model: string): fc.Arbitrary<Args> => {
  const scalars = scalarsOf(options, model).filter(comparable)
  const names = scalars.map(({ name }) => name)
  const numbers = scalars
    .filter(({ type }) => type === 'Int')
    .map(({ name }) => name)
  const pick = (from: string[]) =>
    fc
      .subarray(from, { minLength: 1, maxLength: Math.min(2, from.length) })
      .map((some) => Object.fromEntries(some.map((name) => [name, true])))
  return fc.record(
    {
      _count: fc.oneof(fc.constant(true), pick(names)),
      _min: pick(names),
      _max: pick(names),
      ...(numbers.length > 0 && { _sum: pick(numbers), _avg: pick(numbers) }),
    },
    { requiredKeys: ['_count'] }
  )
}

/** To find one record by two of its keys takes both as they are. */
const withoutUniques = (
  { policy }: QueryOptions,
  model: string,
  filter: Args
) =>
  policy.models[model].uniques.reduce(
    (rest, [first, ...others]) =>
      others.length === 0 ? { ...rest, [first]: undefined } : rest,
    filter
  )

/** Any reading operation of one of the models. */
export const queryOf = (options: QueryOptions): fc.Arbitrary<Query> =>
  fc
    .constantFrom(...options.models)
    .chain((model) => queryOn(options, model, 0))

const queryOn: Maker<Query> = once((options, model) => {
  const id = idOf(options, model)
  const where = whereOf(options, model, 3)
  const orderBy = orderOf(options, model)
  const names = scalarsOf(options, model)
    .filter(comparable)
    .map(({ name }) => name)
  const arranging = arrangingOf(options, model).map(({ name }) => name)
  const page = fc.record(
    {
      where,
      orderBy,
      take: fc.integer({ min: -3, max: 3 }),
      skip: fc.integer({ min: 0, max: 2 }),
      cursor: id,
      distinct: fc.subarray(arranging, {
        minLength: 1,
        maxLength: Math.min(2, arranging.length),
      }),
    },
    { requiredKeys: ['where', 'orderBy'] }
  )
  const shape = shapeOf(options, model, 2)
  const withShape = (args: fc.Arbitrary<Args>) =>
    fc
      .tuple(args, shape)
      .map(([given, asked]): Args => ({ ...given, ...asked }))
  const groupBy = fc
    .tuple(
      where,
      fc.subarray(names, {
        minLength: 1,
        maxLength: Math.min(2, names.length),
      }),
      sumsOf(options, model),
      fc.option(whereOf(options, model, 0))
    )
    .map(
      ([filter, by, sums]): Args => ({
        where: filter,
        by,
        ...sums,
        orderBy: by.map((name) => ({ [name]: 'asc' })),
      })
    )
  const having = fc
    .tuple(where, fc.constantFrom(...names), fc.integer({ min: 0, max: 3 }))
    .map(
      ([filter, name, count]): Args => ({
        where: filter,
        by: [name],
        _count: { _all: true },
        having: { [name]: { _count: { gte: count } } },
        orderBy: { [name]: 'asc' },
      })
    )
  const operations: Record<string, fc.Arbitrary<Args>> = {
    findMany: withShape(page),
    findFirst: withShape(page),
    findUnique: withShape(
      fc.tuple(id, where).map(([unique, filter]) => ({
        where: { ...withoutUniques(options, model, filter), ...unique },
      }))
    ),
    findUniqueOrThrow: withShape(id.map((unique) => ({ where: unique }))),
    count: where.map((filter) => ({ where: filter })),
    aggregate: fc
      .tuple(where, sumsOf(options, model))
      .map(([filter, sums]) => ({ where: filter, ...sums })),
    groupBy: fc.oneof(groupBy, having),
  }
  return fc
    .constantFrom(...Object.keys(operations))
    .chain((operation) =>
      operations[operation].map((args) => ({ model, operation, args }))
    )
})
