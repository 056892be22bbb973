import { z } from 'zod/v4'

import type { Policy } from 'src/lib/policy/types'

import { grammarOf } from '../arguments/grammar'
import { OPERATIONS, argumentsOf } from '../arguments/operations'
import type { OperationName } from '../arguments/operations'

export type JsonSchema = Record<string, unknown>

/** A schema of the document by its name. */
export const reference = (name: string): JsonSchema => ({
  $ref: `#/components/schemas/${name}`,
})

export const operations = Object.keys(OPERATIONS) as OperationName[]

type Convert = (schema: z.core.$ZodType) => JsonSchema

/** An object that takes no other keys. */
const objectOf = (
  { shape }: z.core.$ZodObjectDef,
  convert: Convert
): JsonSchema => {
  const entries = Object.entries(shape)
  const required = entries
    .filter(([, schema]) => schema._zod.optin !== 'optional')
    .map(([name]) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(
      entries.map(([name, schema]) => [name, convert(schema)])
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

const leaves = new WeakMap<z.core.$ZodType, JsonSchema>()

/** A schema that is made of no others, in Zod's own words. */
const leafOf = (schema: z.core.$ZodType): JsonSchema => {
  const known = leaves.get(schema)
  if (known) {
    return known
  }
  const { $schema: _schema, ...leaf } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  })
  // The format says it all.
  const { pattern: _pattern, ...dateTime } = leaf
  const made = leaf.format === 'date-time' ? dateTime : leaf
  leaves.set(schema, made)
  return made
}

/*
 * Zod's own conversion looks for each name into all that it is made of again,
 * which takes minutes; names end it here.
 */
const converting = (names: Map<z.core.$ZodType, string>) => {
  const inside: Convert = (schema) => {
    const { def } = (schema as z.core.$ZodTypes)._zod
    switch (def.type) {
      case 'lazy':
        // Of those without a name there is but `z.json()`.
        return names.has(schema) ? convert(def.getter()) : {}
      case 'object':
        return objectOf(def, convert)
      case 'union':
        return { anyOf: def.options.map(convert) }
      case 'array':
        return { type: 'array', items: convert(def.element) }
      case 'boolean':
      case 'null':
        return { type: def.type }
      case 'enum':
        return { type: 'string', enum: Object.values(def.entries) }
      case 'optional':
        return convert(def.innerType)
      case 'default':
        return { ...convert(def.innerType), default: def.defaultValue }
      case 'pipe':
        return convert(def.in)
      default:
        return leafOf(schema)
    }
  }
  const convert: Convert = (schema) => {
    const name = names.get(schema)
    return name === undefined
      ? { ...inside(schema), ...z.globalRegistry.get(schema) }
      : reference(name)
  }
  return inside
}

/**
 * The JSON Schemas of all arguments, by name: those that the doors check with.
 *
 * @param take the most rows of a list
 */
export const argumentSchemas = (
  policy: Policy,
  take: number
): Record<string, JsonSchema> => {
  const grammar = grammarOf(policy, { take })
  for (const model of Object.keys(policy.models)) {
    operations.forEach((operation) => argumentsOf(grammar, model, operation))
  }
  const names = new Map<z.core.$ZodType, string>()
  // More come while these are looked into.
  for (const [name, schema] of grammar.schemas) {
    names.set(schema, name)
    if (schema instanceof z.ZodLazy) {
      schema.unwrap()
    }
  }
  const convert = converting(names)
  return Object.fromEntries(
    [...names].map(([schema, name]) => [name, convert(schema)])
  )
}
