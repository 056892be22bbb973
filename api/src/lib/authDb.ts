import modelMeta from '.zenstack/model-meta'
import { Prisma } from '@prisma/client'
import { enhance } from '@zenstackhq/runtime'

import { context } from '@redwoodjs/context'

import { db } from './db'

const { models } = modelMeta

/** The model that an operation names, as the enhanced client exposes it. */
type Delegate = Record<string, (args: OperationArgs) => Promise<unknown>>
interface OperationArgs {
  where?: Record<string, unknown>
  data?: Record<string, unknown>
  [argument: string]: unknown
}

/**
 * The Prisma client as the current user may use it: every rule in
 * schema.zmodel holds for all that is read or written through it. This is what
 * services import. A visitor is an actor too; `auth()` is null then.
 *
 * Rows the actor may not read behave as absent. Errors are Prisma's:
 * - P2004 the rules deny it, or, with `meta.reason` DATA_VALIDATION_VIOLATION,
 *   the input breaks a limit of the schema
 * - P2020 a value that the database cannot hold
 * - P2025 no such row, for this actor
 * - P2002, P2003 a key or an invariant of the database forbids it
 *
 * A row that has been written but may not be read comes back as null.
 *
 * @param client the client or open transaction to enhance
 */
export const authDb = (client: Prisma.TransactionClient = db) =>
  new Proxy(
    enhance(client as typeof db, { user: context.currentUser ?? undefined }),
    {
      get: (enhanced, key: string) => {
        if (/^\$(query|execute|runCommand)Raw/.test(key)) {
          throw new Error(`${key}: no rule can see into raw SQL`)
        }
        const member = Reflect.get(enhanced, key)
        return key in models ? asVisible(member as Delegate, key) : member
      },
    }
  )

/**
 * ZenStack answers a write to a hidden row with a denial, and to a missing one
 * with "not found"; and it reports a row that cannot be read back as an error
 * after it has committed it. Here hidden is missing, and written is success.
 */
const asVisible = (delegate: Delegate, model: string): Delegate =>
  new Proxy(delegate, {
    get: (target, operation: string) => {
      const method = target[operation]
      if (!['create', 'update', 'delete'].includes(operation)) {
        return method
      }
      return async (args: OperationArgs) => {
        try {
          return await method(args)
        } catch (error) {
          if (isDefaultWithoutUser(error)) {
            throw failure('P2004', `${model}: only a user may ${operation}`)
          }
          if (!(error instanceof Prisma.PrismaClientKnownRequestError)) {
            throw error
          }
          if (error.meta?.reason === 'RESULT_NOT_READABLE') {
            return null
          }
          if (!(await seesAllNamed(delegate, model, args))) {
            throw failure('P2025', `${model}: no such record`)
          }
          throw error
        }
      }
    },
  })

/** ZenStack's way to deny a visitor a row that defaults to the current user. */
const isDefaultWithoutUser = (error: unknown) =>
  error instanceof Error && /requires a user context/.test(error.message)

const failure = (code: string, message: string) =>
  new Prisma.PrismaClientKnownRequestError(message, {
    code,
    clientVersion: Prisma.prismaVersion.client,
  })

/** Whether the actor may read the row to be changed and those it refers to. */
const seesAllNamed = async (
  delegate: Delegate,
  model: string,
  { where, data = {} }: OperationArgs
) => {
  if (where && !(await delegate.findUnique({ where, select: KEY }))) {
    return false
  }
  for (const parent of Object.values(models[model].fields)) {
    for (const [key, own] of Object.entries(parent.foreignKeyMapping ?? {})) {
      const id = data[own]
      if (id !== undefined && !(await sees(parent.type, { [key]: id }))) {
        return false
      }
    }
  }
  return true
}

const sees = async (model: string, where: Record<string, unknown>) => {
  const key = (model[0].toLowerCase() + model.slice(1)) as 'post'
  return authDb()[key].findUnique({
    where: where as { id: number },
    select: KEY,
  })
}

const KEY = { id: true }
