import { operation } from '../operation'
import type { Client } from '../operation'
import type { Policy } from '../types'

import { fieldsOf } from './fields'

type Args = Record<string, unknown>
type Row = Record<string, unknown>

/** Reads one record; `args` are those of `findUnique` or `findFirst`. */
type ReadOne = (client: Client, args: Args) => Promise<unknown>

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
): Promise<unknown> => {
  const lazy = operation(client, (on) => read(on, args))
  const { relations } = fieldsOf(policy.models[model])
  return Object.assign(
    lazy,
    Object.fromEntries(
      relations.map(({ name, type, list }) => {
        const through: ReadOne = async (on, asked) => {
          const { select: _select, include: _include, ...rest } = args
          const row = await read(on, { ...rest, select: { [name]: asked } })
          return (row as Row | null)?.[name] ?? null
        }
        return [
          name,
          (asked: Args = {}) =>
            list
              ? operation(client, (on) => through(on, orAll(asked)))
              : fluent(
                  policy,
                  type,
                  client,
                  (on, inner) => through(on, orAll(inner)),
                  asked
                ),
        ]
      })
    )
  )
}

/** Prisma takes no empty arguments for a relation. */
const orAll = (args: Args) =>
  (Object.keys(args).length === 0 ? true : args) as Args
