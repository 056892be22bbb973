import { delegateName, delegateOf } from './delegateOf'
import type { Row } from './environment'
import { operation, runOn } from './operation'
import type { Client } from './operation'
import { fluent } from './read/fluent'
import { READS, READS_OF_ONE } from './read/read'
import type { Read } from './read/read'
import { visibleBy } from './read/visible'
import type { Visible } from './read/visible'
import { rulesFor } from './rules'
import type { Policy } from './types'

type Args = Record<string, unknown>

/** Whose client it shall be, and under which rules. */
export interface Enhancement {
  policy: Policy
  /** What `auth()` is; null for a visitor. */
  user: Row | null
}

/**
 * A Prisma client as one actor may use it: every rule of the policy holds for
 * all that is read or written through it. Made for one request.
 *
 * @param client the stock client of the policy's schema, or an open transaction
 */
export const enhance = (
  client: Client,
  { policy, user }: Enhancement
): object => {
  const rules = rulesFor(policy, { user, now: new Date() })
  const visible = visibleBy(policy, rules, (model, field) =>
    Reflect.get(delegateOf(client, model).fields, field)
  )
  return enhancedClient(client, visible)
}

const modelsOf = new WeakMap<Policy, Map<string, string>>()

/** Models by the names that a client has for them. */
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

const enhancedClient = (client: Client, visible: Visible): object =>
  new Proxy(client, {
    get: (_client, name: string | symbol) => {
      if (typeof name === 'symbol') {
        return undefined
      }
      const model = modelNamed(visible.policy, name)
      if (model !== undefined) {
        return enhancedDelegate(client, visible, model)
      }
      if (name === '$transaction' && Reflect.has(client, name)) {
        return transactionOn(client, visible)
      }
      if (name.startsWith('$')) {
        throw new Error(`An enhanced client has no ${name}`)
      }
      return undefined
    },
  })

const enhancedDelegate = (client: Client, visible: Visible, model: string) =>
  new Proxy(
    {},
    {
      get: (_target, name: string | symbol) => {
        if (typeof name === 'symbol' || name === 'then') {
          return undefined
        }
        const read: Read | undefined = Object.hasOwn(READS, name)
          ? READS[name as keyof typeof READS]
          : undefined
        if (!read) {
          throw new Error(`An enhanced client has no ${name}() of ${model}`)
        }
        const run = (on: Client, args: Args) => read(visible, on, model, args)
        return Object.hasOwn(READS_OF_ONE, name)
          ? (args: Args = {}) =>
              fluent(visible.policy, model, client, run, args)
          : (args: Args = {}) => operation(client, (on) => run(on, args))
      },
    }
  )

type Work = (open: Client) => Promise<unknown>
type Transaction = (work: Work, options?: object) => Promise<unknown>

/** Of a callback, which gets an enhanced client, or of a list of operations. */
const transactionOn =
  (client: Client, visible: Visible) =>
  async (work: Work | unknown[], options?: object): Promise<unknown> => {
    const begin = Reflect.get(client, '$transaction').bind(
      client
    ) as Transaction
    if (!Array.isArray(work)) {
      return begin((open) => work(enhancedClient(open, visible)), options)
    }
    return begin(async (open) => {
      const results: unknown[] = []
      for (const each of work) {
        results.push(await runOn(each, open))
      }
      return results
    }, options)
  }
