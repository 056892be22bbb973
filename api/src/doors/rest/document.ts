import { Prisma } from '@prisma/client'

import type { ModelPolicy } from 'src/lib/policy/types'

import { scalarsOf } from '../arguments/grammar'
import { parametersText } from '../text'
import type { Parameters } from '../text'

import type { Page } from './listing'
import { idOf, relationshipsOf, typeOf } from './resourceType'
import { isWanted } from './wanted'
import type { Wanted } from './wanted'

type Row = Record<string, unknown>

/** Where the resources are. */
export const ROOT = '/api/rest'

interface Identifier {
  type: string
  id: string
}

interface Resource extends Identifier {
  attributes: Row
  relationships?: Record<string, Relationship>
  links: { self: string }
}

interface Relationship {
  links: { self: string; related: string }
  data?: Identifier | Identifier[] | null
}

/** A document of JSON:API. */
export interface Document {
  jsonapi: { version: '1.1' }
  links?: Record<string, string | null>
  data: unknown
  included?: Resource[]
  meta?: { total: number }
}

/** A value of a field in JSON: texts for what that has no numbers for. */
const inJson = (value: unknown): unknown =>
  typeof value === 'bigint' || Prisma.Decimal.isDecimal(value)
    ? String(value)
    : value instanceof Uint8Array
      ? Buffer.from(value).toString('base64')
      : Array.isArray(value)
        ? value.map(inJson)
        : value

/** The address of a resource. */
export const addressOf = (model: ModelPolicy, row: Row): string =>
  `${ROOT}/${typeOf(model)}/${encodeURIComponent(idOf(model, row))}`

const identifierOf = (model: ModelPolicy, row: Row): Identifier => ({
  type: typeOf(model),
  id: idOf(model, row),
})

const attributesOf = (wanted: Wanted, row: Row) =>
  Object.fromEntries(
    scalarsOf(wanted.model)
      .filter(({ name }) => name in row && isWanted(wanted, name))
      .map(({ name }) => [name, inJson(row[name])])
  )

const linkageOf = (inner: Wanted, related: unknown) =>
  Array.isArray(related)
    ? related.map((row) => identifierOf(inner.model, row))
    : related
      ? identifierOf(inner.model, related as Row)
      : null

const relationshipsIn = (wanted: Wanted, row: Row) => {
  const self = addressOf(wanted.model, row)
  return Object.fromEntries(
    relationshipsOf(wanted.model)
      .filter(({ name }) => isWanted(wanted, name) || name in wanted.include)
      .map(({ name }): [string, Relationship] => [
        name,
        {
          links: {
            self: `${self}/relationships/${name}`,
            related: `${self}/${name}`,
          },
          ...(name in wanted.include && {
            data: linkageOf(wanted.include[name], row[name]),
          }),
        },
      ])
  )
}

/** A row as a resource. */
const resourceOf = (wanted: Wanted, row: Row): Resource => {
  const relationships = relationshipsIn(wanted, row)
  return {
    ...identifierOf(wanted.model, row),
    attributes: attributesOf(wanted, row),
    ...(Object.keys(relationships).length > 0 && { relationships }),
    links: { self: addressOf(wanted.model, row) },
  }
}

/** All that came along with some rows, each once. */
const includedIn = (wanted: Wanted, rows: Row[]): Resource[] => {
  const found = new Map<string, Resource>()
  const top = new Set(rows.map((row) => keyOf(identifierOf(wanted.model, row))))
  const gather = ({ include }: Wanted, all: Row[]) => {
    for (const [name, inner] of Object.entries(include)) {
      const related = all.flatMap((row) => row[name] ?? []) as Row[]
      for (const row of related) {
        const resource = resourceOf(inner, row)
        const key = keyOf(resource)
        const before = found.get(key)
        if (!top.has(key)) {
          found.set(key, {
            ...resource,
            relationships: {
              ...resource.relationships,
              // The same may have come by another way, with others.
              ...withData(before),
              ...withData(resource),
            },
          })
        }
      }
      gather(inner, related)
    }
  }
  gather(wanted, rows)
  return [...found.values()]
}

const keyOf = ({ type, id }: Identifier) => `${type} ${id}`

const withData = (resource?: Resource) =>
  Object.fromEntries(
    Object.entries(resource?.relationships ?? {}).filter(
      ([, { data }]) => data !== undefined
    )
  )

const included = (wanted: Wanted, rows: Row[]) =>
  Object.keys(wanted.include).length > 0 && {
    included: includedIn(wanted, rows),
  }

/** A document about one row, or none. */
export const documentOf = (
  wanted: Wanted,
  row: Row | null,
  self?: string
): Document => ({
  jsonapi: { version: '1.1' },
  links: { self: self ?? (row ? addressOf(wanted.model, row) : ROOT) },
  data: row && resourceOf(wanted, row),
  ...included(wanted, row ? [row] : []),
})

/** A list of what is there in all, a page at a time. */
interface Listed {
  path: string
  parameters: Parameters
  page: Page
  total: number
}

const pageLinks = ({ path, parameters, page, total }: Listed) => {
  const { offset, limit } = page
  const at = (start: number) => {
    const others = new Map(parameters)
    others.set('page[offset]', String(start))
    others.set('page[limit]', String(limit))
    return `${path}?${parametersText(others)}`
  }
  const last = Math.max(0, Math.ceil(total / limit) - 1) * limit
  return {
    self: at(offset),
    first: at(0),
    last: at(last),
    prev: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    next: offset + limit < total ? at(offset + limit) : null,
  }
}

/** A document about a page of rows. */
export const listDocument = (
  wanted: Wanted,
  rows: Row[],
  listed: Listed
): Document => ({
  jsonapi: { version: '1.1' },
  links: pageLinks(listed),
  data: rows.map((row) => resourceOf(wanted, row)),
  ...included(wanted, rows),
  meta: { total: listed.total },
})

/** The same, of which there is nothing but identifiers. */
export const linkageDocument = (
  model: ModelPolicy,
  rows: Row[],
  listed: Listed
): Document => ({
  jsonapi: { version: '1.1' },
  links: pageLinks(listed),
  data: rows.map((row) => identifierOf(model, row)),
  meta: { total: listed.total },
})
