import fc from 'fast-check'

import type { Expression, Path, Policy } from 'src/lib/policy/types'

/*
 * Conditions as a rule could have them, made at random over a compiled schema.
 */

const STRINGS = ['a', 'b', 'ab', '']
const literal = (value: string | number | boolean | null): Expression => ({
  kind: 'literal',
  value,
})

const literalOf = (type: string): fc.Arbitrary<Expression> => {
  switch (type) {
    case 'Boolean':
      return fc.boolean().map(literal)
    case 'Int':
      return fc.integer({ min: 0, max: 6 }).map(literal)
    default:
      return fc.constantFrom(...STRINGS).map(literal)
  }
}

interface Leaf {
  path: string[]
  type: string
  optional: boolean
}

/** Scalar fields that can be reached from a model in up to `steps` relations. */
const leavesOf = (policy: Policy, model: string, steps: number): Leaf[] =>
  Object.values(policy.models[model].fields).flatMap((field): Leaf[] => {
    if (field.kind !== 'relation') {
      return /^(Int|String|Boolean)$/.test(field.type)
        ? [{ path: [field.name], type: field.type, optional: field.optional }]
        : []
    }
    return field.list || steps === 0
      ? []
      : leavesOf(policy, field.type, steps - 1).map((leaf) => ({
          ...leaf,
          path: [field.name, ...leaf.path],
        }))
  })

/** Relations to one or many, that can be reached from a model in one step. */
const relationsOf = (policy: Policy, model: string, list: boolean) =>
  Object.values(policy.models[model].fields).filter(
    (field) => field.kind === 'relation' && field.list === list
  )

/**
 * Conditions on rows of `models[0]`; inside of collections, of the last model.
 *
 * @param depth how often conditions may be nested
 */
export const conditionOn = (
  policy: Policy,
  models: string[],
  depth: number
): fc.Arbitrary<Expression> => {
  const scope = models.length - 1
  const model = models[scope]
  const here = (path: string[]): Path => ({
    kind: 'path',
    scope,
    path,
  })
  const auth = (path: string[]): Path => ({ kind: 'auth', path })
  const leaves = leavesOf(policy, model, 2)
  const own = leavesOf(policy, policy.authModel ?? model, 1)
  const strings = leaves.filter(({ type }) => type === 'String')
  const integers = leaves.filter(
    ({ type, path }) => type === 'Int' && path.length === 1
  )

  const againstValue = fc.constantFrom(...leaves).chain(({ path, type }) =>
    fc.record({
      kind: fc.constant('compare' as const),
      operator:
        type === 'Boolean'
          ? fc.constantFrom('==' as const, '!=' as const)
          : fc.constantFrom(
              '==' as const,
              '!=' as const,
              '<' as const,
              '<=' as const,
              '>' as const,
              '>=' as const
            ),
      left: fc.constant(here(path)),
      right: fc.oneof(
        literalOf(type),
        ...own
          .filter((mine) => mine.type === type)
          .map((mine) => fc.constant(auth(mine.path)))
      ),
    })
  )
  const againstNull = fc
    .constantFrom(
      ...leaves.map(({ path }) => path),
      ...relationsOf(policy, model, false).map(({ name }) => [name])
    )
    .chain((path) =>
      fc.record({
        kind: fc.constant('compare' as const),
        operator: fc.constantFrom('==' as const, '!=' as const),
        left: fc.constant(here(path)),
        right: fc.constant(literal(null)),
      })
    )
  const ofUser = fc.constantFrom(...own).chain(({ path, type }) =>
    fc.record({
      kind: fc.constant('compare' as const),
      operator: fc.constantFrom('==' as const, '!=' as const),
      left: fc.constant(auth(path)),
      right: fc.oneof(literalOf(type), fc.constant(literal(null))),
    })
  )
  const users = relationsOf(policy, model, false).filter(
    ({ type }) => type === policy.authModel
  )
  const sameUser = fc.record({
    kind: fc.constant('compare' as const),
    operator: fc.constantFrom('==' as const, '!=' as const),
    left: fc.constantFrom(
      ...users.map(({ name }) => here([name])),
      ...(model === policy.authModel ? [here([])] : []),
      auth([])
    ),
    right: fc.constantFrom(auth([]), literal(null)),
  })
  const inList = fc.constantFrom(...integers).chain(({ path }) =>
    fc.record({
      kind: fc.constant('compare' as const),
      operator: fc.constant('in' as const),
      left: fc.constant(here(path)),
      right: fc
        .array(literalOf('Int'), { maxLength: 3 })
        .map((items): Expression => ({ kind: 'list', items })),
    })
  )
  const textual = fc.constantFrom(...strings).chain(({ path }) =>
    fc.record({
      kind: fc.constant('call' as const),
      name: fc.constantFrom(
        'contains' as const,
        'startsWith' as const,
        'endsWith' as const
      ),
      args: literalOf('String').map((part) => [here(path), part]),
    })
  )
  const fieldToField = fc.record({
    kind: fc.constant('compare' as const),
    operator: fc.constantFrom('==' as const, '!=' as const, '<' as const),
    left: fc.constantFrom(...integers.map(({ path }) => here(path))),
    // One that may be null is refused there inside of every element.
    right: fc.constantFrom(
      ...integers
        .filter(({ optional }) => !optional)
        .map(({ path }) => here(path))
    ),
  })
  const simple: fc.Arbitrary<Expression>[] = [
    againstValue,
    againstNull,
    ofUser,
    sameUser,
    inList,
    fieldToField,
    ...(strings.length > 0 ? [textual] : []),
  ]
  if (depth === 0) {
    return fc.oneof(...simple)
  }
  const nested = conditionOn(policy, models, depth - 1)
  const collections = [
    ...relationsOf(policy, model, true).map((field) => ({
      collection: here([field.name]),
      type: field.type,
    })),
    ...relationsOf(policy, policy.authModel ?? model, true).map((field) => ({
      collection: auth([field.name]),
      type: field.type,
    })),
  ]
  const overCollection = fc
    .constantFrom(...collections)
    .chain(({ collection, type }) =>
      fc.record({
        kind: fc.constantFrom(
          'some' as const,
          'every' as const,
          'none' as const
        ),
        collection: fc.constant(collection),
        condition: conditionOn(policy, [...models, type], depth - 1),
      })
    )
  return fc.oneof(
    ...simple,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(nested, { minLength: 1, maxLength: 3 }),
    }),
    nested.map((operand): Expression => ({ kind: 'not', operand })),
    overCollection
  )
}
