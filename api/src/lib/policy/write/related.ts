import { callPrisma } from '../callPrisma'
import { notUnderstood } from '../notUnderstood'
import type { Client } from '../operation'
import { visibleFilter } from '../read/filter'
import { READS } from '../read/read'
import type { FieldPolicy, ModelPolicy, Policy } from '../types'
import type { Where } from '../where'

import { createRow, createRows } from './create'
import { absent } from './denial'
import { inputOf } from './input'
import { longForm } from './ownSide'
import { removeRow, removeRows } from './remove'
import { idOf, isOwnSide, keyOf, linkOf, selecting, uniqueBy } from './rows'
import { updateRow, updateRows } from './update'
import type { Args, Row, Writing } from './writing'

/*
 * Relations that other rows hold: by foreign keys of theirs, or, among many, by
 * pairs. What is done to each of these rows is done under its own model's rules.
 */

/** The fields of a row that foreign keys of other rows refer to. */
export const referencedBy = (
  { models }: Policy,
  { fields }: ModelPolicy
): string[] =>
  Object.values(fields).flatMap(
    ({ type, relation }) =>
      models[type]?.fields[relation?.opposite ?? '']?.relation?.references ?? []
  )

/** A row's own foreign keys. */
export const foreignKeysOf = ({ fields }: ModelPolicy): string[] =>
  Object.values(fields).flatMap(({ relation }) => relation?.fields ?? [])

/** One relation of one row, held by the rows at its other end. */
interface Place {
  writing: Writing
  open: Client
  policy: ModelPolicy
  field: FieldPolicy
  row: Row
  target: ModelPolicy
  /** The relation, seen from the other end. */
  back: FieldPolicy
}

/**
 * Does what an input says of the rows that a relation leads to.
 *
 * @param row with its primary key and what others refer to
 * @throws PrismaClientKnownRequestError P2004, P2025
 */
export const actOnRelated = async (
  writing: Writing,
  open: Client,
  policy: ModelPolicy,
  field: FieldPolicy,
  row: Row,
  acts: Row
) => {
  const target = writing.policy.models[field.type]
  const back = target.fields[field.relation?.opposite ?? '']
  const place = { writing, open, policy, field, row, target, back }
  for (const [act, args] of Object.entries(acts)) {
    if (args !== undefined && args !== false) {
      await (field.list
        ? actOnMany(place, act, args)
        : actOnOne(place, act, args))
    }
  }
}

const actOnMany = async (place: Place, act: string, args: unknown) => {
  const { writing, open, field } = place
  const each = [args].flat() as Row[]
  switch (act) {
    case 'create':
      for (const data of each) {
        await createLinked(place, data)
      }
      return
    case 'createMany': {
      if (isPairs(place)) {
        break
      }
      const given = keysTo(place)
      await createRows(writing, open, field.type, args as Args, given)
      return
    }
    case 'connect':
      for (const where of each) {
        await connect(place, where)
      }
      return
    case 'connectOrCreate':
      for (const { where, create } of each) {
        await connectOrCreate(place, where as Row, create as Row)
      }
      return
    case 'set':
      return set(place, each)
    case 'disconnect':
      for (const where of each) {
        await disconnect(place, where)
      }
      return
    case 'update':
      for (const { where, data } of each) {
        await updateLinked(place, where as Row, data)
      }
      return
    case 'updateMany':
      for (const many of each) {
        await updateRows(writing, open, field.type, many, link(place))
      }
      return
    case 'upsert':
      for (const { where, create, update } of each) {
        await upsertLinked(place, where as Row, create, update)
      }
      return
    case 'delete':
      for (const where of each) {
        await removeLinked(place, where)
      }
      return
    case 'deleteMany':
      for (const where of each) {
        await removeRows(writing, open, field.type, { where }, link(place))
      }
      return
    default:
  }
  throw notUnderstood(`${place.policy.name}.${field.name} takes no ${act}`)
}

const actOnOne = async (place: Place, act: string, args: unknown) => {
  const { field, target } = place
  const given = args as Row
  switch (act) {
    case 'create':
      await unlinkOther(place)
      return createLinked(place, given)
    case 'connect':
      await unlinkOther(place, given)
      return connect(place, given)
    case 'connectOrCreate': {
      const { where, create } = given
      await unlinkOther(place, where as Row)
      return connectOrCreate(place, where as Row, create as Row)
    }
    case 'disconnect': {
      const where = await linked(place, args)
      return where ? disconnect(place, where) : undefined
    }
    case 'update': {
      const { where, data } = longForm(given, target)
      return updateLinked(place, await requireLinked(place, where), data)
    }
    case 'upsert': {
      const where = await linked(place, given.where ?? true)
      return where
        ? updateLinked(place, where, given.update)
        : createLinked(place, given.create)
    }
    case 'delete':
      return removeLinked(place, await requireLinked(place, args))
    default:
  }
  throw notUnderstood(`${place.policy.name}.${field.name} takes no ${act}`)
}

const isPairs = ({ back }: Place) => !isOwnSide(back)

/** Whether the rules about the row here say all about its pairs. */
const isGoverned = (place: Place) =>
  isPairs(place) &&
  linkOf(place.field).governs === true &&
  linkOf(place.back).governs !== true

/** What is true of the rows at the other end. */
const link = (place: Place): Where =>
  isPairs(place)
    ? { [place.back.name]: { some: keyOf(place.policy, place.row) } }
    : keysTo(place)

/** The foreign keys of a row at the other end. */
const keysTo = ({ back, row }: Place): Row => {
  const { fields, references } = linkOf(back)
  return Object.fromEntries(fields.map((name, n) => [name, row[references[n]]]))
}

/** A unique filter for the one row at the other end that passes; or null. */
const linked = async (place: Place, filter: unknown): Promise<Row | null> => {
  const { writing, open, target } = place
  const isFilter = typeof filter === 'object' && filter !== null
  const row = await READS.findFirst(writing.visible, open, target.name, {
    where: { AND: [link(place), ...(isFilter ? [filter] : [])] },
    select: selecting(target.key),
  })
  return row === null ? null : uniqueBy(target, row as Row)
}

const requireLinked = async (place: Place, filter: unknown): Promise<Row> => {
  const where = await linked(place, filter)
  if (where === null) {
    throw absent(place.target.name)
  }
  return where
}

/** The row that holds the place now makes room, if the actor sees it. */
const unlinkOther = async (place: Place, unless?: Row) => {
  const where = await linked(place, unless ? { NOT: unless } : true)
  if (where) {
    await disconnect(place, where)
  }
}

const createLinked = async (place: Place, data: unknown) => {
  const { writing, open, target } = place
  const input = inputOf(target, data)
  if (!isPairs(place)) {
    await createRow(writing, open, target.name, input, keysTo(place))
    return
  }
  // Its own rules are to see the pair.
  await createRow(writing, open, target.name, input, {}, (made) =>
    pair(place, 'connect', made)
  )
}

/** Writes a pair; whoever calls asks the rules. */
const pair = async (
  { writing, open, policy, field, row, target }: Place,
  act: 'connect' | 'disconnect',
  other: Row
) => {
  await callPrisma(writing.policy, open, policy.name, 'update', {
    where: uniqueBy(policy, row),
    data: { [field.name]: { [act]: uniqueBy(target, other) } },
    select: selecting(policy.key),
  })
}

const requireSeen = async (
  { writing, open, target }: Place,
  where: Row
): Promise<Row> => {
  const seen = await READS.findFirst(writing.visible, open, target.name, {
    where: { AND: [where] },
    select: selecting(target.key),
  })
  if (seen === null) {
    throw absent(target.name)
  }
  return seen as Row
}

/** Links or unlinks a row that is there, which mostly is to update it. */
const relink = async (
  place: Place,
  where: Row,
  act: 'connect' | 'disconnect'
) => {
  const { writing, open, target, back } = place
  const model = target.name
  const goal = { model, operation: 'update', where } as const
  if (isPairs(place)) {
    if (isGoverned(place)) {
      const isThere = act === 'disconnect'
      await pair(place, act, isThere ? where : await requireSeen(place, where))
      return
    }
    const input = { scalars: {}, relations: [], names: [back.name] }
    const change = (other: Row) => pair(place, act, other)
    await updateRow(
      writing,
      open,
      { ...goal, names: input.names },
      input,
      change
    )
    return
  }
  const { fields } = linkOf(back)
  const scalars =
    act === 'connect'
      ? keysTo(place)
      : Object.fromEntries(fields.map((name) => [name, null]))
  const names = [...fields, back.name]
  const input = { scalars, relations: [], names }
  await updateRow(writing, open, { ...goal, names }, input)
}

const connect = async (place: Place, where: Row) => {
  const { writing, open, target } = place
  const isLinked = await READS.findFirst(writing.visible, open, target.name, {
    where: { AND: [where, link(place)] },
    select: selecting(target.key),
  })
  if (!isLinked) {
    await relink(place, where, 'connect')
  }
}

const connectOrCreate = async (place: Place, where: Row, create: Row) => {
  const { writing, open, target } = place
  const seen = await READS.findUnique(writing.visible, open, target.name, {
    where,
    select: selecting(target.key),
  })
  return seen === null ? createLinked(place, create) : connect(place, where)
}

/**
 * The linked rows that the actor may want to unlink: those that they see. Where the
 * row here decides about its pairs, hidden ones as well: who may take back a link
 * can do so after they have lost sight of its other end.
 */
const unlinkable = async (place: Place, filter: Where): Promise<Row[]> => {
  const { writing, open, target } = place
  const select = selecting(target.key)
  const found = isGoverned(place)
    ? callPrisma(writing.policy, open, target.name, 'findMany', {
        where: {
          AND: [
            visibleFilter(writing.visible, target.name, filter),
            link(place),
          ],
        },
        select,
      })
    : READS.findMany(writing.visible, open, target.name, {
        where: { AND: [filter, link(place)] },
        select,
      })
  return (await found) as Row[]
}

/** Prisma passes over a row that is not linked; so a hidden one is as well. */
const disconnect = async (place: Place, where: Row) => {
  const { policy, field, back, target } = place
  const { fields } = linkOf(back)
  if (!fields.every((name) => target.fields[name].optional)) {
    throw notUnderstood(
      `${target.name} cannot be without its ${back.name}: ${policy.name}.${field.name} takes no disconnect`
    )
  }
  const [row] = await unlinkable(place, where)
  if (row) {
    await relink(place, uniqueBy(target, row), 'disconnect')
  }
}

/** Exactly these; what is not the actor's to unlink stays as it is. */
const set = async (place: Place, wheres: Row[]) => {
  const { target } = place
  const wanted = new Set<string>()
  for (const where of wheres) {
    wanted.add(idOf(target, await requireSeen(place, where)))
  }
  for (const row of await unlinkable(place, {})) {
    if (!wanted.has(idOf(target, row))) {
      await disconnect(place, uniqueBy(target, row))
    }
  }
  for (const where of wheres) {
    await connect(place, where)
  }
}

const updateLinked = async (place: Place, where: Row, data: unknown) => {
  const { writing, open, target } = place
  const input = inputOf(target, data)
  await updateRow(
    writing,
    open,
    {
      model: target.name,
      operation: 'update',
      where,
      linked: link(place),
      names: input.names,
    },
    input
  )
}

const upsertLinked = async (
  place: Place,
  where: Row,
  create: unknown,
  update: unknown
) => {
  const { writing, open, target } = place
  const seen = await READS.findFirst(writing.visible, open, target.name, {
    where: { AND: [where, link(place)] },
    select: selecting(target.key),
  })
  return seen === null
    ? createLinked(place, create)
    : updateLinked(place, where, update)
}

const removeLinked = (place: Place, where: Row) =>
  removeRow(place.writing, place.open, {
    model: place.target.name,
    where,
    linked: link(place),
  })
