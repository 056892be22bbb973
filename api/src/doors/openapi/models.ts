import type { FieldPolicy, ModelPolicy, Policy } from 'src/lib/policy/types'

import { relationsOf, scalarsOf } from '../arguments/grammar'

import { reference } from './jsonSchema'
import type { JsonSchema } from './jsonSchema'

/* What the doors answer with. Any field may be hidden, and then is not there. */

const TYPES: Record<string, JsonSchema> = {
  String: { type: 'string' },
  Boolean: { type: 'boolean' },
  Int: { type: 'integer' },
  Float: { type: 'number' },
  BigInt: { type: 'string' },
  Decimal: { type: 'string' },
  DateTime: { type: 'string', format: 'date-time' },
  Bytes: { type: 'string', contentEncoding: 'base64' },
  Json: {},
}

const valueSchema = (policy: Policy, field: FieldPolicy): JsonSchema => {
  const { type, kind, list, optional } = field
  const one =
    kind === 'enum'
      ? { type: 'string', enum: policy.enums[type] }
      : (TYPES[type] ?? {})
  const value = list ? { type: 'array', items: one } : one
  return optional ? { anyOf: [value, { type: 'null' }] } : value
}

const attributes = (policy: Policy, model: ModelPolicy) =>
  Object.fromEntries(
    scalarsOf(model).map((field) => [field.name, valueSchema(policy, field)])
  )

const related = ({ type, list, optional }: FieldPolicy): JsonSchema =>
  list
    ? { type: 'array', items: reference(type) }
    : optional
      ? { anyOf: [reference(type), { type: 'null' }] }
      : reference(type)

const rowSchema = (policy: Policy, model: ModelPolicy): JsonSchema => ({
  type: 'object',
  properties: {
    ...attributes(policy, model),
    ...Object.fromEntries(
      relationsOf(model).map((field) => [field.name, related(field)])
    ),
    _count: {
      type: 'object',
      additionalProperties: { type: 'integer' },
    },
  },
  additionalProperties: false,
})

const IDENTIFIER: JsonSchema = {
  type: 'object',
  properties: { type: { type: 'string' }, id: { type: 'string' } },
  required: ['type', 'id'],
}

const LINKAGE: JsonSchema = {
  anyOf: [
    { type: 'null' },
    reference('Identifier'),
    { type: 'array', items: reference('Identifier') },
  ],
}

const resourceSchema = (policy: Policy, model: ModelPolicy, type: string) => ({
  type: 'object',
  properties: {
    type: { const: type },
    id: { type: 'string' },
    attributes: {
      type: 'object',
      properties: attributes(policy, model),
      additionalProperties: false,
    },
    relationships: {
      type: 'object',
      properties: Object.fromEntries(
        relationsOf(model).map(({ name }) => [name, reference('Relationship')])
      ),
      additionalProperties: false,
    },
    links: { type: 'object' },
  },
  required: ['type', 'id', 'attributes'],
})

const COMMON: Record<string, JsonSchema> = {
  Identifier: IDENTIFIER,
  Linkage: {
    type: 'object',
    properties: { data: LINKAGE },
    required: ['data'],
    additionalProperties: false,
  },
  Relationship: {
    type: 'object',
    properties: { links: { type: 'object' }, data: LINKAGE },
  },
  RpcError: {
    type: 'object',
    properties: {
      error: {
        type: 'object',
        properties: {
          message: { type: 'string' },
          reason: { type: 'string' },
          code: { type: 'string', description: 'The code that Prisma has' },
          path: { type: 'string', description: 'Where the mistake is' },
          rejectedByPolicy: { const: true },
          rejectedByValidation: { const: true },
          zodErrors: { type: 'object' },
        },
        required: ['message', 'reason'],
      },
    },
    required: ['error'],
  },
  RestErrors: {
    type: 'object',
    properties: {
      jsonapi: { type: 'object' },
      errors: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: {
            status: { type: 'string' },
            code: { type: 'string' },
            title: { type: 'string' },
            detail: { type: 'string' },
            source: {
              type: 'object',
              properties: {
                pointer: { type: 'string' },
                parameter: { type: 'string' },
              },
            },
          },
          required: ['status', 'code', 'title'],
        },
      },
    },
    required: ['errors'],
  },
  Serialization: {
    type: 'object',
    description: 'Which values are more than JSON says, as superjson notes it',
    properties: { serialization: { type: 'object' } },
  },
}

/** The schemas of what the doors answer with, by name. */
export const answerSchemas = (
  policy: Policy,
  typeOf: (model: ModelPolicy) => string
): Record<string, JsonSchema> => ({
  ...COMMON,
  ...Object.fromEntries(
    Object.values(policy.models).flatMap((model) => [
      [model.name, rowSchema(policy, model)],
      [`${model.name}Resource`, resourceSchema(policy, model, typeOf(model))],
    ])
  ),
})
