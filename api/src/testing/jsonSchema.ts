import fc from 'fast-check'

/** A schema of JSON Schema, as far as our OpenAPI document goes. */
export interface Schema {
  $ref?: string
  type?: string
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  const?: unknown
  enum?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  minItems?: number
  minProperties?: number
  maxProperties?: number
}

type Resolve = (reference: string) => Schema

const DATE = '2026-01-01T00:00:00.000Z'
// Beyond, only what must be there is made.
const DEPTH = 8

/** Values that a schema takes, small ones. */
export const valueOf = (
  resolve: Resolve,
  schema: Schema,
  depth = 0
): fc.Arbitrary<unknown> => {
  const inner = (each: Schema) => valueOf(resolve, each, depth + 1)
  if (schema.$ref !== undefined) {
    return valueOf(resolve, resolve(schema.$ref), depth)
  }
  const ways = schema.type === undefined && (schema.anyOf ?? schema.oneOf)
  if (ways) {
    const open = depth > DEPTH ? ways.slice(0, 1) : ways
    return fc.nat(open.length - 1).chain((n) => inner(open[n]))
  }
  if (schema.const !== undefined) {
    return fc.constant(schema.const)
  }
  if (schema.enum) {
    return fc.constantFrom(...schema.enum)
  }
  switch (schema.type) {
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'integer':
    case 'number':
      return fc.integer({
        min: Math.max(schema.minimum ?? -3, -3),
        max: Math.min(schema.maximum ?? 9, 9),
      })
    case 'string':
      return schema.format === 'date-time'
        ? fc.constant(DATE)
        : schema.pattern
          ? fc.stringMatching(new RegExp(schema.pattern))
          : fc.constantFrom('a', 'ab', 'Words')
    case 'array':
      return fc.array(inner(schema.items ?? {}), {
        minLength: schema.minItems,
        maxLength: depth > DEPTH ? (schema.minItems ?? 0) : 2,
      })
    case 'object':
      return objectOf(resolve, schema, depth)
    default:
      return fc.constant(1)
  }
}

/** The names of a way to meet "one of these must be there". */
const oneWay = ({ anyOf = [], allOf = [] }: Schema): fc.Arbitrary<string[]> =>
  fc
    .tuple(
      ...(anyOf.length > 0 ? [anyOf] : []).map((ways) =>
        fc.constantFrom(...ways.map(({ required = [] }) => required))
      ),
      ...allOf.map((each) => oneWay(each))
    )
    .map((all) => all.flat())

const objectOf = (
  resolve: Resolve,
  schema: Schema,
  depth: number
): fc.Arbitrary<unknown> => {
  const { properties = {}, required = [], minProperties = 0 } = schema
  const names = Object.keys(properties)
  const most = Math.min(schema.maxProperties ?? 2, names.length)
  const least = Math.min(minProperties, names.length)
  const more = fc.subarray(names, {
    minLength: least,
    maxLength: depth > DEPTH ? least : Math.max(least, most),
  })
  return fc
    .tuple(oneWay(schema), more)
    .map(([needed, others]) => [
      ...new Set([...required, ...needed, ...others]),
    ])
    .map((chosen) => withoutBoth(chosen, 'select', ['include', 'omit']))
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          chosen.map((name) => [
            name,
            valueOf(resolve, properties[name], depth + 1),
          ])
        )
      )
    )
}

const withoutBoth = (names: string[], one: string, others: string[]) =>
  names.includes(one) ? names.filter((name) => !others.includes(name)) : names
