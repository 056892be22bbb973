import { Prisma } from '@prisma/client'
import SuperJSON from 'superjson'
import { z } from 'zod/v4'

import { parsed } from '../arguments/mistakes'

/*
 * Values beyond JSON, as ZenStack's clients send and take them: JSON, with what
 * else they are beside it, as superjson notes it.
 */

const superjson = new SuperJSON()

superjson.registerCustom<Prisma.Decimal, string>(
  {
    isApplicable: (value): value is Prisma.Decimal =>
      Prisma.Decimal.isDecimal(value),
    serialize: (value) => value.toJSON(),
    deserialize: (text) => new Prisma.Decimal(text),
  },
  'Decimal'
)

superjson.registerCustom<Uint8Array, string>(
  {
    isApplicable: (value): value is Uint8Array => value instanceof Uint8Array,
    serialize: (value) => Buffer.from(value).toString('base64'),
    deserialize: (text) => Buffer.from(text, 'base64'),
  },
  'Bytes'
)

/** A result as a body of JSON. */
export const bodyOf = (result: unknown): object => {
  const { json, meta } = superjson.serialize(result ?? null)
  return meta ? { data: json, meta: { serialization: meta } } : { data: json }
}

const LEAF = z.union([z.string(), z.tuple([z.string(), z.string()])])

interface Tree {
  [path: string]: Node
}
type Node = Tree | [unknown] | [unknown, Tree]

const TREE: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), NODE))
const NODE: z.ZodType<Node> = z.lazy(() =>
  z.union([z.tuple([LEAF]), z.tuple([LEAF, TREE]), TREE])
)

const META = z.object({ serialization: z.object({ values: NODE.optional() }) })

const stepsOf = (path: string) =>
  path.split(/(?<!\\)\./).map((step) => step.replaceAll('\\.', '.'))

/** The paths of what a client had no value for, and superjson wrote null for. */
const undefinedIn = (node: Node, path: string[] = []): string[][] => {
  const [leaf, tree] = Array.isArray(node) ? node : [undefined, node]
  const inner = Object.entries(tree ?? {}).flatMap(([name, each]) =>
    undefinedIn(each, [...path, ...stepsOf(name)])
  )
  return leaf === 'undefined' ? [path, ...inner] : inner
}

const removeAt = (json: unknown, path: string[]) => {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>(
      (value, step) =>
        typeof value === 'object' &&
        value !== null &&
        Object.hasOwn(value, step)
          ? Reflect.get(value, step)
          : undefined,
      json
    )
  if (typeof parent === 'object' && parent !== null && path.length > 0) {
    Reflect.deleteProperty(parent, path[path.length - 1])
  }
}

/**
 * Arguments without what their sender left undefined. What else superjson notes
 * of a value is known already, of its field.
 *
 * @param meta as the sender gives it beside the arguments
 * @throws Refusal 400 for a meta that is no such thing
 */
export const withoutUndefined = (json: unknown, meta: unknown): unknown => {
  if (meta === undefined) {
    return json
  }
  const { serialization } = parsed(META, meta)
  const { values } = serialization
  for (const path of values ? undefinedIn(values) : []) {
    removeAt(json, path)
  }
  return json
}
