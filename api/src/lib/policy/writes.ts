import { Prisma } from '@prisma/client'

import { visibleFilter } from './read/filter'
import type { Client, Delegate } from './operation'
import { READS, visibleUnique } from './read/read'
import { onlyArguments, visibleShape } from './read/shape'
import type { Shape } from './read/shape'
import { both } from './read/visible'
import type { Visible } from './read/visible'
import type { Where } from './where'

type Args = Record<string, unknown>
type Row = Record<string, unknown>

const readsOf = (visible: Visible, client: Client, model: string) =>
  Object.fromEntries(
    Object.entries(READS).map(([name, read]) => [
      name,
      (args: Args = {}) => read(visible, client, model, args),
    ])
  )

/**
 * The writing operations of a model. ZenStack's runtime decides and does them;
 * what it leaves open is closed here:
 * - a filter in a write ranges over visible rows and fields only
 * - what comes back is read back as every read is
 * - a hidden row is a missing one: P2025, where ZenStack would deny
 * - a row that is written but may not be read comes back as null, where
 *   ZenStack commits and then reports an error
 *
 * @param enhanced makes ZenStack's delegate of the model, once it is needed
 */
export const writesOf = (
  visible: Visible,
  client: Client,
  model: string,
  enhanced: () => Delegate
): Delegate => {
  const { key } = visible.policy.models[model]
  const reads = readsOf(visible, client, model)
  const keys = Object.fromEntries(key.map((name) => [name, true]))
  const keyOf = (row: Row) =>
    Object.fromEntries(key.map((name) => [name, row[name]]))

  const writeOne = (operation: string) => async (args: Args) => {
    const { select, include, omit, where, ...rest } = args
    onlyArguments(rest, ['data', 'create', 'update'])
    const shape = { select, include, omit }
    // Before anything is written: what is asked for must be readable at all.
    visibleShape(visible, model, shape as Shape)
    const last =
      operation === 'delete'
        ? await reads.findUnique({ where, ...shape })
        : null
    try {
      const written = (await enhanced()[operation]({
        ...rest,
        ...(where !== undefined && {
          where: visibleUnique(visible, model, where as Where),
        }),
        select: keys,
      })) as Row
      return operation === 'delete'
        ? last
        : await reads.findUnique({ where: keyOf(written), ...shape })
    } catch (error) {
      if (isUnreadable(error)) {
        return null
      }
      throw (await isHidden(error, args)) ? absent(model) : translated(error)
    }
  }

  const writeMany =
    (operation: string) =>
    async (args: Args = {}) => {
      const { where = {}, ...rest } = args
      onlyArguments(rest, ['data', 'skipDuplicates', 'limit'])
      const filter = both(
        visible.rows(model),
        visibleFilter(visible, model, where as Where)
      )
      try {
        return await enhanced()[operation](
          operation === 'createMany' ? args : { ...rest, where: filter }
        )
      } catch (error) {
        throw translated(error)
      }
    }

  /** Whether a refused write names a row that is not there for this actor. */
  const isHidden = async (error: unknown, { where, data, create }: Args) => {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError)) {
      return false
    }
    if (where !== undefined && create === undefined) {
      const row = await reads.findUnique({ where, select: keys })
      if (row === null) {
        return true
      }
    }
    return namesHiddenParent((data ?? create ?? {}) as Row)
  }

  const namesHiddenParent = async (data: Row) => {
    for (const { type, relation } of Object.values(
      visible.policy.models[model].fields
    )) {
      const { fields = [], references = [] } = relation ?? {}
      if (fields.length === 0 || fields.some((name) => data[name] == null)) {
        continue
      }
      const where = Object.fromEntries(
        references.map((name, n) => [name, data[fields[n]]])
      )
      const parent = await readsOf(visible, client, type).findFirst({
        where,
      })
      if (parent === null) {
        return true
      }
    }
    return false
  }

  const returning = ['createManyAndReturn', 'updateManyAndReturn']
  return {
    ...Object.fromEntries(
      ['create', 'update', 'upsert', 'delete'].map((operation) => [
        operation,
        writeOne(operation),
      ])
    ),
    ...Object.fromEntries(
      ['createMany', 'updateMany', 'deleteMany'].map((operation) => [
        operation,
        writeMany(operation),
      ])
    ),
    ...Object.fromEntries(
      returning.map((operation) => [
        operation,
        async () => {
          throw new Error(`${operation} is not supported on authDb()`)
        },
      ])
    ),
  }
}

const isUnreadable = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  error.meta?.reason === 'RESULT_NOT_READABLE'

/** ZenStack's way to deny a visitor a row that defaults to the current user. */
const translated = (error: unknown) =>
  error instanceof Error && /requires a user context/.test(error.message)
    ? failure('P2004', 'Only a user may do this')
    : error

const absent = (model: string) => failure('P2025', `${model}: no such record`)

const failure = (code: string, message: string) =>
  new Prisma.PrismaClientKnownRequestError(message, {
    code,
    clientVersion: Prisma.prismaVersion.client,
  })
