import type { FieldPolicy, Policy } from '../types'

/*
 * How kinds of databases put values in order, for what is put in order here.
 */

/** Whether null stands before all else, if the caller does not say. */
export const isNullFirst = (
  { provider }: Policy,
  isDescending: boolean
): boolean =>
  // To SQLite, null is less than anything; to PostgreSQL, greater.
  provider === 'postgresql' ? isDescending : !isDescending

/**
 * What a field's values are compared by. An enum's come in the order in which
 * PostgreSQL has been told them; to SQLite they are text.
 */
export const placeOf = (
  { provider, enums }: Policy,
  { kind, type }: FieldPolicy
): ((value: unknown) => unknown) =>
  kind === 'enum' && provider === 'postgresql'
    ? (value) => enums[type].indexOf(String(value))
    : (value) => value
