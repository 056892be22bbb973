import { MapperKind, mapSchema } from '@graphql-tools/utils'
import {
  TypeInfo,
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  getOperationAST,
  isAbstractType,
  isLeafType,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type {
  DocumentNode,
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

/** To compile a query takes as long as to answer it some times. */
const OFTEN = 3
/** One takes about 100 kB, and who asks may be anybody. */
const MOST_KEPT = 300

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

/**
 * Compiled queries take fields without a resolver as they stand. Where nobody would
 * notice that it is no value, it is resolved as the stock engine does it.
 */
const forCompiling = (field: Field): Field =>
  field.resolve || refusesUnusual(field)
    ? field
    : { ...field, resolve: defaultFieldResolver }

/**
 * Whether something may be of several types. What fails to tell of which, a compiled
 * query fails with as a whole, where nobody catches it.
 */
const hasSeveralTypes = (schema: GraphQLSchema, document: DocumentNode) => {
  const types = new TypeInfo(schema)
  let found = false
  const Field = () => {
    found ||= isAbstractType(getNamedType(types.getType()))
  }
  visit(document, visitWithTypeInfo(types, { Field }))
  return found
}

const compile = (schema: GraphQLSchema, args: ExecutionArgs) => {
  const { document, operationName } = args
  if (hasSeveralTypes(schema, document)) {
    return null
  }
  const compiled = compileQuery(schema, document, operationName ?? undefined)
  return isCompiledQuery(compiled) ? compiled.query : null
}

const isQuery = ({ document, operationName }: ExecutionArgs) =>
  getOperationAST(document, operationName)?.operation === 'query'

/** A GraphQL Yoga plugin that compiles what is asked often. */
export const useCompiledQueries = (): Plugin => {
  const schemas = new WeakMap<GraphQLSchema, GraphQLSchema>()
  const known = new Recent<Known>(MOST_KEPT)

  const schemaFor = (stock: GraphQLSchema): GraphQLSchema => {
    const schema =
      schemas.get(stock) ??
      mapSchema(stock, { [MapperKind.OBJECT_FIELD]: forCompiling })
    schemas.set(stock, schema)
    return schema
  }

  const compiledOf = (args: ExecutionArgs) => {
    const text = args.document.loc?.source.body
    if (text === undefined || !isQuery(args)) {
      return null
    }
    const name = `${args.operationName ?? ''} ${text}`
    const { times, compiled } = known.get(name) ?? { times: 0 }
    const now =
      compiled === undefined && times >= OFTEN
        ? compile(schemaFor(args.schema), args)
        : compiled
    known.set(name, { times: times + 1, compiled: now })
    return now
  }

  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const query = compiledOf(args)
      if (!query) {
        return
      }
      setExecuteFn(async (args: ExecutionArgs) => {
        const { rootValue, contextValue, variableValues } = args
        const result: ExecutionResult = await query(
          rootValue,
          contextValue,
          variableValues
        )
        // A query changes nothing; it can be asked once more.
        return result.errors ? executeFn(args) : result
      })
    },
  }
}
