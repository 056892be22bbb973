import { callPrisma } from '../callPrisma'
import { notUnderstood } from '../notUnderstood'
import type { Client } from '../operation'
import { visibleFilter } from '../read/filter'
import { READS } from '../read/read'
import type { FieldPolicy, ModelPolicy } from '../types'
import type { Where } from '../where'

import { createRow } from './create'
import { absent } from './denial'
import { inputOf } from './input'
import type { Input } from './input'
import { removeRow } from './remove'
import { isOwnSide, linkOf, parentKey, selecting, uniqueBy } from './rows'
import { updateRow } from './update'
import type { Row, Writing } from './writing'

/*
 * Relations that a row's own foreign keys hold: what is to be done about the row
 * at the other end, and which foreign keys come of it.
 */

/** One such relation of one row. */
interface Place {
  writing: Writing
  open: Client
  policy: ModelPolicy
  field: FieldPolicy
  /** The row with its foreign keys; null while it is not created yet. */
  row: Row | null
}

/**
 * Does what an input says of the rows that its own foreign keys name.
 *
 * @param row as it is stored; null if it is yet to be created
 * @returns the foreign keys to be stored
 * @throws PrismaClientKnownRequestError P2004, P2025
 */
export const ownSideValues = async (
  writing: Writing,
  open: Client,
  policy: ModelPolicy,
  relations: Input['relations'],
  row: Row | null
): Promise<Row> => {
  const values: Row = {}
  for (const { field, acts } of relations) {
    if (isOwnSide(field)) {
      const place = { writing, open, policy, field, row }
      for (const [act, args] of Object.entries(acts)) {
        if (args !== undefined && args !== false) {
          Object.assign(values, await perform(place, act, args))
        }
      }
    }
  }
  return values
}

/** @returns the foreign keys that come of it, if any do */
const perform = async (
  place: Place,
  act: string,
  args: unknown
): Promise<Row | undefined> => {
  const { writing, open, policy, field, row } = place
  const { type } = field
  const target = writing.policy.models[type]
  const given = args as Row
  if (row === null && !/^(create|connect|connectOrCreate)$/.test(act)) {
    throw notUnderstood(`${policy.name}.${field.name} takes no ${act} here`)
  }
  switch (act) {
    case 'create':
      return createParent(place, given)
    case 'connect': {
      const parent = await findParent(place, given)
      if (parent === null) {
        throw absent(type)
      }
      return keysTo(field, parent)
    }
    case 'connectOrCreate': {
      const parent = await findParent(place, given.where as Row)
      return parent === null
        ? createParent(place, given.create as Row)
        : keysTo(field, parent)
    }
    case 'disconnect': {
      const isMeant = await isCurrent(place, args)
      return isMeant ? noKeys(place) : undefined
    }
    case 'delete': {
      const where = currentKey(place)
      if (where === null || !(await isCurrent(place, args))) {
        throw absent(type)
      }
      const keys = noKeys(place)
      await callPrisma(writing.policy, open, policy.name, 'update', {
        where: uniqueBy(policy, row as Row),
        data: keys,
        select: selecting(policy.key),
      })
      await removeRow(writing, open, { model: type, where })
      return keys
    }
    case 'update': {
      const { data, where } = longForm(given, target)
      const key = currentKey(place)
      if (key === null || !(await isCurrent(place, where))) {
        throw absent(type)
      }
      await updateParent(place, key, data)
      return undefined
    }
    case 'upsert': {
      const key = currentKey(place)
      if (key !== null && (await isCurrent(place, given.where ?? true))) {
        await updateParent(place, key, given.update as Row)
        return undefined
      }
      return createParent(place, given.create as Row)
    }
    default:
      throw notUnderstood(`${policy.name}.${field.name} takes no ${act}`)
  }
}

const keysTo = (field: FieldPolicy, parent: Row): Row => {
  const { fields, references } = linkOf(field)
  return Object.fromEntries(
    fields.map((name, n) => [name, parent[references[n]]])
  )
}

const noKeys = ({ policy, field }: Place): Row => {
  const names = linkOf(field).fields
  if (!names.every((name) => policy.fields[name].optional)) {
    throw notUnderstood(`${policy.name} cannot be without its ${field.name}`)
  }
  return Object.fromEntries(names.map((name) => [name, null]))
}

const referencesOf = (field: FieldPolicy) => linkOf(field).references

const findParent = async (
  { writing, open, field }: Place,
  where: Row
): Promise<Row | null> =>
  (await READS.findUnique(writing.visible, open, field.type, {
    where,
    select: selecting(referencesOf(field)),
  })) as Row | null

const createParent = async (
  { writing, open, field }: Place,
  data: Row
): Promise<Row> => {
  const target = writing.policy.models[field.type]
  const input = inputOf(target, data)
  return keysTo(field, await createRow(writing, open, field.type, input))
}

const updateParent = async (
  { writing, open, field: { type } }: Place,
  where: Row,
  data: unknown
) => {
  const input = inputOf(writing.policy.models[type], data)
  const target = { model: type, operation: 'update', where } as const
  await updateRow(writing, open, { ...target, names: input.names }, input)
}

/** A unique filter for the row that the foreign keys name now. */
const currentKey = ({ writing, field, row }: Place): Row | null => {
  const key = row && parentKey(field, row)
  return (
    key &&
    uniqueBy(
      { ...writing.policy.models[field.type], key: referencesOf(field) },
      key
    )
  )
}

/** Whether that row is there for the actor and passes a filter of theirs. */
const isCurrent = async (place: Place, filter: unknown): Promise<boolean> => {
  const { writing, open, field } = place
  const where = currentKey(place)
  if (where === null) {
    return false
  }
  const more =
    typeof filter === 'object' && filter !== null
      ? visibleFilter(writing.visible, field.type, filter as Where)
      : {}
  const found = await READS.findUnique(writing.visible, open, field.type, {
    where: { ...where, ...(Object.keys(more).length > 0 && { AND: [filter] }) },
    select: selecting(referencesOf(field)),
  })
  return found !== null
}

/** `update: data` is short for `update: { data }`. */
export const longForm = (
  given: Row,
  { fields }: ModelPolicy
): { data: unknown; where: unknown } => {
  const isLong =
    'data' in given &&
    !('data' in fields) &&
    Object.keys(given).every((name) => name === 'data' || name === 'where')
  return isLong
    ? { data: given.data, where: given.where ?? true }
    : { data: given, where: true }
}
