import { callPrisma } from '../callPrisma'
import { and } from '../condition'
import type { Condition } from '../condition'
import { inParts } from '../keys'
import type { Client } from '../operation'
import type { FieldPolicy } from '../types'
import type { Where } from '../where'

import { visibleFilter } from './filter'
import type { Finish } from './finish'
import { holds } from './holds'
import { certainOf, knownOfRelated } from './known'
import { parentTest } from './parents'
import { both, NOTHING, refuse } from './visible'
import type { Visible } from './visible'

type Row = Record<string, unknown>
type Asked = Record<string, unknown>

/** How to ask for the `_count` of relations. */
interface VisibleCounts {
  /** What Prisma counts; null for nothing. */
  select: Asked | null
  needs: string[]
  finish: Finish[]
}

/**
 * `_count` of relations: of those that can be read. Prisma counts the rows of the
 * whole table, whatever the page: so they are counted here, by their foreign key,
 * if that is one field.
 */
export const visibleCounts = (
  visible: Visible,
  model: string,
  args: unknown,
  known: Condition
): VisibleCounts => {
  const { fields } = visible.policy.models[model]
  const asked =
    args === true
      ? Object.fromEntries(
          Object.values(fields)
            .filter(({ kind, list }) => kind === 'relation' && list)
            .map(({ name }) => [name, true])
        )
      : wanted(((args as Asked).select ?? {}) as Asked)
  const select: Asked = {}
  const needs: string[] = []
  const finish: Finish[] = []
  for (const [name, how] of Object.entries(asked)) {
    const field = fields[name]
    if (!field?.list || field.kind !== 'relation') {
      return refuse(`${model} has no list ${name} to count`)
    }
    const { where = {} } = (how === true ? {} : how) as { where?: Where }
    const certain = and(
      knownOfRelated(visible, field, known),
      certainOf(visible, field.type, where)
    )
    const filter = visibleFilter(visible, field.type, where)
    const key = foreignKeyOf(visible, field)
    if (key) {
      const open = visible.ruleGiven(field.type, certain)
      const ofParent = parentTest(visible, field, open)
      const rows = ofParent ? true : visible.rowsOf(open)
      needs.push(key.refersTo, ...(ofParent?.needs ?? []))
      finish.push(
        counting(visible, field, key, {
          where: both(rows, filter),
          isOf: (row) => !ofParent || holds(ofParent.condition, row) === true,
        })
      )
    } else {
      select[name] = {
        where: both(visible.rowsGiven(field.type, certain), filter),
      }
    }
  }
  const isAsked = Object.keys(select).length > 0
  return { select: isAsked ? { select } : null, needs, finish }
}

const wanted = (asked: Asked): Asked =>
  Object.fromEntries(
    Object.entries(asked).filter(
      ([, args]) => args !== false && args !== undefined && args !== null
    )
  )

interface ForeignKey {
  name: string
  /** The field of the row that the list is of. */
  refersTo: string
}

const foreignKeyOf = (
  { policy }: Visible,
  { type, relation }: FieldPolicy
): ForeignKey | null => {
  const back = policy.models[type].fields[relation?.opposite ?? '']
  const { fields = [], references = [] } = back?.relation ?? {}
  return fields.length === 1
    ? { name: fields[0], refersTo: references[0] }
    : null
}

interface Counted {
  /** Which rows. */
  where: Where
  /** Whether any of a parent's are counted. */
  isOf: (parent: Row) => boolean
}

const counting =
  (
    visible: Visible,
    { name, type }: FieldPolicy,
    { name: key, refersTo }: ForeignKey,
    { where, isOf }: Counted
  ): Finish =>
  async (parents, client) => {
    const having = where === NOTHING ? [] : parents.filter(isOf)
    const counts = new Map<string, number>()
    for (const part of inParts(having)) {
      for (const [value, count] of await counted(visible, client, type, key, {
        ...{ where, values: part.map((row) => row[refersTo]) },
      })) {
        counts.set(value, count)
      }
    }
    const isCounted = new Set(having)
    for (const parent of parents) {
      const count = isCounted.has(parent)
        ? (counts.get(textOf(parent[refersTo])) ?? 0)
        : 0
      parent._count = { ...(parent._count as Row | undefined), [name]: count }
    }
  }

const counted = async (
  { policy }: Visible,
  client: Client,
  model: string,
  key: string,
  { where, values }: { where: Where; values: unknown[] }
): Promise<[string, number][]> => {
  const groups = (await callPrisma(policy, client, model, 'groupBy', {
    by: [key],
    where: both({ [key]: { in: values } }, where),
    _count: { _all: true },
  })) as { _count: { _all: number }; [key: string]: unknown }[]
  return groups.map((group) => [textOf(group[key]), group._count._all])
}

const textOf = (value: unknown) =>
  value instanceof Date ? value.toISOString() : String(value)
