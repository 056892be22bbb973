import { callPrisma } from '../callPrisma'
import { and } from '../condition'
import type { Condition } from '../condition'
import { selecting } from '../keys'
import { notUnderstood } from '../notUnderstood'
import type { Client } from '../operation'
import type { ModelPolicy } from '../types'
import type { Where } from '../where'

import { visibleFilter } from './filter'
import { certainOf } from './known'
import { both, fieldOf } from './visible'
import type { Visible } from './visible'

/** A unique filter: its keys where Prisma wants them, the rules beside them. */
export const visibleUnique = (
  visible: Visible,
  model: string,
  where: Where,
  more: Where | true = true,
  known: Condition = true
): Where => {
  const plain: Where = {}
  const rest: Where = {}
  for (const [name, value] of Object.entries(where ?? {})) {
    const isOfKey = isKey(visible.policy.models[model], name, value)
    const part = isOfKey ? plain : rest
    part[name] = value
  }
  const certain = and(certainOf(visible, model, where ?? {}), known)
  const guarded = both(
    visible.rowsGiven(model, certain),
    more,
    visibleFilter(visible, model, rest),
    ...Object.entries(plain)
      .filter(([name, value]) => mayBeHidden(visible, model, name, value))
      .map(([name, value]) => visibleFilter(visible, model, { [name]: value }))
  )
  const isPlain = Object.keys(guarded).every((name) => !(name in plain))
  return isPlain ? { ...plain, ...guarded } : { ...plain, AND: [guarded] }
}

/** Whether this names a row, as Prisma wants it said: a filter does not. */
const isKey = (
  { fields, key, uniques }: ModelPolicy,
  name: string,
  value: unknown
) =>
  Object.hasOwn(fields, name)
    ? [key, ...uniques].some((names) => names.join() === name) &&
      value !== null &&
      !isFilter(value)
    : !isConnective(name)

const isFilter = (value: unknown) =>
  Object.getPrototypeOf(value ?? 0) === Object.prototype

/** Whether it puts filters together, and is none of a field or key. */
export const isConnective = (name: string): boolean =>
  /^(AND|OR|NOT)$/.test(name)

/** A field that cannot be read on every row, or a key that has one. */
const mayBeHidden = (
  visible: Visible,
  model: string,
  name: string,
  value: unknown
): boolean =>
  fieldOf(visible.policy.models[model], name)
    ? visible.field(model, name) !== true
    : Object.keys((value ?? {}) as object).some((part) =>
        mayBeHidden(visible, model, part, null)
      )

/** Whether a row with these keys is there for the actor. */
export const isThere = async (
  visible: Visible,
  client: Client,
  model: string,
  unique: Where
): Promise<boolean> =>
  (await callPrisma(visible.policy, client, model, 'findUnique', {
    where: unique,
    select: selecting(visible.policy.models[model].key),
  })) !== null

/**
 * Refuses a cursor that says more than a key and values of fields: Prisma panics.
 *
 * @throws PrismaClientValidationError
 */
export const onlyValues = ({ name, fields }: ModelPolicy, cursor: unknown) => {
  for (const [part, value] of Object.entries((cursor ?? {}) as Where)) {
    const isValue = Object.hasOwn(fields, part)
      ? fields[part].kind !== 'relation' && !isFilter(value)
      : !isConnective(part)
    if (!isValue) {
      throw notUnderstood(
        `A cursor of ${name} takes values, not a filter such as ${part}`
      )
    }
  }
}

/**
 * The filter to find a cursor's row by, where it must be looked at: where the row
 * or its keys may be hidden.
 */
export const hiddenCursor = (
  visible: Visible,
  model: string,
  cursor: unknown
): Where | null =>
  visible.rows(model) === true &&
  !Object.entries((cursor ?? {}) as Where).some(([name, value]) =>
    mayBeHidden(visible, model, name, value)
  )
    ? null
    : visibleUnique(visible, model, cursor as Where)
