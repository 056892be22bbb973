import { and } from '../condition'
import type { Condition } from '../condition'
import type { Client } from '../operation'
import type { FieldPolicy, ModelPolicy } from '../types'
import type { Where } from '../where'

import { passing } from './again'
import { onlyArguments } from './arguments'
import { visibleCounts } from './counts'
import { fieldsOf } from './fields'
import { visibleFilter } from './filter'
import { asItIs, finishNested } from './finish'
import type { Finish } from './finish'
import { fieldsIn, holds } from './holds'
import { certainOf, knownOfRelated } from './known'
import { visibleList } from './list'
import { ofSomeParents, parentTest } from './parents'
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

/**
 * Turns what a caller asks for into what can be asked without seeing more than
 * the actor may: relations are filtered, hidden fields left out.
 *
 * @param known true of every row that this is asked of; rules that follow from
 * it are left out
 * @param isOnly whether it is asked of one row that a unique key names: Prisma
 * reads the lists of that one otherwise
 * @throws PrismaClientKnownRequestError P2004 for what can never be read
 */
export const visibleShape = (
  visible: Visible,
  model: string,
  shape: Shape,
  known: Condition = true,
  isOnly = false
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
      const counts = visibleCounts(visible, model, args, known)
      if (counts.select) {
        select._count = counts.select
      }
      needed.push(...counts.needs)
      steps.push(...counts.finish)
    } else if (!field) {
      refuse(`${model} has no field ${name}`)
    } else if (field.kind === 'relation') {
      const relation = visibleRelation(visible, model, field, {
        ...{ args, known, isOnly },
      })
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
  (rows, client) => {
    const waited = stepByStep(steps, rows, client)
    if (!waited && conditional.length === 0) {
      without(extra, rows)
      return undefined
    }
    return (async () => {
      await waited
      // All is decided before anything is taken away.
      const readable = new Map<string, Set<Row>>()
      for (const name of conditional) {
        readable.set(name, await readableOn(visible, client, model, name, rows))
      }
      for (const [name, having] of readable) {
        without(
          new Set([name]),
          rows.filter((row) => !having.has(row))
        )
      }
      without(extra, rows)
    })()
  }

/** One after the other; waits only for those that have to. */
const stepByStep = (
  steps: Finish[],
  rows: Row[],
  client: Client
): Promise<void> | undefined => {
  let waited: Promise<void> | undefined
  for (const step of steps) {
    waited = waited ? waited.then(() => step(rows, client)) : step(rows, client)
  }
  return waited
}

const without = (names: Set<string>, rows: Row[]) => {
  for (const name of names) {
    for (const row of rows) {
      delete row[name]
    }
  }
}

/** The rows on which a field can be read. */
const readableOn = async (
  visible: Visible,
  client: Client,
  model: string,
  name: string,
  rows: Row[]
) => {
  const condition = visible.fieldCondition(model, name)
  return fieldsIn(condition)
    ? new Set(rows.filter((row) => holds(condition, row) === true))
    : passing(visible, client, model, rows, both(visible.field(model, name)))
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

/** How to ask for a relation. */
export interface VisibleRelation {
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
  { args, known, isOnly }: { args: unknown; known: Condition; isOnly: boolean }
): VisibleRelation => {
  const { name, type, list, optional, relation } = field
  const asked = (args === true ? {} : args) as Asked
  const where = (list ? (asked.where ?? {}) : {}) as Where
  const certain = and(
    knownOfRelated(visible, field, known),
    certainOf(visible, type, where)
  )
  const open = visible.ruleGiven(type, certain)
  const ofParent = list ? parentTest(visible, field, open) : null
  const rows = ofParent ? true : visible.rowsOf(open)
  const inner = visibleShape(
    visible,
    type,
    asked as Shape,
    and(visible.rule(type), certain),
    isOnly && !list
  )
  if (list) {
    const all = visibleList(visible, field, asked, {
      ...{ inner, isOnly },
      where: both(rows, inner.where, visibleFilter(visible, type, where)),
      shapeOf: (select) =>
        visibleShape(visible, type, { select }, visible.rule(type)),
    })
    return ofParent ? ofSomeParents(name, all, ofParent) : all
  }
  onlyArguments(asked, ['select', 'include', 'omit'])
  const finish = finishNested(name, inner.finish)
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
    finish: async (parents, client) => {
      const seen = await passing(visible, client, model, parents, {
        [name]: { is: target },
      })
      for (const parent of parents) {
        if (!seen.has(parent)) {
          parent[name] = null
        }
      }
      await finish(parents, client)
    },
  }
}
