import type { FieldPolicy, ModelPolicy } from '../types'

import { isComparable } from './collation'
import { directionOf } from './direction'
import type { Direction } from './direction'
import { onlyValues } from './unique'
import { refuse, requireField } from './visible'
import type { Visible } from './visible'

/*
 * What no ORDER BY can say: the order of rows by what is hidden on some of them
 * and counts as null there. It is said here, and made in memory (arranged.ts).
 */

type Args = Record<string, unknown>

/** One thing that rows are put in order by. */
export interface Term extends Direction {
  /** What leads to the value in a row that has been read with `select`. */
  path: string[]
  /** Whether the value may be null though the row that has it is there. */
  isNullable: boolean
  /** Whether the last record on the path is found by keys that may be null. */
  isOptional: boolean
}

/** How to put rows in order, and what of them must be read for it. */
export interface Arrangement {
  terms: Term[]
  /** The fields that rows are told apart by; none if all are kept. */
  distinct: string[]
  select: Args
  /** Whether Prisma looks for a cursor's row among those that are found. */
  seeksCursor: boolean
}

/**
 * Whether part of what rows are put in order or told apart by is hidden on some
 * of them.
 *
 * @throws PrismaClientKnownRequestError P2004 for what is hidden on all
 * @throws PrismaClientValidationError for a cursor that names no place
 */
export const isArrangedHere = (
  visible: Visible,
  model: string,
  { orderBy, distinct, cursor }: Args
): boolean => {
  onlyValues(visible.policy.models[model], cursor)
  const isOrdered =
    orderBy !== undefined && isHiddenOrder(visible, model, orderBy)
  const isDistinct =
    distinct !== undefined &&
    listOf<string>(distinct).filter((name) =>
      isHiddenField(visible, model, name, 'tell rows apart')
    ).length > 0
  return isOrdered || isDistinct
}

/**
 * Whether a field is hidden on some rows.
 *
 * @throws PrismaClientKnownRequestError P2004 if it is on all
 */
export const isHiddenField = (
  visible: Visible,
  model: string,
  name: string,
  purpose: string
): boolean => {
  const { kind } = requireField(visible, model, String(name), purpose)
  const readable = kind !== 'relation' && visible.field(model, name)
  return readable === false
    ? refuse(`${model}.${name} is not yours to ${purpose} by`)
    : readable !== true
}

const listOf = <Item>(given: unknown): Item[] =>
  Array.isArray(given) ? given : given === undefined ? [] : [given as Item]

// All of it is looked at: what is refused does not depend on what comes first.
const isHiddenOrder = (
  visible: Visible,
  model: string,
  orderBy: unknown
): boolean => {
  let isHidden = false
  for (const order of listOf<Args>(orderBy)) {
    if (typeof order !== 'object' || order === null) {
      refuse(`An order of ${model} is an object`)
    }
    for (const name in order) {
      if (order[name] !== undefined) {
        isHidden = isHiddenTerm(visible, model, name, order[name]) || isHidden
      }
    }
  }
  return isHidden
}

const isHiddenTerm = (
  visible: Visible,
  model: string,
  name: string,
  how: unknown
): boolean => {
  const field = requireField(visible, model, name, 'order')
  if (field.kind !== 'relation') {
    return isHiddenField(visible, model, name, 'order')
  }
  const rows = visible.rows(field.type)
  if (rows === false) {
    refuse(`${model}.${name} is not yours to order by`)
  }
  if (field.list) {
    if (Object.keys(Object(how)).join() !== '_count') {
      refuse(`${model}.${name} can be ordered by its _count only`)
    }
    return rows !== true
  }
  return isHiddenOrder(visible, field.type, how) || rows !== true
}

/** How to arrange rows as asked; all of it must have been found readable. */
export const arrangementOf = (
  visible: Visible,
  model: string,
  { orderBy, distinct, cursor, take, skip }: Args
): Arrangement => {
  const names = listOf<string>(distinct)
  const select: Args = {}
  const walk = (orders: Args[]) =>
    orders.flatMap((order) =>
      termsOf({ visible, select, path: [] }, model, order)
    )
  const asked = walk(listOf<Args>(orderBy))
  walk(names.map((name) => ({ [name]: 'asc' })))
  // So that pages are pages of something.
  const isPaged = cursor !== undefined || take !== undefined || Boolean(skip)
  const { key } = visible.policy.models[model]
  const terms =
    asked.length === 0 && isPaged
      ? walk(key.map((name) => ({ [name]: 'asc' })))
      : asked
  return {
    terms,
    distinct: names,
    select,
    seeksCursor: names.length > 0 || !isStable(visible, model, terms),
  }
}

interface Walk {
  visible: Visible
  /** Takes what is to be read. */
  select: Args
  path: FieldPolicy[]
}

const termsOf = (walk: Walk, model: string, order: Args): Term[] =>
  Object.entries(order).flatMap(([name, how]) => {
    if (how === undefined) {
      return []
    }
    const { visible, select, path } = walk
    const field = visible.policy.models[model].fields[name]
    if (field.kind !== 'relation') {
      if (!isComparable(field)) {
        refuse(
          `${model}.${name} cannot be put in order by where some of it is hidden`
        )
      }
      select[name] = true
      const isHidden = visible.field(model, name) !== true
      const isNullable = field.optional || isHidden
      return [termOf(visible, [...path, field], how, isNullable)]
    }
    if (field.list) {
      const counts = (select._count ??= { select: {} }) as { select: Args }
      counts.select[name] = true
      const { _count } = how as Args
      const term = termOf(visible, path, _count, false)
      return [{ ...term, path: [...term.path, '_count', name] }]
    }
    const nested = (select[name] ??= { select: {} }) as { select: Args }
    return termsOf(
      { visible, select: nested.select, path: [...path, field] },
      field.type,
      how as Args
    )
  })

const termOf = (
  { policy }: Visible,
  path: FieldPolicy[],
  how: unknown,
  isNullable: boolean
): Term => ({
  ...directionOf(policy, path.at(-1) ?? null, how),
  path: path.map(({ name }) => name),
  isNullable,
  isOptional: Boolean(
    path.at(-2)?.optional && path.at(-2)?.relation?.fields.length
  ),
})

/*
 * Prisma lets the database find where a page begins if no two rows can stand in
 * the same place; else it looks for the cursor's row itself. This says which, as
 * Prisma 6.19 has it: a primary key of several fields is not enough for it.
 */
const isStable = (visible: Visible, model: string, terms: Term[]): boolean => {
  const { models } = visible.policy
  const isCount = ({ path }: Term) => path.at(-2) === '_count'
  const scalars = terms.filter((term) => !isCount(term))
  const hopsOf = ({ path }: Term) => {
    let current = models[model]
    return path.slice(0, -1).map((name) => {
      const field = current.fields[name]
      current = models[field.type]
      return field
    })
  }
  if (
    scalars.some(
      (term) => term.isNullable || hopsOf(term).some(({ optional }) => optional)
    )
  ) {
    return false
  }
  const own = scalars.flatMap(({ path }) => (path.length === 1 ? path : []))
  return (
    singleKeys(models[model]).some((names) =>
      names.every((name) => own.includes(name))
    ) ||
    scalars.some((term) => {
      const hops = hopsOf(term)
      const last = models[hops.at(-1)?.type ?? model]
      return (
        hops.every((hop) => isOneToOne(visible, hop)) &&
        singleKeys(last).some(
          (names) => names.length === 1 && names[0] === term.path.at(-1)
        )
      )
    })
  )
}

const singleKeys = ({ key, uniques }: ModelPolicy): string[][] =>
  key.length === 1 ? [key, ...uniques] : uniques

const isOneToOne = (visible: Visible, { type, relation }: FieldPolicy) =>
  visible.policy.models[type].fields[relation?.opposite ?? '']?.list === false
