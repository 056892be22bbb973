import { MapperKind, mapSchema } from '@graphql-tools/utils'
import {
  defaultFieldResolver,
  getNullableType,
  getOperationAST,
  isLeafType,
} from 'graphql'
import type {
  ExecutionArgs,
  ExecutionResult,
  GraphQLFieldConfig,
  GraphQLLeafType,
  GraphQLSchema,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import type { CompiledQuery } from 'graphql-jit'
import type { Plugin } from 'graphql-yoga'

import { Recent } from './policy/recent'

/*
 * Queries that are asked again and again are compiled to JavaScript, which puts
 * answers together in a thirtieth of the time. All that is unusual is left to the
 * stock engine: docs/decisions/0019-compiled-queries.md
 */

/** What is kept of a query. */
interface Known {
  /** How often it has been asked. */
  times: number
  /** Null for what cannot be compiled. */
  compiled?: CompiledQuery['query'] | null
}

/** What is kept for a schema. */
interface Kept {
  /** The same, as it is compiled with. */
  schema: GraphQLSchema
  queries: Recent<Known>
}

/** To compile a query takes as long as to answer it some times. */
const OFTEN = 3
/** One takes about 100 kB, and who asks may be anybody. */
const MOST_KEPT = 300
/** In characters; those of the web have some hundreds. */
const LONGEST_KEPT = 5000

type Field = GraphQLFieldConfig<unknown, unknown>

const isRefused = (type: GraphQLLeafType, value: unknown) => {
  try {
    type.serialize(value)
    return false
  } catch {
    return true
  }
}

/** Whether a promise or a function in place of a value is an error anyway. */
const refusesUnusual = ({ type }: Field) => {
  const bare = getNullableType(type)
  return (
    isLeafType(bare) &&
    [Promise.resolve(), () => {}].every((value) => isRefused(bare, value))
  )
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value

/**
 * What a resolver gives, so that a compiled query hears of its own failure to go on
 * with that, which nobody would catch.
 */
const careful = (value: unknown): unknown => {
  if (isThenable(value)) {
    return {
      then: (found: (value: unknown) => void, failed: (why: unknown) => void) =>
        value.then((given) => {
          try {
            found(careful(given))
          } catch (error) {
            failed(error)
          }
        }, failed),
    }
  }
  return Array.isArray(value) && value.some(isManifold)
    ? value.map(careful)
    : value
}

const isManifold = (value: unknown) => isThenable(value) || Array.isArray(value)

/**
 * Compiled queries take fields without a resolver as they stand. Where nobody would
 * notice that it is no value, it is resolved as the stock engine does it.
 */
const forCompiling = (field: Field): Field => {
  if (!field.resolve && refusesUnusual(field)) {
    return field
  }
  const { resolve = defaultFieldResolver } = field
  return { ...field, resolve: (...asked) => careful(resolve(...asked)) }
}

const compile = (schema: GraphQLSchema, args: ExecutionArgs) => {
  const { document, operationName } = args
  const compiled = compileQuery(schema, document, operationName ?? undefined)
  return isCompiledQuery(compiled) ? compiled.query : null
}

const isQuery = ({ document, operationName }: ExecutionArgs) =>
  getOperationAST(document, operationName)?.operation === 'query'

/** Null for a query that fails as a whole. */
const resultOf = async (
  query: CompiledQuery['query'],
  { rootValue, contextValue, variableValues }: ExecutionArgs
): Promise<ExecutionResult | null> => {
  try {
    return await query(rootValue, contextValue, variableValues)
  } catch {
    return null
  }
}

/** A GraphQL Yoga plugin that compiles what is asked often. */
export const useCompiledQueries = (): Plugin => {
  const kept = new WeakMap<GraphQLSchema, Kept>()

  const keptOf = (stock: GraphQLSchema): Kept => {
    const here = kept.get(stock) ?? {
      schema: mapSchema(stock, { [MapperKind.OBJECT_FIELD]: forCompiling }),
      queries: new Recent<Known>(MOST_KEPT),
    }
    kept.set(stock, here)
    return here
  }

  const compiledOf = (args: ExecutionArgs) => {
    const text = args.document.loc?.source.body
    if (text === undefined || text.length > LONGEST_KEPT || !isQuery(args)) {
      return null
    }
    const { schema, queries } = keptOf(args.schema)
    const name = `${args.operationName ?? ''} ${text}`
    const { times, compiled } = queries.get(name) ?? { times: 0 }
    const now =
      compiled === undefined && times >= OFTEN
        ? compile(schema, args)
        : compiled
    queries.set(name, { times: times + 1, compiled: now })
    return now
  }

  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const query = compiledOf(args)
      if (!query) {
        return
      }
      setExecuteFn(async (args: ExecutionArgs) => {
        const result = await resultOf(query, args)
        // A query changes nothing; it can be asked once more.
        return result && !result.errors ? result : executeFn(args)
      })
    },
  }
}
