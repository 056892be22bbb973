import { Prisma } from '@prisma/client'
import { z } from 'zod'
import type { ZodIssue, ZodTypeAny } from 'zod'

import type { FieldPolicy, Literal, ModelPolicy, Validation } from '../types'

import type { Row } from './writing'

/**
 * The values as they may be stored: changed where the schema says so (`@trim`,
 * `@lower`), within its limits.
 *
 * @param values of fields that are no relations; what an update computes, such
 * as `{ increment: 1 }`, is not taken for a field with limits
 * @throws PrismaClientKnownRequestError P2004 with `meta.reason`
 * DATA_VALIDATION_VIOLATION and `meta.zodErrors`, naming all broken limits
 */
export const withinLimits = (
  { name, fields }: ModelPolicy,
  values: Row
): Row => {
  const issues: ZodIssue[] = []
  const limited = { ...values }
  for (const [field, value] of Object.entries(values)) {
    const limits = limitsOf(fields[field])
    if (limits && value !== null) {
      const parsed = limits.safeParse(value)
      limited[field] = parsed.data
      issues.push(
        ...(parsed.error?.issues ?? []).map((issue) => ({
          ...issue,
          path: [field],
        }))
      )
    }
  }
  if (issues.length > 0) {
    throw new Prisma.PrismaClientKnownRequestError(
      `${name}: ${issues.map(({ path, message }) => `${path}: ${message}`).join(', ')}`,
      {
        code: 'P2004',
        clientVersion: Prisma.prismaVersion.client,
        meta: {
          reason: 'DATA_VALIDATION_VIOLATION',
          zodErrors: new z.ZodError(issues),
        },
      }
    )
  }
  return limited
}

const known = new WeakMap<FieldPolicy, ZodTypeAny | null>()

/** What the schema says of a field's values; null if nothing. */
const limitsOf = (field: FieldPolicy): ZodTypeAny | null => {
  let limits = known.get(field)
  if (limits === undefined) {
    limits = field.validations.length === 0 ? null : schemaOf(field)
    known.set(field, limits)
  }
  return limits
}

const schemaOf = ({ type, validations }: FieldPolicy): ZodTypeAny =>
  type === 'String'
    ? validations.reduce(textSchema, z.string())
    : validations.reduce(numberSchema, z.any())

const said = (message: Literal | undefined) =>
  typeof message === 'string' ? message : undefined

const textSchema = (
  schema: z.ZodString,
  { name, args: [first, second, third] }: Validation
): z.ZodString => {
  const text = String(first)
  switch (name) {
    case 'trim':
      return schema.trim()
    case 'lower':
      return schema.toLowerCase()
    case 'upper':
      return schema.toUpperCase()
    case 'email':
      return schema.email(said(first))
    case 'url':
      return schema.url(said(first))
    case 'datetime':
      return schema.datetime({ message: said(first) })
    case 'regex':
      return schema.regex(new RegExp(text), said(second))
    case 'startsWith':
      return schema.startsWith(text, said(second))
    case 'endsWith':
      return schema.endsWith(text, said(second))
    case 'contains':
      return schema.includes(text, { message: said(second) })
    case 'length': {
      const least =
        typeof first === 'number' ? schema.min(first, said(third)) : schema
      return typeof second === 'number' ? least.max(second, said(third)) : least
    }
    default:
      throw new Error(`Text has no limit called ${name}`)
  }
}

const COMPARISONS: Record<string, (a: number, b: number) => boolean> = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
}

// A number may come as a BigInt, a Decimal or a text that stands for one.
const numberSchema = (
  schema: ZodTypeAny,
  { name, args: [limit, message] }: Validation
): ZodTypeAny =>
  schema.refine(
    (value) =>
      !isComputed(value) && COMPARISONS[name](Number(value), Number(limit)),
    said(message) ?? `Must be ${name} ${limit}`
  )

const isComputed = (value: unknown) =>
  Object.getPrototypeOf(value ?? null) === Object.prototype
