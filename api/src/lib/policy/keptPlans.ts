import { randomUUID } from 'node:crypto'

import { createParam } from '@prisma/client/runtime/client'

import type { Client } from './operation'
import { Recent } from './recent'

/*
 * Prisma 6 makes a plan of each query anew, for which it takes longer than for all
 * else. Here its client keeps the plans of queries of which we have named the
 * values; how, and what that stands on: docs/decisions/0017-kept-plans.md
 */

/** What stands in a query for a value that makes no difference to its plan. */
export type Named = string | number | boolean

/** Nobody outside knows it: what they send can look like a name, and is none. */
const OURS = randomUUID()

/** A value, as an argument of a client that keeps plans. */
export const named = (value: Named): object =>
  createParam(OURS + (typeof value === 'string' ? `'${value}` : String(value)))

/** As `createParam` is sent to the compiler: its name, which is the value. */
const NAME = new RegExp(
  `\\{"\\$type":"Param","value":"${OURS}((?:[^"\\\\]|\\\\.)*)"\\}`,
  'g'
)

const valueOf = (name: string): Named =>
  name.startsWith("'")
    ? (JSON.parse(`"${name}"`) as string).slice(1)
    : (JSON.parse(name) as number | boolean)

interface Compiler {
  compile(query: string): object
  compileBatch(queries: string): object
}

type CompilerClass = new (options: unknown) => Compiler

/** What the generated client is made from; there is more in it. */
interface Config {
  compilerWasm: { getRuntime: () => Promise<{ QueryCompiler: CompilerClass }> }
}

const MOST_KEPT = 1000
/** In characters: a plan is some ten times as long, and who asks may be anybody. */
const LONGEST_KEPT = 5000

/** One compiler for each connected client, and so the plans of one schema only. */
const keeping = (Stock: CompilerClass): CompilerClass =>
  class extends Stock {
    readonly #kept = new Recent<object>(MOST_KEPT)

    override compile(query: string): object {
      if (!query.includes(OURS)) {
        return super.compile(query)
      }
      const values: Named[] = []
      const form = query.replace(NAME, (_mark, name: string) => {
        values.push(valueOf(name))
        return `{"$type":"Param","value":"kept${values.length}"}`
      })
      const plan = this.#kept.get(form) ?? super.compile(form)
      if (form.length <= LONGEST_KEPT) {
        this.#kept.set(form, plan)
      }
      return withValues(plan, values)
    }

    // Several that Prisma joins make a plan that depends on how many there are.
    override compileBatch(queries: string): object {
      return super.compileBatch(
        queries.replace(NAME, (_mark, name: string) =>
          JSON.stringify(valueOf(name))
        )
      )
    }
  }

/** A plan that gives names their values, in the words of Prisma's interpreter. */
const withValues = (plan: object, values: Named[]) => ({
  type: 'let',
  args: {
    bindings: values.map((value, index) => ({
      name: `kept${index + 1}`,
      expr: { type: 'value', args: value },
    })),
    expr: plan,
  },
})

const configOverride = (config: Config): Config => ({
  ...config,
  compilerWasm: {
    ...config.compilerWasm,
    getRuntime: async () => {
      const runtime = await config.compilerWasm.getRuntime()
      return { ...runtime, QueryCompiler: keeping(runtime.QueryCompiler) }
    },
  },
})

const KEEPS_PLANS = Symbol('keeps plans')

/**
 * A Prisma client that keeps the plans of queries with `named` values.
 *
 * @param Stock the class of a generated client
 * @param options as that class takes them
 */
export const keepingPlans = <Options extends object, Made extends object>(
  Stock: new (options: Options) => Made,
  options: Options
): Made =>
  Object.assign(new Stock({ ...options, __internal: { configOverride } }), {
    [KEEPS_PLANS]: true,
  })

/** Whether a client, or an open transaction of it, takes `named` values. */
export const keepsPlans = (client: Client): boolean =>
  Reflect.get(client, KEEPS_PLANS) === true
