import { Prisma } from '@prisma/client'
import { z } from 'zod/v4'

import type { FieldPolicy } from 'src/lib/policy/types'

import type { Grammar } from './grammar'

const LEAST_BIGINT = -(2n ** 63n)
const GREATEST_BIGINT = 2n ** 63n - 1n

// Values beyond JSON come as superjson writes them: texts.
const VALUES: Record<string, z.ZodType> = {
  String: z.string(),
  Boolean: z.boolean(),
  Int: z.int32(),
  Float: z.number(),
  BigInt: z
    .union([z.int(), z.string().regex(/^-?\d{1,19}$/)])
    .transform((value, context) => {
      const number = BigInt(value)
      if (number < LEAST_BIGINT || number > GREATEST_BIGINT) {
        context.addIssue({ code: 'custom', message: 'Is too large' })
      }
      return number
    }),
  Decimal: z
    .union([z.number(), z.string().regex(/^-?\d{1,40}(\.\d{1,40})?$/)])
    .transform((value) => new Prisma.Decimal(value)),
  DateTime: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text)),
  Bytes: z
    .string()
    .regex(/^[A-Za-z0-9+/]*={0,2}$/)
    .transform((text) => Buffer.from(text, 'base64')),
  Json: z.json().refine((value) => value !== null),
}

/** One value of a field, if that holds a list also. */
export const itemOf = (
  { policy }: Grammar,
  { type, kind }: FieldPolicy
): z.ZodType => {
  if (kind === 'enum') {
    return z.enum(policy.enums[type])
  }
  return VALUES[type] ?? z.never()
}

/** A value of a field, but for null. */
export const valueOf = (grammar: Grammar, field: FieldPolicy): z.ZodType =>
  field.list ? z.array(itemOf(grammar, field)) : itemOf(grammar, field)

const NULL = z.null()
// A Json field knows two: the database's, and JSON's own.
const NO_JSON = NULL.transform(() => Prisma.DbNull)
const NULL_JSON = NULL.transform(() => Prisma.JsonNull)

/** Also null, where the field can be that. */
export const orNull = (
  { type, optional }: FieldPolicy,
  schema: z.ZodType
): z.ZodType =>
  type === 'Json'
    ? z.union([schema, optional ? NO_JSON : NULL_JSON])
    : optional
      ? z.union([schema, NULL])
      : schema

export const isNumber = ({ type, list }: FieldPolicy) =>
  !list && /^(Int|BigInt|Float|Decimal)$/.test(type)
