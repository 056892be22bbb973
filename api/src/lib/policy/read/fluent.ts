import { LazyPromise } from '../operation'
import type { Client } from '../operation'
import type { FieldPolicy, Policy } from '../types'

import { fieldsOf } from './fields'

type Args = Record<string, unknown>
type Row = Record<string, unknown>

/** Reads one record; `args` are those of `findUnique` or `findFirst`. */
type ReadOne = (client: Client, args: Args) => Promise<unknown>

/** A record to be read. Classes of it have the relations of a model as methods. */
class Fluent extends LazyPromise {
  readonly #client: Client
  readonly #read: ReadOne
  readonly #args: Args

  constructor(client: Client, read: ReadOne, args: Args) {
    super(client, (on) => read(on, args))
    this.#client = client
    this.#read = read
    this.#args = args
  }

  static relation(
    record: Fluent,
    policy: Policy,
    { name, type, list }: FieldPolicy,
    asked: Args
  ): Promise<unknown> {
    const client = record.#client
    const read = record.#read
    const args = record.#args
    const through: ReadOne = async (on, inner) => {
      const { select: _select, include: _include, ...rest } = args
      const row = await read(on, { ...rest, select: { [name]: orAll(inner) } })
      return (row as Row | null)?.[name] ?? null
    }
    return list
      ? new LazyPromise(client, (on) => through(on, asked))
      : fluent(policy, type, client, through, asked)
  }
}

const known = new WeakMap<Policy, Map<string, typeof Fluent>>()

const classOf = (policy: Policy, model: string): typeof Fluent => {
  const classes = known.get(policy) ?? new Map<string, typeof Fluent>()
  known.set(policy, classes)
  const before = classes.get(model)
  if (before) {
    return before
  }
  const ofModel = class extends Fluent {}
  for (const field of fieldsOf(policy.models[model]).relations) {
    const method = function (this: Fluent, asked: Args = {}) {
      return Fluent.relation(this, policy, field, asked)
    }
    Reflect.set(ofModel.prototype, field.name, method)
  }
  classes.set(model, ofModel)
  return ofModel
}

/**
 * Reads one record in such a way that its relations can be asked for by name:
 * `findUnique({ where }).owner()`, and on from there. Nothing is read before the
 * promise is awaited, and then with one query for the whole chain.
 *
 * @param read reads a record of the model
 */
export const fluent = (
  policy: Policy,
  model: string,
  client: Client,
  read: ReadOne,
  args: Args
): Promise<unknown> => new (classOf(policy, model))(client, read, args)

/** Prisma takes no empty arguments for a relation. */
const orAll = (args: Args) =>
  (Object.keys(args).length === 0 ? true : args) as Args
