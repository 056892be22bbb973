import type { ModelPolicy } from 'src/lib/policy/types'

import type { OperationName } from '../arguments/operations'
import { METHODS, isInAddress } from '../rpc/methods'

import { operations, reference } from './jsonSchema'
import type { JsonSchema } from './jsonSchema'

const COUNT = { type: 'object', properties: { count: { type: 'integer' } } }

const resultOf = (operation: OperationName, model: string): JsonSchema => {
  const row = reference(model)
  const rowOrNull = { anyOf: [row, { type: 'null' }] }
  switch (operation) {
    case 'findMany':
    case 'createManyAndReturn':
    case 'updateManyAndReturn':
      return { type: 'array', items: row }
    case 'groupBy':
      return { type: 'array', items: { type: 'object' } }
    case 'aggregate':
      return { type: 'object' }
    case 'count':
      return { anyOf: [{ type: 'integer' }, { type: 'object' }] }
    case 'check':
      return { type: 'boolean' }
    case 'createMany':
    case 'updateMany':
    case 'deleteMany':
      return COUNT
    default:
      return rowOrNull
  }
}

const answer = (operation: OperationName, model: string): JsonSchema => ({
  description: 'What came of it',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: {
          data: resultOf(operation, model),
          meta: reference('Serialization'),
        },
        required: ['data'],
      },
    },
  },
})

const ERRORS = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503]

const responses = (operation: OperationName, model: string) => ({
  ...(METHODS[operation].includes('POST') && {
    201: answer(operation, model),
  }),
  ...((operation === 'upsert' || !METHODS[operation].includes('POST')) && {
    200: answer(operation, model),
  }),
  ...Object.fromEntries(
    ERRORS.map((status) => [
      status,
      { $ref: `#/components/responses/Rpc${status}` },
    ])
  ),
})

const inAddress = (schema: JsonSchema): JsonSchema => ({
  parameters: [
    {
      name: 'q',
      in: 'query',
      description: 'The arguments',
      content: { 'application/json': { schema } },
    },
    {
      name: 'meta',
      in: 'query',
      description: 'What superjson notes of the arguments',
      content: { 'application/json': { schema: reference('Serialization') } },
    },
  ],
})

const inBody = (schema: JsonSchema): JsonSchema => ({
  requestBody: {
    required: true,
    content: { 'application/json': { schema } },
  },
})

/** The paths of the RPC door. */
export const rpcPaths = (
  models: ModelPolicy[],
  typeOf: (model: ModelPolicy) => string
): Record<string, JsonSchema> =>
  Object.fromEntries(
    models.flatMap((model) =>
      operations.map((operation) => {
        const schema = reference(`${model.name}_${operation}`)
        const path = Object.fromEntries(
          METHODS[operation].map((method) => [
            method.toLowerCase(),
            {
              operationId: `${typeOf(model)}_${operation}_${method.toLowerCase()}`,
              tags: [`RPC ${typeOf(model)}`],
              summary: `${operation} of ${typeOf(model)}`,
              ...(isInAddress(operation) ? inAddress(schema) : inBody(schema)),
              responses: responses(operation, model.name),
            },
          ])
        )
        return [`/model/${typeOf(model)}/${operation}`, path]
      })
    )
  )

/** What each status of an error means. */
export const rpcResponses = (meanings: Record<number, string>) =>
  Object.fromEntries(
    ERRORS.map((status) => [
      `Rpc${status}`,
      {
        description: meanings[status],
        content: { 'application/json': { schema: reference('RpcError') } },
      },
    ])
  )
