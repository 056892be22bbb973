import type { FieldPolicy, ModelPolicy } from 'src/lib/policy/types'

import { relationsOf, scalarsOf } from '../arguments/grammar'
import { JSON_API } from '../rest/mediaType'

import { reference } from './jsonSchema'
import type { JsonSchema } from './jsonSchema'

type TypeOf = (model: ModelPolicy) => string

const ERRORS = [
  ...[400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429, 500, 503],
]

const content = (schema: JsonSchema): JsonSchema => ({
  [JSON_API]: { schema },
  'application/json': { schema },
})

const errors = Object.fromEntries(
  ERRORS.map((status) => [
    status,
    { $ref: `#/components/responses/Rest${status}` },
  ])
)

const answering = (data: JsonSchema, status = 200): JsonSchema => ({
  [status]: {
    description: 'A document',
    content: content({
      type: 'object',
      properties: {
        jsonapi: { type: 'object' },
        data,
        included: { type: 'array', items: { type: 'object' } },
        links: { type: 'object' },
        meta: {
          type: 'object',
          properties: { total: { type: 'integer' } },
        },
      },
      required: ['data'],
    }),
  },
})

const NO_CONTENT = {
  204: { description: 'It is done; there is nothing to show' },
}

const FORMS: Record<string, JsonSchema> = {
  Int: { type: 'string', pattern: '^-?\\d{1,9}$' },
  BigInt: { type: 'string', pattern: '^-?\\d{1,18}$' },
  Float: { type: 'string', pattern: '^-?\\d{1,9}$' },
  Decimal: { type: 'string', pattern: '^-?\\d{1,9}$' },
  Boolean: { type: 'string', enum: ['true', 'false'] },
  DateTime: { type: 'string', format: 'date-time' },
  Bytes: { type: 'string', pattern: '^$' },
}

const parameter = (name: string, schema: JsonSchema, description?: string) => ({
  name,
  in: 'query',
  schema,
  ...(description && { description }),
})

const SIZES = ['lt', 'lte', 'gt', 'gte']
const PARTS = ['contains', 'startsWith', 'endsWith']

const filtersOf = (field: FieldPolicy): JsonSchema[] => {
  const { name, type, list, optional, kind } = field
  if (list || type === 'Json') {
    return []
  }
  const form = FORMS[type] ?? { type: 'string', pattern: '^[A-Za-z ]{0,20}$' }
  const operators = [
    '',
    'not',
    ...(kind === 'scalar' && !/^(Boolean|Bytes)$/.test(type) ? SIZES : []),
    ...(type === 'String' ? PARTS : []),
  ]
  const tests = operators.map((operator) =>
    parameter(`filter[${name}${operator && `$${operator}`}]`, form)
  )
  const isNull = parameter(`filter[${name}$isNull]`, FORMS.Boolean)
  return optional ? [...tests, isNull] : tests
}

const shapeParameters = (model: ModelPolicy, typeOf: TypeOf) => [
  parameter(
    'include',
    { type: 'string', enum: relationsOf(model).map(({ name }) => name) },
    'Relationships, with commas between them and dots into them'
  ),
  parameter(
    `fields[${typeOf(model)}]`,
    { type: 'string', enum: Object.keys(model.fields) },
    'Fields, with commas between them'
  ),
]

const listParameters = (model: ModelPolicy, take: number) => [
  ...scalarsOf(model).flatMap(filtersOf),
  parameter(
    'sort',
    {
      type: 'string',
      enum: scalarsOf(model)
        .filter(({ list, type }) => !list && type !== 'Json')
        .flatMap(({ name }) => [name, `-${name}`]),
    },
    'Fields, with commas between them, and - before what descends'
  ),
  parameter('page[offset]', {
    type: 'integer',
    minimum: 0,
    maximum: 999999999,
  }),
  parameter('page[limit]', {
    type: 'integer',
    minimum: 1,
    maximum: take,
    default: take,
  }),
]

const ID = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string' },
}

/** A body about a resource; in what it creates, the foreign keys may be given as
 * relationships. */
const resourceBody = (
  model: ModelPolicy,
  type: string,
  mode: 'Create' | 'Update'
) => ({
  requestBody: {
    required: true,
    content: content({
      type: 'object',
      properties: {
        data: {
          type: 'object',
          properties: {
            type: { const: type },
            ...(mode === 'Update' && { id: { type: 'string' } }),
            attributes: reference(`${model.name}${mode}Attributes`),
            relationships: {
              type: 'object',
              properties: Object.fromEntries(
                relationsOf(model).map(({ name }) => [
                  name,
                  reference('Linkage'),
                ])
              ),
              additionalProperties: false,
            },
          },
          required: ['type'],
          additionalProperties: false,
        },
        ...(mode === 'Create' && { meta: UPSERT }),
      },
      required: ['data'],
      additionalProperties: false,
    }),
  },
})

const UPSERT = {
  type: 'object',
  description: 'To update what a key finds, and create it otherwise',
  properties: {
    operation: { const: 'upsert' },
    matchFields: { type: 'array', items: { type: 'string' }, minItems: 1 },
  },
}

const linkageBody = {
  requestBody: { required: true, content: content(reference('Linkage')) },
}

/** The paths of the REST door. */
export const restPaths = (
  models: ModelPolicy[],
  targetOf: (field: FieldPolicy) => ModelPolicy,
  typeOf: TypeOf,
  take: number
): Record<string, JsonSchema> => {
  const pathsOf = (model: ModelPolicy): [string, JsonSchema][] => {
    const type = typeOf(model)
    const base = `/rest/${type}`
    const resource = reference(`${model.name}Resource`)
    const shape = shapeParameters(model, typeOf)
    const about = (id: string, summary: string) => ({
      operationId: `rest_${type}_${id}`,
      tags: [`REST ${type}`],
      summary,
    })
    const update = (method: string) => ({
      ...about(method, `Change a ${type}`),
      parameters: shape,
      ...resourceBody(model, type, 'Update'),
      responses: { ...answering(resource), ...NO_CONTENT, ...errors },
    })
    const related = relationsOf(model).flatMap(
      (field): [string, JsonSchema][] => {
        const target = targetOf(field)
        const other = reference(`${target.name}Resource`)
        const many = (items: JsonSchema): JsonSchema =>
          field.list
            ? { type: 'array', items }
            : { anyOf: [items, { type: 'null' }] }
        const page = field.list ? listParameters(target, take) : []
        const change = (method: string) => ({
          ...about(`${field.name}_${method}`, `Change its ${field.name}`),
          ...linkageBody,
          responses: { ...NO_CONTENT, ...errors },
        })
        return [
          [
            `${base}/{id}/${field.name}`,
            {
              parameters: [ID],
              get: {
                ...about(`${field.name}_related`, `Its ${field.name}`),
                parameters: [...page, ...shapeParameters(target, typeOf)],
                responses: { ...answering(many(other)), ...errors },
              },
            },
          ],
          [
            `${base}/{id}/relationships/${field.name}`,
            {
              parameters: [ID],
              get: {
                ...about(`${field.name}_linkage`, `Ids of its ${field.name}`),
                parameters: page,
                responses: {
                  ...answering(many(reference('Identifier'))),
                  ...errors,
                },
              },
              patch: change('patch'),
              put: change('put'),
              ...(field.list && {
                post: change('post'),
                delete: change('delete'),
              }),
            },
          ],
        ]
      }
    )
    return [
      [
        base,
        {
          get: {
            ...about('list', `A page of ${type}`),
            parameters: [...listParameters(model, take), ...shape],
            responses: {
              ...answering({ type: 'array', items: resource }),
              ...errors,
            },
          },
          post: {
            ...about('create', `Create a ${type}`),
            parameters: shape,
            ...resourceBody(model, type, 'Create'),
            responses: {
              ...answering(resource, 201),
              ...answering(resource),
              ...NO_CONTENT,
              ...errors,
            },
          },
        },
      ],
      [
        `${base}/{id}`,
        {
          parameters: [ID],
          get: {
            ...about('read', `One ${type}`),
            parameters: shape,
            responses: { ...answering(resource), ...errors },
          },
          patch: update('patch'),
          put: update('put'),
          delete: {
            ...about('delete', `Delete a ${type}`),
            responses: { ...NO_CONTENT, ...errors },
          },
        },
      ],
      ...related,
    ]
  }
  return Object.fromEntries(models.flatMap(pathsOf))
}

/** The attributes of what is created and changed, without relationships. */
export const attributeSchemas = (
  models: ModelPolicy[],
  schemas: Record<string, JsonSchema>
) =>
  Object.fromEntries(
    models.flatMap((model) =>
      (['Create', 'Update'] as const).map((mode) => {
        const { properties, required = [] } = schemas[
          `${model.name}${mode}`
        ] as { properties: JsonSchema; required?: string[] }
        const names = scalarsOf(model).map(({ name }) => name)
        const own = Object.entries(properties).filter(([name]) =>
          names.includes(name)
        )
        return [
          `${model.name}${mode}Attributes`,
          {
            type: 'object',
            properties: Object.fromEntries(own),
            required,
            additionalProperties: false,
          },
        ]
      })
    )
  )

/** What each status of an error means. */
export const restResponses = (meanings: Record<number, string>) =>
  Object.fromEntries(
    ERRORS.map((status) => [
      `Rest${status}`,
      {
        description: meanings[status],
        content: content(reference('RestErrors')),
      },
    ])
  )
