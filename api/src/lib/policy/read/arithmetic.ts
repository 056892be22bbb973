import { Prisma } from '@prisma/client'

import type { FieldPolicy } from '../types'

import { compare } from './collation'
import { refuse } from './visible'

/*
 * How SQLite adds up values, for what is added up in memory. Another database has
 * its own ways.
 */

/** What is added up: values of one field, none of them null. */
type Add = (field: FieldPolicy, values: unknown[]) => unknown

/** Each sum over values; null, but for a count, where there are none. */
export const SUM_OF: Record<string, Add> = {
  _count: (_field, values) => values.length,
  _sum: (field, values) =>
    orNull(values, () => asValue(numeric(field), sumOf(values))),
  _avg: (field, values) =>
    orNull(values, () => {
      const average = Number(sumOf(values)) / values.length
      return numeric(field) === 'Decimal'
        ? new Prisma.Decimal(average)
        : average
    }),
  _min: (field, values) => extreme(field, values, -1),
  _max: (field, values) => extreme(field, values, 1),
}

const orNull = (values: unknown[], work: () => unknown) =>
  values.length === 0 ? null : work()

const numeric = ({ name, type, list }: FieldPolicy) =>
  !list && ['Int', 'BigInt', 'Float', 'Decimal'].includes(type)
    ? type
    : refuse(`${name} is not a number to add up`)

const extreme = (
  { name, type, list }: FieldPolicy,
  values: unknown[],
  sign: number
) => {
  if (list || ['Json', 'Bytes'].includes(type)) {
    refuse(`${name} has no least and no greatest value`)
  }
  return values.reduce(
    (best, value) =>
      best === null || compare(value, best) * sign > 0 ? value : best,
    null
  )
}

const asValue = (type: string, sum: bigint | number) =>
  type === 'BigInt'
    ? sum
    : type === 'Decimal'
      ? new Prisma.Decimal(Number(sum))
      : Number(sum)

/** Whole numbers exactly, others with what the rounding loses made up for. */
const sumOf = (values: unknown[]): bigint | number => {
  const numbers = values.map((value) =>
    typeof value === 'bigint' ? value : Number(value)
  )
  if (numbers.every((n) => typeof n === 'bigint' || Number.isSafeInteger(n))) {
    return numbers.reduce<bigint>((sum, n) => sum + BigInt(n), 0n)
  }
  // Kahan, Babuška and Neumaier, as SQLite has it since 3.43.
  let sum = 0
  let lost = 0
  for (const value of numbers) {
    const n = Number(value)
    const next = sum + n
    lost += Math.abs(sum) > Math.abs(n) ? sum - next + n : n - next + sum
    sum = next
  }
  return sum + lost
}
