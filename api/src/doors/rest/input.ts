import { z } from 'zod/v4'

import type { FieldPolicy, ModelPolicy } from 'src/lib/policy/types'

import { parsed } from '../arguments/mistakes'
import { invalid } from '../refusal'

import {
  relationshipOf,
  targetOf,
  typeOf,
  whereIdentifier,
} from './resourceType'

type Args = Record<string, unknown>

const ID = z.union([z.string(), z.int()])
const IDENTIFIER = z.strictObject({
  type: z.string(),
  id: ID,
  meta: z.unknown().optional(),
})
const LINKAGE = z.union([z.null(), z.array(IDENTIFIER), IDENTIFIER])

export type Linkage = z.infer<typeof LINKAGE>

const RELATIONSHIP = z.strictObject({
  data: LINKAGE,
  links: z.unknown().optional(),
  meta: z.unknown().optional(),
})

const META = z.object({
  operation: z.literal('upsert').optional(),
  matchFields: z.array(z.string()).min(1).optional(),
})

const RESOURCE = z.strictObject({
  data: z.strictObject({
    type: z.string(),
    id: ID.optional(),
    lid: z.string().optional(),
    attributes: z.record(z.string(), z.unknown()).optional(),
    relationships: z.record(z.string(), RELATIONSHIP).optional(),
    links: z.unknown().optional(),
    meta: z.unknown().optional(),
  }),
  meta: META.optional(),
  jsonapi: z.unknown().optional(),
})

const TO_RELATIONSHIP = z.strictObject({
  data: LINKAGE,
  links: z.unknown().optional(),
  meta: z.unknown().optional(),
  jsonapi: z.unknown().optional(),
})

/** What a body says about a resource. */
export interface Given {
  id?: string
  /** Of fields that are no relationships. */
  attributes: Args
  /** Of each relationship, what it is to lead to. */
  linkages: [FieldPolicy, Linkage][]
  /** The fields of the key to find a resource by that shall be there after. */
  matchFields?: string[]
}

/**
 * Reads a body about one resource of a type.
 *
 * @throws Refusal 400 for what is no such thing, 409 for another type
 */
export const resourceIn = (model: ModelPolicy, body: unknown): Given => {
  const { data, meta } = parsed(RESOURCE, body)
  if (data.type !== typeOf(model)) {
    throw invalid(`Is of type ${typeOf(model)}`, ['data', 'type'], 409)
  }
  const attributes = data.attributes ?? {}
  for (const name of Object.keys(attributes)) {
    const field = Object.hasOwn(model.fields, name) && model.fields[name]
    if (!field || field.kind === 'relation') {
      throw invalid('Is not an attribute', ['data', 'attributes', name])
    }
  }
  const linkages = Object.entries(data.relationships ?? {}).map(
    ([name, relationship]): [FieldPolicy, Linkage] => [
      relationshipIn(model, name),
      relationship.data,
    ]
  )
  return {
    id: data.id === undefined ? undefined : String(data.id),
    attributes,
    linkages,
    matchFields: meta?.operation && meta.matchFields,
  }
}

const relationshipIn = (model: ModelPolicy, name: string) => {
  try {
    return relationshipOf(model, name)
  } catch {
    throw invalid('Is not a relationship', ['data', 'relationships', name])
  }
}

/** What a relationship is to lead to. */
export const linkageIn = (body: unknown): Linkage =>
  parsed(TO_RELATIONSHIP, body).data

const wheres = (
  field: FieldPolicy,
  linkage: Linkage,
  path: (string | number)[]
) =>
  [linkage ?? []]
    .flat()
    .map((each, n) => whereIdentifier(targetOf(field), each, [...path, n]))

/** How a relationship is changed. */
export type Change = 'connect' | 'set' | 'disconnect'

/**
 * What Prisma is to do about a relationship.
 *
 * @throws Refusal 400 for a list where there is one, and the other way round
 */
export const actOf = (
  field: FieldPolicy,
  linkage: Linkage,
  change: Change,
  path: (string | number)[]
): Args => {
  if (field.list !== Array.isArray(linkage)) {
    throw invalid(field.list ? 'Is a list' : 'Is one, or null', path)
  }
  if (field.list) {
    return { [change]: wheres(field, linkage, path) }
  }
  if (linkage !== null) {
    return { connect: wheres(field, linkage, path)[0] }
  }
  if (!field.optional) {
    throw invalid('Cannot be null', path)
  }
  return { disconnect: true }
}

/** The data of a write. */
export const dataOf = (
  { attributes, linkages }: Given,
  mode: 'create' | 'update'
): Args => {
  const data: Args = { ...attributes }
  for (const [field, linkage] of linkages) {
    const path = ['data', 'relationships', field.name, 'data']
    if (mode === 'update' || linkage !== null) {
      const change = mode === 'create' ? 'connect' : 'set'
      data[field.name] = actOf(field, linkage, change, path)
    }
  }
  return data
}
