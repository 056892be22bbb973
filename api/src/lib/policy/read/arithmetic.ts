import { Prisma } from '@prisma/client'

import type { FieldPolicy, Policy } from '../types'

import { compare } from './collation'
import { refuse } from './visible'

/*
 * How the database adds up values, for what is added up in memory. To SQLite a
 * Decimal is a floating-point number; PostgreSQL reckons with all its digits, and so
 * it does for averages of whole numbers.
 */

/** What is added up: values of one field, none of them null. */
type Add = (field: FieldPolicy, values: unknown[], policy: Policy) => unknown

/** Each sum over values; null, but for a count, where there are none. */
export const SUM_OF: Record<string, Add> = {
  _count: (_field, values) => values.length,
  _sum: (field, values, { provider }) => {
    const type = numeric(field)
    return orNull(values, () =>
      provider === 'postgresql'
        ? sumOfPostgres(type, values)
        : asValue(type, sumOf(values))
    )
  },
  _avg: (field, values, { provider }) => {
    const type = numeric(field)
    return orNull(values, () => {
      if (provider === 'postgresql') {
        return averageOfPostgres(type, values)
      }
      const average = Number(sumOf(values)) / values.length
      return type === 'Decimal' ? new Prisma.Decimal(average) : average
    })
  },
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

/** More digits than a column has. */
const Exact = Prisma.Decimal.clone({ precision: 200 })

/** What Prisma declares a column of Decimal with, and so what its averages have. */
const DECIMAL_PLACES = 30

const exactSum = (values: unknown[]) =>
  values.reduce<Prisma.Decimal>(
    (sum, value) => sum.add(String(value)),
    new Exact(0)
  )

const plainSum = (values: unknown[]) =>
  values.reduce<number>((sum, value) => sum + Number(value), 0)

const sumOfPostgres = (type: string, values: unknown[]) => {
  switch (type) {
    case 'Float':
      return plainSum(values)
    case 'Decimal':
      return new Prisma.Decimal(exactSum(values).toString())
    default:
      return asValue(type, sumOf(values))
  }
}

const averageOfPostgres = (type: string, values: unknown[]) => {
  if (type === 'Float') {
    return plainSum(values) / values.length
  }
  const average = exactSum(values).div(values.length)
  return type === 'Decimal'
    ? new Prisma.Decimal(average.toDecimalPlaces(DECIMAL_PLACES).toString())
    : average.toNumber()
}
