import { abilitiesFor } from './ability'
import type { Driver } from './ask'
import { check } from './check'
import type { Check } from './check'
import { delegateName, fieldsOf } from './delegateOf'
import type { Row } from './environment'
import { evaluatedFor } from './evaluated'
import { LazyPromise } from './operation'
import type { Client } from './operation'
import { fluent } from './read/fluent'
import { READS, READS_OF_ONE } from './read/read'
import type { Policy } from './types'
import { toWhere } from './where'
import { readOnly } from './write/denial'
import { ISOLATED, untilSettled } from './write/transaction'
import { WRITES } from './write/write'
import type { Args, Writing } from './write/writing'

/** Whose client it shall be, and under which rules. */
export interface Enhancement {
  policy: Policy
  /** What `auth()` is; null for a visitor. */
  user: Row | null
  /** Whether every write is refused, whatever the rules say; not if not said. */
  isReadOnly?: boolean
  /** Whether a denial tells which rules were considered; not if not said. */
  isOpenAboutRules?: boolean
  /** What makes writes cheaper; all is done through the client without it. */
  driver?: Driver
}

/**
 * A Prisma client as one actor may use it: every rule of the policy holds for
 * all that is read or written through it. Made for one request. What would go
 * round the rules, or is not known, throws an Error when it is asked for.
 *
 * @param client the stock client of the policy's schema, or an open transaction
 */
export const enhance = (
  client: Client,
  {
    policy,
    user,
    isReadOnly = false,
    isOpenAboutRules = false,
    driver,
  }: Enhancement
): object => {
  const actor = { user, now: new Date() }
  const reference = fieldsOf(client)
  const { rules, visible } = evaluatedFor(policy, actor, reference)
  return enhancedClient(client, {
    policy,
    actor,
    rules,
    visible,
    whereOf: (condition) => toWhere(condition, reference),
    isReadOnly,
    isOpenAboutRules,
    driver,
  })
}

const modelsOf = new WeakMap<Policy, Map<string, string>>()

/** A model by the name that a client has for it. */
const modelNamed = (policy: Policy, name: string) => {
  let models = modelsOf.get(policy)
  if (!models) {
    models = new Map(
      Object.keys(policy.models).map((model) => [delegateName(model), model])
    )
    modelsOf.set(policy, models)
  }
  return models.get(name)
}

const enhancedClient = (client: Client, writing: Writing): object =>
  new Proxy(
    {},
    {
      get: (_target, name: string | symbol) => {
        if (typeof name === 'symbol') {
          return undefined
        }
        const model = modelNamed(writing.policy, name)
        if (model !== undefined) {
          return enhancedDelegate(client, writing, model)
        }
        if (name === '$transaction' && Reflect.has(client, name)) {
          return transactionOn(client, writing)
        }
        if (name.startsWith('$')) {
          throw new Error(
            `An enhanced client has no ${name}: no rule can see into it`
          )
        }
        return undefined
      },
    }
  )

const named = <Operation>(
  operations: Record<string, Operation>,
  name: string
) => (Object.hasOwn(operations, name) ? operations[name] : undefined)

const enhancedDelegate = (client: Client, writing: Writing, model: string) => {
  const { policy, visible, actor } = writing
  return new Proxy(
    {},
    {
      get: (_target, name: string | symbol) => {
        if (typeof name === 'symbol' || name === 'then') {
          return undefined
        }
        const read = named(READS, name)
        if (read && name in READS_OF_ONE) {
          return (args: Args = {}) =>
            fluent(
              policy,
              model,
              client,
              (on, asked) => read(visible, on, model, asked),
              args
            )
        }
        if (read) {
          return (args: Args = {}) =>
            new LazyPromise(client, (on) => read(visible, on, model, args))
        }
        const write = named(WRITES, name)
        if (write) {
          return (args: Args = {}) =>
            new LazyPromise(client, (on) => {
              if (writing.isReadOnly) {
                throw readOnly()
              }
              return write(writing, on, model, args)
            })
        }
        if (name === 'check') {
          return (question: Check) =>
            check(visible, abilitiesFor(policy, actor), client, model, question)
        }
        throw new Error(`An enhanced client has no ${name}() of ${model}`)
      },
    }
  )
}

type Work = (open: object) => Promise<unknown>
type Begin = (work: Work, options?: object) => Promise<unknown>

/** Of a callback, which gets an enhanced client, or of a list of operations. */
const transactionOn =
  (client: Client, writing: Writing) =>
  async (work: Work | unknown[], options?: object): Promise<unknown> => {
    const transaction = Reflect.get(client, '$transaction') as Begin
    const begin: Begin = (inside) =>
      transaction.call(client, inside, { ...ISOLATED, ...options })
    if (!Array.isArray(work)) {
      // What else a callback does, it should perhaps not do twice.
      return begin((open) => work(enhancedClient(open, writing)))
    }
    return untilSettled(() =>
      begin(async (open) => {
        const results: unknown[] = []
        for (const each of work) {
          results.push(await LazyPromise.runOn(each, open))
        }
        return results
      })
    )
  }
