import { and } from '../condition'
import type { Condition } from '../condition'
import type { FieldPolicy, ModelPolicy } from '../types'
import type { Where } from '../where'

import { fieldsOf } from './fields'
import { visibleFilter } from './filter'
import { fieldsIn, holds } from './holds'
import { certainOf, knownOfRelated } from './known'
import { visibleOrder } from './order'
import { both, fieldOf, isEmpty, refuse } from './visible'
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
  finish: Finish
}

type Finish = (rows: Row[], find: FindKeys) => Promise<void>

/** Of rows of which nothing is to be decided. */
export const asItIs: Finish = async () => {}

/** Finds which of these rows pass a filter; gives the rows that do. */
export type FindKeys = (
  model: string,
  rows: Row[],
  filter: Where
) => Promise<Set<Row>>

/** The arguments of a list of rows. */
export const LIST_ARGUMENTS = [
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
 * @param known true of every row that this is asked of; rules that follow from
 * it are left out
 * @throws PrismaClientKnownRequestError P2004 for what can never be read
 */
export const visibleShape = (
  visible: Visible,
  model: string,
  shape: Shape,
  known: Condition = true
): VisibleShape => {
  const policy = visible.policy.models[model]
  const asked = askedFor(policy, shape)
  const select: Asked = {}
  const extra = new Set<string>()
  const conditional: string[] = []
  const wheres: Where[] = []
  const steps: Finish[] = []
  const needed: string[] = []

  for (const name in asked) {
    const args = asked[name]
    if (args === false || args === undefined || args === null) {
      continue
    }
    const field = fieldOf(policy, name)
    if (name === '_count') {
      select._count = visibleCount(visible, model, args, known)
    } else if (!field) {
      refuse(`${model} has no field ${name}`)
    } else if (field.kind === 'relation') {
      const relation = visibleRelation(visible, model, field, args, known)
      if (relation.select !== null) {
        select[name] = relation.select
      }
      if (relation.where !== true) {
        wheres.push(relation.where)
      }
      needed.push(...relation.needs)
      if (relation.finish !== asItIs) {
        steps.push(relation.finish)
      }
    } else {
      const readable = visible.field(model, name)
      if (readable !== false) {
        select[name] = true
      }
      if (typeof readable === 'object') {
        conditional.push(name)
        needed.push(...(fieldsIn(visible.fieldCondition(model, name)) ?? []))
      }
    }
  }
  if (conditional.length > 0 || isEmpty(select)) {
    needed.push(...policy.key)
  }
  for (const name of needed) {
    if (!(name in select)) {
      select[name] = true
      extra.add(name)
    }
  }

  const isDecided =
    steps.length === 0 && conditional.length === 0 && extra.size === 0
  return {
    select,
    where: wheres.length === 0 ? true : allOf(wheres),
    finish: isDecided
      ? asItIs
      : finishing(visible, model, { steps, conditional, extra }),
  }
}

const allOf = (wheres: Where[]) =>
  wheres.length === 1 ? wheres[0] : both(...wheres)

interface Undecided {
  steps: Finish[]
  /** The fields that can be read on some rows. */
  conditional: string[]
  /** The fields that were not asked for. */
  extra: Set<string>
}

const finishing =
  (
    visible: Visible,
    model: string,
    { steps, conditional, extra }: Undecided
  ): Finish =>
  async (rows, find) => {
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
const askedFor = (model: ModelPolicy, shape: Shape): Asked => {
  const { select, include, omit } = shape
  if (select && include) {
    refuse('select and include cannot go together')
  }
  if (select) {
    return select
  }
  const asked: Asked = {}
  for (const { name } of fieldsOf(model).scalars) {
    if (omit?.[name] !== true) {
      asked[name] = true
    }
  }
  return include ? { ...asked, ...include } : asked
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
  finish: Finish
}

const visibleRelation = (
  visible: Visible,
  model: string,
  field: FieldPolicy,
  args: unknown,
  known: Condition
): VisibleRelation => {
  const { name, type, list, optional, relation } = field
  const asked = (args === true ? {} : args) as Asked
  const where = (list ? (asked.where ?? {}) : {}) as Where
  const certain = and(
    knownOfRelated(visible, field, known),
    certainOf(visible, type, where)
  )
  const rows = visible.rowsGiven(type, certain)
  const inner = visibleShape(
    visible,
    type,
    asked as Shape,
    and(visible.rule(type), certain)
  )
  const isNested = (value: unknown): value is Row =>
    typeof value === 'object' && value !== null
  const nested = (parents: Row[]) =>
    parents.flatMap((parent) => [parent[name]].flat()).filter(isNested)
  const finish: Finish =
    inner.finish === asItIs
      ? asItIs
      : (parents, find) => inner.finish(nested(parents), find)

  if (list) {
    const select = listArguments(visible, type, asked)
    const filter = both(rows, inner.where, visibleFilter(visible, type, where))
    if (!isEmpty(filter)) {
      select.where = filter
    }
    select.select = inner.select
    return {
      select,
      where: true,
      needs: [],
      finish:
        asked.cursor === undefined || visible.rows(type) === true
          ? finish
          : fromCursor(visible, field, asked.cursor, finish),
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

/** After a row that is not there, nothing comes. */
const fromCursor = (
  visible: Visible,
  { name, type }: FieldPolicy,
  cursor: unknown,
  finish: Finish
): Finish => {
  const row = keyOfCursor(visible, type, cursor as Row)
  return async (parents, find) => {
    const seen = await find(type, [row], both(visible.rows(type)))
    if (seen.has(row)) {
      return finish(parents, find)
    }
    for (const parent of parents) {
      parent[name] = []
    }
  }
}

const keyOfCursor = (visible: Visible, model: string, cursor: Row): Row => {
  const { key } = visible.policy.models[model]
  const row = (key.length > 1 ? cursor[key.join('_')] : cursor) as Row
  const isKey = row && Object.keys(row).join() === key.join()
  return isKey
    ? row
    : refuse(`A cursor inside of a query is the key of a ${model}, and no more`)
}

/** The arguments of a list but for its rows' filter and shape. */
export const listArguments = (
  visible: Visible,
  model: string,
  args: Asked
): Asked => {
  onlyArguments(args, LIST_ARGUMENTS)
  const { orderBy, take, skip, distinct, cursor } = args
  const given: Asked = {}
  if (take !== undefined) {
    given.take = take
  }
  if (skip !== undefined) {
    given.skip = skip
  }
  if (cursor !== undefined) {
    given.cursor = cursor
  }
  if (orderBy !== undefined) {
    given.orderBy = visibleOrder(visible, model, orderBy)
  }
  if (distinct !== undefined) {
    given.distinct = readableNames(visible, model, distinct)
  }
  return given
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
  for (const name in args) {
    if (args[name] !== undefined && !known.includes(name)) {
      refuse(`The argument ${name} is not supported`)
    }
  }
}

/** `_count` of relations: of those that can be read. */
const visibleCount = (
  visible: Visible,
  model: string,
  args: unknown,
  known: Condition
) => {
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
    const certain = and(
      knownOfRelated(visible, field, known),
      certainOf(visible, field.type, where)
    )
    const filter = both(
      visible.rowsGiven(field.type, certain),
      visibleFilter(visible, field.type, where)
    )
    return [name, { where: filter }]
  })
  return { select: Object.fromEntries(counts) }
}
