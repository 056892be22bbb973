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

/** What rows can be put in order, told apart and grouped by. */
const arrangingOf = (options: QueryOptions, model: string) =>
  scalarsOf(options, model).filter(({ type }) => type !== 'Json')

const relationsOf = ({ policy, models }: QueryOptions, model: string) =>
  Object.values(policy.models[model].fields).filter(
    ({ kind, type }) => kind === 'relation' && models.includes(type)
  )

const isNumber = ({ type }: FieldPolicy) =>
  /^(Int|BigInt|Float|Decimal)$/.test(type)

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

const withNulls = fc.record({
  sort: direction,
  nulls: fc.constantFrom('first', 'last'),
})

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
    ...scalars.map(({ name, optional }) =>
      (optional ? fc.oneof(direction, withNulls) : direction).map(
        (way): Args => ({ [name]: way })
      )
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

/** A unique filter for one record, by its primary key. */
const idOf = (options: QueryOptions, model: string) =>
  uniqueOf(options, model, options.policy.models[model].key)

/** A unique filter by any of its keys, if queries may name it. */
const cursorOf = (options: QueryOptions, model: string) => {
  const { key, uniques } = options.policy.models[model]
  const known = scalarsOf(options, model).map(({ name }) => name)
  const named = uniques.filter((names) =>
    names.every((name) => known.includes(name))
  )
  return fc.oneof(
    ...[key, ...named].map((names) => uniqueOf(options, model, names))
  )
}

const uniqueOf = (options: QueryOptions, model: string, names: string[]) => {
  const { fields } = options.policy.models[model]
  const parts = fc.record(
    Object.fromEntries(
      names.map((name) => [
        name,
        options.values
          ? valueOf(options, model, fields[name])
          : fc
              .integer({ min: 1, max: 6 })
              .map((number) =>
                fields[name].type === 'Int' ? number : `${number}@example.com`
              ),
      ])
    )
  )
  return parts.map(
    (values): Args =>
      names.length > 1 ? { [names.join('_')]: values } : values
  )
}

/** The arguments of a page of a list, but for its filter. */
const pageOf = (options: QueryOptions, model: string): fc.Arbitrary<Args> => {
  const names = arrangingOf(options, model).map(({ name }) => name)
  return fc.record(
    {
      orderBy: orderOf(options, model),
      take: fc.integer({ min: -3, max: 3 }),
      skip: fc.integer({ min: 0, max: 2 }),
      cursor: cursorOf(options, model),
      distinct: some(names),
    },
    { requiredKeys: ['orderBy'] }
  )
}

/** One or two of these. */
const some = (names: string[]) =>
  fc.subarray(names, { minLength: 1, maxLength: Math.min(2, names.length) })

const shapeOf: Maker<Args> = once((options, model, depth) => {
  const relations = depth === 0 ? [] : relationsOf(options, model)
  const asked = relations.map((field) => {
    const inner = shapeOf(options, field.type, depth - 1)
    const args = field.list
      ? fc
          .tuple(
            inner,
            whereOf(options, field.type, 1),
            pageOf(options, field.type)
          )
          .map(([shape, where, page]) => ({ ...shape, where, ...page }))
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
  const chosen = fc
    .subarray(offered, { maxLength: Math.min(2, offered.length) })
    .chain((parts) => fc.tuple(...parts))
    .map((parts): Args => Object.assign({}, ...parts))
  const names = scalarsOf(options, model).map(({ name }) => name)
  const select = fc
    .tuple(fc.subarray(names, { minLength: 1 }), chosen)
    .map(([fields, more]) => ({
      select: {
        ...Object.fromEntries(fields.map((name) => [name, true])),
        ...more,
      },
    }))
  const include = chosen.map((more) =>
    Object.keys(more).length > 0 ? { include: more } : {}
  )
  // What is not asked for by name comes along with `include`.
  return options.mentions ? select : fc.oneof(select, include)
})

const sumsOf = (options: QueryOptions, model: string): fc.Arbitrary<Args> => {
  const scalars = arrangingOf(options, model)
  const pick = (fields: FieldPolicy[]) =>
    some(fields.map(({ name }) => name)).map((names) =>
      Object.fromEntries(names.map((name) => [name, true]))
    )
  const numbers = scalars.filter(isNumber)
  const ordered = scalars.filter(isOrdered)
  return fc.record(
    {
      _count: fc.oneof(fc.constant(true), pick(scalars)),
      _min: pick(ordered),
      _max: pick(ordered),
      ...(numbers.length > 0 && { _sum: pick(numbers), _avg: pick(numbers) }),
    },
    { requiredKeys: ['_count'] }
  )
}

// Prisma takes no least and greatest of others.
const isOrdered = ({ type }: FieldPolicy) => !/^(Bytes|Boolean)$/.test(type)

/** Groups, with all that can be asked of them; their order leaves nothing open. */
const groupsOf = (options: QueryOptions, model: string): fc.Arbitrary<Args> => {
  const scalars = arrangingOf(options, model)
  const counted = fc
    .tuple(fc.constantFrom(...scalars), direction)
    .map(([{ name }, way]): Args => ({ _count: { [name]: way } }))
  const greatest = fc
    .tuple(fc.constantFrom(...scalars.filter(isOrdered)), direction)
    .map(([{ name }, way]): Args => ({ _max: { [name]: way } }))
  return fc
    .tuple(
      some(scalars.map(({ name }) => name)),
      sumsOf(options, model),
      fc.option(havingOf(options, model)),
      fc.array(fc.oneof(counted, greatest), { maxLength: 1 }),
      direction,
      fc.record(
        {
          take: fc.integer({ min: -2, max: 3 }),
          skip: fc.integer({ min: 0, max: 2 }),
        },
        { requiredKeys: [] }
      )
    )
    .map(([by, sums, having, orders, way, page]) => ({
      by,
      ...sums,
      ...(having && { having }),
      orderBy: [...orders, ...by.map((name) => ({ [name]: way }))],
      ...page,
    }))
}

/** Filters on what groups add up to. */
const havingOf = (options: QueryOptions, model: string): fc.Arbitrary<Args> => {
  const scalars = arrangingOf(options, model)
  const number = fc.integer({ min: 0, max: 3 })
  const limit = fc.oneof(
    number.map((gte): Args => ({ gte })),
    number.map((lt): Args => ({ lt })),
    number.map((not): Args => ({ not })),
    number.map((equals): Args => ({ not: { equals } })),
    fc.array(number, { maxLength: 2 }).map((list): Args => ({ in: list })),
    fc.array(number, { maxLength: 2 }).map((list): Args => ({ notIn: list }))
  )
  const tests = scalars.flatMap((field) => [
    limit.map((_count) => ({ [field.name]: { _count } })),
    ...(isNumber(field)
      ? [
          limit.map((_sum) => ({ [field.name]: { _sum } })),
          limit.map((_avg) => ({ [field.name]: { _avg } })),
        ]
      : []),
    ...(isNumber(field) && field.optional
      ? [
          fc
            .constantFrom('_min', '_max', '_sum')
            .map((sum) => ({ [field.name]: { [sum]: { equals: null } } })),
        ]
      : []),
    ...(field.type === 'String'
      ? [
          fc.constantFrom('A', 'b', '_').map((contains) => ({
            [field.name]: { _max: { contains } },
          })),
        ]
      : []),
  ])
  const test: fc.Arbitrary<Args> = fc.oneof(...tests)
  return fc.oneof(
    test,
    fc.array(test, { minLength: 1, maxLength: 2 }).map((AND) => ({ AND })),
    fc.array(test, { minLength: 1, maxLength: 2 }).map((OR) => ({ OR })),
    fc.array(test, { minLength: 1, maxLength: 2 }).map((NOT) => ({ NOT }))
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
  const together = (...parts: fc.Arbitrary<Args>[]) =>
    fc.tuple(...parts).map((all): Args => Object.assign({}, ...all))
  const filter = where.map((given): Args => ({ where: given }))
  const shape = shapeOf(options, model, 2)
  const page = pageOf(options, model)
  // Sums are of all rows, or of a page of them.
  const sumPage = fc.oneof(
    fc.constant({}),
    page.map(({ distinct: _distinct, ...rest }): Args => rest)
  )
  const operations: Record<string, fc.Arbitrary<Args>> = {
    findMany: together(filter, page, shape),
    findFirst: together(
      filter,
      page.map(({ take, ...rest }) =>
        Number(take) < 0 ? { ...rest, take: -1 } : rest
      ),
      shape
    ),
    findUnique: together(
      fc.tuple(id, where).map(([unique, given]) => ({
        where: { ...withoutUniques(options, model, given), ...unique },
      })),
      shape
    ),
    findUniqueOrThrow: together(
      id.map((unique) => ({ where: unique })),
      shape
    ),
    count: together(filter, sumPage),
    aggregate: together(filter, sumPage, sumsOf(options, model)),
    groupBy: together(filter, groupsOf(options, model)),
  }
  return fc
    .constantFrom(...Object.keys(operations))
    .chain((operation) =>
      operations[operation].map((args) => ({ model, operation, args }))
    )
})
