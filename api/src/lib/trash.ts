import { policy } from './appPolicy'
import { db } from './db'
import { logger } from './logger'
import { delegateOf } from './policy/delegateOf'

/*
 * What has been deleted softly, for operators: no rule opens it, so this is raw db.
 * Of every model that says `@@softDelete`.
 */

/** A record that is deleted, for whoever looks at it. */
export interface Trashed {
  model: string
  id: number
  ownerId: number
  /** What it is called, if it has a title or a name. */
  title: string | null
  /** When it was changed last, which was when it was deleted. */
  deletedAt: Date
}

type Row = Record<string, unknown>

/** The models whose records are deleted softly. */
export const softModels = (): string[] =>
  Object.values(policy.models)
    .filter(({ softDelete }) => softDelete !== undefined)
    .map(({ name }) => name)

const deletedIn = (model: string) => {
  const { softDelete } = policy.models[model] ?? {}
  if (softDelete === undefined) {
    throw new Error(`No ${model} is deleted softly`)
  }
  return { [softDelete]: true }
}

/** What is in the trash of a model, deleted before a date, oldest first. */
export const trashOf = async (
  model: string,
  before = new Date()
): Promise<Trashed[]> => {
  const where = { ...deletedIn(model), updatedAt: { lte: before } }
  const rows = (await delegateOf(db, model).findMany({
    where,
    orderBy: [{ updatedAt: 'asc' }, { id: 'asc' }],
  })) as Row[]
  return rows.map(({ id, ownerId, title, name, updatedAt }) => ({
    model,
    id: Number(id),
    ownerId: Number(ownerId),
    title: [title, name].find((each) => typeof each === 'string') ?? null,
    deletedAt: updatedAt as Date,
  })) as Trashed[]
}

/** An operator's decision about what is in the trash. */
export interface Decision {
  /** Who decides, for the log. */
  operator: string
  model: string
  ids: number[]
}

/** Takes records out of the trash, with all that hangs on them. */
export const restore = async (decision: Decision): Promise<number> => {
  const { model, ids } = decision
  const mark = Object.keys(deletedIn(model))[0]
  const { count } = (await delegateOf(db, model).updateMany({
    where: { ...deletedIn(model), id: { in: ids } },
    data: { [mark]: false },
  })) as { count: number }
  logger.info({ trash: 'restore', ...decision, count }, 'Restored from trash')
  return count
}

/** Removes records in the trash for good, with all that hangs on them. */
export const purge = async (decision: Decision): Promise<number> => {
  const { model, ids } = decision
  const { count } = (await delegateOf(db, model).deleteMany({
    where: { ...deletedIn(model), id: { in: ids } },
  })) as { count: number }
  logger.info({ trash: 'purge', ...decision, count }, 'Purged from trash')
  return count
}
