import type { FieldPolicy } from 'src/lib/policy/types'

import type { Row, Tables } from '../reference'
import { keyOwner, linkOf, oppositeOf, related } from '../relations'

import { Course, Open } from './course'
import type { Reason } from './course'
import type { Schema } from './schema'
import type { Args, Write } from './writes'

/*
 * What a write does, told as plainly as can be: each kind of it, nested or not,
 * as a change of rows in memory.
 */

export interface Prediction {
  /** Why it is refused, any of these; none if it is done. */
  reasons: Reason[]
  /** The database afterwards. */
  tables: Tables
  /** What is answered. */
  result: unknown
}

/** What comes of a write; null where that is left open. */
export const predict = (
  schema: Schema,
  tables: Tables,
  user: Row | null,
  now: Date,
  write: Write
): Prediction | null => {
  const course = new Course(schema, tables, user, now)
  try {
    const answer = perform(course, write)
    course.end()
    return course.reasons.size > 0
      ? { reasons: [...course.reasons], tables, result: null }
      : { reasons: [], tables: course.tables, result: answer?.() ?? null }
  } catch (error) {
    if (error instanceof Open) {
      return null
    }
    throw error
  }
}

type Answer = (() => unknown) | undefined

const perform = (course: Course, { model, operation, args }: Write): Answer => {
  const { where = {}, data } = args as { where?: Args; data: Args }
  const readBack = (row: Row | undefined) =>
    row && (() => course.readBack(model, row))
  const absent = () => {
    course.refuse('P2025')
    return undefined
  }
  const counted = (rows: Row[]): Answer =>
    operation.endsWith('AndReturn')
      ? () =>
          rows
            .map((row) => course.readBack(model, row))
            .filter((row) => row !== null)
      : () => ({ count: rows.length })
  switch (operation) {
    case 'create':
      return readBack(create(course, model, data))
    case 'createMany':
    case 'createManyAndReturn':
      return counted(
        (data as unknown as Args[]).map((each) => create(course, model, each))
      )
    case 'update': {
      const row = course.find(model, where)
      if (!row) {
        return absent()
      }
      update(course, model, row, data)
      return readBack(row)
    }
    case 'updateMany':
    case 'updateManyAndReturn':
      return counted(
        updateMany(course, model, course.matching(model, where), data)
      )
    case 'upsert': {
      const row = course.find(model, where)
      if (!row) {
        return readBack(create(course, model, args.create as Args))
      }
      update(course, model, row, args.update as Args)
      return readBack(row)
    }
    case 'delete': {
      const row = course.find(model, where)
      if (!row) {
        return absent()
      }
      const seen = course.seenOf(model, row)
      remove(course, model, row)
      return () => seen
    }
    default:
      return counted(deleteMany(course, model, course.matching(model, where)))
  }
}

const isRelation = (course: Course, model: string, name: string) =>
  course.policy.models[model].fields[name].kind === 'relation'

/** `{ set: value }` is the long form of a value. */
export const valueOf = (given: unknown) =>
  typeof given === 'object' && given !== null && 'set' in given
    ? given.set
    : given

/** Splits data into a row's own fields and nested writes, the latter into those
 * whose foreign key is in this row and those where it is elsewhere. */
const partsOf = (course: Course, model: string, data: Args) => {
  const { fields } = course.policy.models[model]
  const own: Row = {}
  const parents: [FieldPolicy, Args][] = []
  const others: [FieldPolicy, Args][] = []
  for (const [name, value] of Object.entries(data)) {
    if (!isRelation(course, model, name)) {
      own[name] = valueOf(value)
    } else {
      const list = fields[name].relation?.fields.length ? parents : others
      list.push([fields[name], value as Args])
    }
  }
  return { own, parents, others }
}

const create = (
  course: Course,
  model: string,
  data: Args,
  given: Row = {}
): Row => {
  const { own, parents, others } = partsOf(course, model, data)
  const keys = Object.assign(
    {},
    ...parents.map(([field, write]) => writeParent(course, field, write, null))
  )
  const named = Object.keys(own).filter((name) =>
    keyOwner(course.policy, model, name)
  )
  const row = course.insert(model, { ...own, ...keys, ...given }, named)
  for (const [field, write] of others) {
    writeOthers(course, model, row, field, write)
  }
  return row
}

const update = (course: Course, model: string, row: Row, data: Args) => {
  const { own, parents, others } = partsOf(course, model, data)
  const keys: Row = Object.assign(
    {},
    ...parents.map(([field, write]) => {
      const [parent = null] = related(
        ...([course.policy, course.tables, model, row, field] as const)
      )
      return writeParent(course, field, write, parent)
    })
  )
  const written = parents
    .filter(([, write]) => !('update' in write))
    .flatMap(([{ relation }]) => relation?.fields ?? [])
  for (const [{ relation }, write] of parents) {
    const isOpen =
      ('update' in write || 'upsert' in write) &&
      !course.isNew(row) &&
      relation?.fields.some((name) => !course.mayWrite(model, row, name))
    if (isOpen) {
      // Whether the key is written that stays as it is.
      throw new Open()
    }
  }
  const linked = others.map(([{ name }]) => name)
  course.touch(model, row, [...Object.keys(own), ...written, ...linked])
  Object.assign(row, own, keys)
  course.requireParents(model, row, Object.keys(own), 'update')
  for (const [field, write] of others) {
    writeOthers(course, model, row, field, write)
  }
}

const remove = (course: Course, model: string, row: Row) => {
  if (course.isNew(row)) {
    throw new Open()
  }
  if (!course.mayChange(model, row, 'delete', [])) {
    course.refuse('P2004')
  }
  course.remove(model, row)
}

const updateMany = (course: Course, model: string, rows: Row[], data: Args) => {
  const { own } = partsOf(course, model, data)
  const chosen = rows.filter((row) =>
    course.mayChange(model, row, 'update', Object.keys(own))
  )
  const leadsNowhere = course.requireParents(
    ...([model, own, Object.keys(own), 'update'] as const)
  )
  if (leadsNowhere && chosen.length === 0) {
    // Nothing is changed, or the missing row is noticed before.
    throw new Open()
  }
  for (const row of chosen) {
    course.touch(model, row, Object.keys(own))
    Object.assign(row, own)
  }
  return chosen
}

const deleteMany = (course: Course, model: string, rows: Row[]) => {
  const chosen = rows.filter((row) =>
    course.mayChange(model, row, 'delete', [])
  )
  chosen.forEach((row) => course.remove(model, row))
  return chosen
}

/** A nested write on the relation whose foreign key is here: what becomes of it. */
const writeParent = (
  course: Course,
  field: FieldPolicy,
  write: Args,
  current: Row | null
): Row => {
  const { type, relation } = field
  const [[kind, value]] = Object.entries(write) as [string, Args][]
  const keysOf = (row: Row | null): Row =>
    Object.fromEntries(
      (relation?.fields ?? []).map((name, n) => [
        name,
        row && row[relation?.references[n] ?? ''],
      ])
    )
  const isSeen = current && course.seenOf(type, current)
  switch (kind) {
    case 'create':
      return keysOf(create(course, type, value))
    case 'connect':
    case 'connectOrCreate': {
      const where = kind === 'connect' ? value : (value.where as Args)
      const row = course.find(type, where)
      if (row) {
        return keysOf(row)
      }
      if (kind === 'connectOrCreate') {
        return keysOf(create(course, type, value.create as Args))
      }
      course.refuse('P2025')
      return {}
    }
    case 'update':
      if (current && isSeen) {
        update(course, type, current, value)
      } else {
        course.refuse('P2025')
      }
      return {}
    case 'upsert':
      if (current && isSeen) {
        update(course, type, current, value.update as Args)
        return {}
      }
      return keysOf(create(course, type, value.create as Args))
    case 'disconnect':
      if (current && !isSeen) {
        throw new Open()
      }
      return keysOf(null)
    default:
      throw new Open()
  }
}

const listed = (value: unknown) => [value].flat() as Args[]

/** Nested writes on a relation to many, whose keys are in the other rows or in a
 * table of links. */
const writeOthers = (
  course: Course,
  model: string,
  row: Row,
  field: FieldPolicy,
  write: Args
) => {
  const { policy } = course
  const { type } = field
  const opposite = oppositeOf(policy, field)
  const link = linkOf(policy, model, field)
  const { fields: keys = [], references = [] } = opposite.relation ?? {}
  const given: Row = Object.fromEntries(
    keys.map((name, n) => [name, row[references[n]]])
  )
  const inRelation = () => related(policy, course.tables, model, row, field)
  const isHere = (other: Row | null): other is Row =>
    other !== null && inRelation().includes(other)
  const seenHere = (where: Args) =>
    course.matching(type, where).filter((other) => isHere(other))

  // Pairs are for both rows to say, unless one side is said to decide.
  const isDecidedBy = ({ relation }: FieldPolicy, not: FieldPolicy) =>
    relation?.governs === true && not.relation?.governs !== true
  const touchBoth = (other: Row) => {
    if (!isDecidedBy(opposite, field)) {
      course.touch(model, row, [field.name])
    }
    if (!isDecidedBy(field, opposite)) {
      course.touch(type, other, [opposite.name])
    }
  }
  const attach = (other: Row) => {
    if (!link && isHere(other)) {
      return
    }
    if (!link) {
      course.touch(type, other, keys)
      Object.assign(other, given)
      return
    }
    touchBoth(other)
    const pair = { [link.own]: row.id, [link.other]: other.id }
    if (!isHere(other)) {
      course.tables[link.table].push(pair)
    }
  }
  const detach = (other: Row) => {
    if (!link) {
      course.touch(type, other, keys)
      keys.forEach((name) => (other[name] = null))
      return
    }
    touchBoth(other)
    course.tables[link.table] = course.tables[link.table].filter(
      (pair) => pair[link.own] !== row.id || pair[link.other] !== other.id
    )
  }
  const add = (data: Args) => {
    const other = create(course, type, data, link ? {} : given)
    if (link) {
      attach(other)
    }
  }
  const one = (where: Args, act: (other: Row) => void) => {
    const other = course.find(type, where)
    if (isHere(other)) {
      act(other)
    } else {
      course.refuse('P2025')
    }
  }
  const connect = (where: Args) => {
    const other = course.find(type, where)
    if (other) {
      attach(other)
    } else {
      course.refuse('P2025')
    }
  }

  for (const [kind, value] of Object.entries(write) as [string, Args][]) {
    switch (kind) {
      case 'create':
        listed(value).forEach(add)
        break
      case 'createMany':
        listed(value.data).forEach(add)
        break
      case 'connect':
        listed(value).forEach(connect)
        break
      case 'connectOrCreate': {
        const other = course.find(type, value.where as Args)
        if (other) {
          attach(other)
        } else {
          add(value.create as Args)
        }
        break
      }
      case 'update':
        one(value.where as Args, (other) =>
          update(course, type, other, value.data as Args)
        )
        break
      case 'updateMany':
        updateMany(
          course,
          type,
          seenHere(value.where as Args),
          value.data as Args
        )
        break
      case 'upsert': {
        const other = course.find(type, value.where as Args)
        if (isHere(other)) {
          update(course, type, other, value.update as Args)
        } else {
          add(value.create as Args)
        }
        break
      }
      case 'delete':
        one(value, (other) => remove(course, type, other))
        break
      case 'deleteMany':
        deleteMany(course, type, seenHere(value))
        break
      case 'disconnect': {
        const other = course.find(type, value)
        if (!isHere(other)) {
          // Prisma passes over some of these.
          throw new Open()
        }
        detach(other)
        break
      }
      case 'set': {
        const wanted = listed(value).map((where) => course.find(type, where))
        if (wanted.includes(null)) {
          course.refuse('P2025')
        }
        // Who decides about the pairs alone takes back those with hidden rows, too.
        const unlinkable =
          link && isDecidedBy(field, opposite) ? inRelation() : seenHere({})
        unlinkable.filter((other) => !wanted.includes(other)).forEach(detach)
        wanted
          .filter((other) => other !== null && !isHere(other))
          .forEach((other) => attach(other as Row))
        break
      }
      default:
        throw new Open()
    }
  }
}
