import { z } from 'zod/v4'

import type { FieldPolicy, ModelPolicy, Policy } from 'src/lib/policy/types'

/** How many rows a list may have. */
export interface ListLimits {
  /** Of one list; also what a list has that does not say. */
  take: number
}

/**
 * What the Prisma client takes as arguments, for the models of one policy. The
 * schemas check, and put JSON into what Prisma wants: texts that are dates into
 * dates. They are made of each other, so each is made once, when it is needed.
 */
export interface Grammar {
  policy: Policy
  limits: ListLimits
  /** The schema of that name. */
  named: (name: string, make: () => z.ZodType) => z.ZodType
  /** All that have been named so far. */
  schemas: ReadonlyMap<string, z.ZodType>
}

export const grammarOf = (policy: Policy, limits: ListLimits): Grammar => {
  const schemas = new Map<string, z.ZodType>()
  return {
    policy,
    limits,
    schemas,
    named: (name, make) => {
      const known = schemas.get(name) ?? z.lazy(make)
      schemas.set(name, known)
      return known
    },
  }
}

export const scalarsOf = ({ fields }: ModelPolicy): FieldPolicy[] =>
  Object.values(fields).filter(({ kind }) => kind !== 'relation')

export const relationsOf = ({ fields }: ModelPolicy): FieldPolicy[] =>
  Object.values(fields).filter(({ kind }) => kind === 'relation')

/** An object with a key for each of these, none of which must be there. */
export const optionalKeys = <Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  schemaOf: (item: Item) => z.ZodType
): Record<string, z.ZodType> =>
  Object.fromEntries(
    items.map((item) => [nameOf(item), schemaOf(item).optional()])
  )

export const nameOf = ({ name }: { name: string }) => name

/** One, or a list of them. */
export const oneOrMany = (schema: z.ZodType) =>
  z.union([schema, z.array(schema)])

/** Whether an object says exactly one thing. */
export const hasOneKey = (object: Record<string, unknown>) =>
  Object.values(object).filter((value) => value !== undefined).length === 1

/** The same, as JSON Schema has it. */
export const ONE_KEY = { minProperties: 1, maxProperties: 1 }
