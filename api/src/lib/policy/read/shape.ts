import type { FieldPolicy } from '../types'
import type { Where } from '../where'

import { visibleFilter } from './filter'
import { fieldsIn, holds } from './holds'
import { visibleOrder } from './order'
import { both, fieldOf, refuse } from './visible'
import type { Visible } from './visible'

type Row = Record<string, unknown>
type Asked = Record<string, unknown>

/** What of a row a caller asks for, as Prisma's arguments say it. */
export interface Shape {
  select?: Asked | null
  include?: Asked | null
  omit?: Asked | null
}

/** How to ask for it, so that nothing hidden comes along. */
export interface VisibleShape {
  select: Asked
  /** What else must be true of a row that has what was asked for. */
  where: Where | true
  /** Takes from the rows what was only asked for to decide. */
  finish: (rows: Row[], find: FindKeys) => Promise<void>
}

/** Finds which of these rows pass a filter; gives the rows that do. */
export type FindKeys = (
  model: string,
  rows: Row[],
  filter: Where
) => Promise<Set<Row>>

const LIST_ARGUMENTS = [
  'where',
  'orderBy',
  'cursor',
  'take',
  'skip',
  'distinct',
  'select',
  'include',
  'omit',
]

/**
 * Turns what a caller asks for into what can be asked without seeing more than
 * the actor may: relations are filtered, hidden fields left out.
 *
 * @throws PrismaClientKnownRequestError P2004 for what can never be read
 */
export const visibleShape = (
  visible: Visible,
  model: string,
  shape: Shape
): VisibleShape => {
  const { fields, key } = visible.policy.models[model]
  const asked = askedFor(Object.values(fields), shape)
  const select: Asked = {}
  const extra = new Set<string>()
  const wheres: (Where | true)[] = []
  const steps: VisibleShape['finish'][] = []

  const need = (names: readonly string[]) => {
    for (const name of names) {
      if (!(name in select)) {
        select[name] = true
        extra.add(name)
      }
    }
  }

  for (const [name, args] of Object.entries(asked)) {
    const field = fieldOf(visible.policy.models[model], name)
    if (name === '_count') {
      select._count = visibleCount(visible, model, args)
    } else if (!field) {
      refuse(`${model} has no field ${name}`)
    } else if (field.kind === 'relation') {
      const relation = visibleRelation(visible, model, field, args)
      if (relation.select !== null) {
        select[name] = relation.select
      }
      wheres.push(relation.where)
      need(relation.needs)
      steps.push(relation.finish)
    } else if (visible.field(model, name) !== false) {
      select[name] = true
    }
  }

  const conditional = Object.keys(asked).filter((name) => {
    const rule = fields[name]?.kind !== 'relation' && select[name] === true
    return rule && visible.field(model, name) !== true
  })
  if (conditional.length > 0 || Object.keys(select).length === 0) {
    need(key)
  }
  need(
    conditional.flatMap(
      (name) => fieldsIn(visible.fieldCondition(model, name)) ?? []
    )
  )

  return {
    select,
    where: wheres.length === 0 ? true : both(...wheres),
    finish: async (rows, find) => {
      for (const step of steps) {
        await step(rows, find)
      }
      // All is decided before anything is taken away.
      const readable = new Map<string, Set<Row>>()
      for (const name of conditional) {
        readable.set(name, await readableOn(visible, model, name, rows, find))
      }
      for (const row of rows) {
        for (const name of Object.keys(row)) {
          if (extra.has(name) || readable.get(name)?.has(row) === false) {
            delete row[name]
          }
        }
      }
    },
  }
}

/** The rows on which a field can be read. */
const readableOn = async (
  visible: Visible,
  model: string,
  name: string,
  rows: Row[],
  find: FindKeys
) => {
  const condition = visible.fieldCondition(model, name)
  return fieldsIn(condition)
    ? new Set(rows.filter((row) => holds(condition, row) === true))
    : find(model, rows, both(visible.field(model, name)))
}

/** The names that are asked for, with their arguments. */
const askedFor = (fields: FieldPolicy[], shape: Shape): Asked => {
  const { select, include, omit } = shape
  if (select && include) {
    refuse('select and include cannot go together')
  }
  if (select) {
    return wanted(select)
  }
  const scalars = fields
    .filter(({ kind, name }) => kind !== 'relation' && omit?.[name] !== true)
    .map(({ name }) => [name, true])
  return { ...Object.fromEntries(scalars), ...wanted(include ?? {}) }
}

const wanted = (asked: Asked): Asked =>
  Object.fromEntries(
    Object.entries(asked).filter(
      ([, args]) => args !== false && args !== undefined && args !== null
    )
  )

interface VisibleRelation {
  /** null: nothing can be asked. */
  select: Asked | true | null
  where: Where | true
  needs: string[]
  finish: VisibleShape['finish']
}

const visibleRelation = (
  visible: Visible,
  model: string,
  { name, type, list, optional, relation }: FieldPolicy,
  args: unknown
): VisibleRelation => {
  const asked = (args === true ? {} : args) as Asked
  const rows = visible.rows(type)
  const inner = visibleShape(visible, type, asked as Shape)
  const isNested = (value: unknown): value is Row =>
    typeof value === 'object' && value !== null
  const nested = (parents: Row[]) =>
    parents.flatMap((parent) => [parent[name]].flat()).filter(isNested)
  const finish: VisibleShape['finish'] = async (parents, find) => {
    await inner.finish(nested(parents), find)
  }

  if (list) {
    return {
      select: {
        ...listArguments(visible, type, asked),
        where: both(
          rows,
          inner.where,
          visibleFilter(visible, type, (asked.where ?? {}) as Where)
        ),
        select: inner.select,
      },
      where: true,
      needs: [],
      finish,
    }
  }
  onlyArguments(asked, ['select', 'include', 'omit'])
  const target = both(rows, inner.where)
  if (rows === true && inner.where === true) {
    return { select: { select: inner.select }, where: true, needs: [], finish }
  }
  if (!optional) {
    // A row without the record it cannot be without is not there.
    return {
      select: { select: inner.select },
      where: { [name]: { is: target } },
      needs: [],
      finish,
    }
  }
  if (rows === false) {
    return {
      select: null,
      where: true,
      needs: relation?.fields ?? [],
      finish: async (parents) => {
        for (const parent of parents) {
          parent[name] = null
        }
      },
    }
  }
  return {
    select: { select: inner.select },
    where: true,
    needs: visible.policy.models[model].key,
    finish: async (parents, find) => {
      const seen = await find(model, parents, { [name]: { is: target } })
      for (const parent of parents) {
        if (!seen.has(parent)) {
          parent[name] = null
        }
      }
      await finish(parents, find)
    },
  }
}

/** The arguments of a list but for its rows' filter and shape. */
export const listArguments = (
  visible: Visible,
  model: string,
  args: Asked
): Asked => {
  onlyArguments(args, LIST_ARGUMENTS)
  const { orderBy, take, skip, distinct, cursor } = args
  if (cursor !== undefined && visible.rows(model) !== true) {
    refuse(`A cursor cannot be used inside of a query, as ${model} has rules`)
  }
  const given: Asked = { take, skip, cursor }
  if (orderBy !== undefined) {
    given.orderBy = visibleOrder(visible, model, orderBy)
  }
  if (distinct !== undefined) {
    given.distinct = readableNames(visible, model, distinct)
  }
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined)
  )
}

/** The fields that rows are told apart by; all must be readable. */
const readableNames = (visible: Visible, model: string, names: unknown) => {
  for (const name of [names].flat()) {
    if (visible.field(model, String(name)) !== true) {
      refuse(`${model}.${name} is not yours to tell rows apart by`)
    }
  }
  return names
}

/** Refuses what is not understood. */
export const onlyArguments = (args: Asked, known: readonly string[]) => {
  const unknown = Object.keys(args).find(
    (name) => args[name] !== undefined && !known.includes(name)
  )
  if (unknown !== undefined) {
    refuse(`The argument ${unknown} is not supported`)
  }
}

/** `_count` of relations: of those that can be read. */
const visibleCount = (visible: Visible, model: string, args: unknown) => {
  const { fields } = visible.policy.models[model]
  const asked =
    args === true
      ? Object.fromEntries(
          Object.values(fields)
            .filter(({ kind, list }) => kind === 'relation' && list)
            .map(({ name }) => [name, true])
        )
      : wanted(((args as Asked).select ?? {}) as Asked)
  const counts = Object.entries(asked).map(([name, how]) => {
    const field = fields[name]
    if (!field?.list || field.kind !== 'relation') {
      return refuse(`${model} has no list ${name} to count`)
    }
    const { where = {} } = (how === true ? {} : how) as { where?: Where }
    const filter = both(
      visible.rows(field.type),
      visibleFilter(visible, field.type, where)
    )
    return [name, { where: filter }]
  })
  return { select: Object.fromEntries(counts) }
}
