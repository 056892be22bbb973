import type { FieldPolicy, Policy } from 'src/lib/policy/types'

import { keyOwner } from '../relations'

/*
 * The values that tests try: few, so that coincidences are frequent, and such
 * that rules tell them apart.
 */

/** Words for fields that take no other ones, or of which rules ask others. */
const WORDS: Record<string, unknown[]> = {
  'User.roles': ['reader', 'writer', 'moderator', 'admin'],
  'User.email': ['a@a.co', 'b@a.co', 'a@b.co', 'b@b.co', 'ab@b.co'],
  'Contact.email': ['a@a.co', 'b@a.co'],
  'Organization.slug': ['a', 'b', 'ab', 'a-b', 'c'],
  'Membership.role': ['admin', 'member'],
  'Invitation.email': ['a@a.co', 'c@a.co', 'd@a.co'],
  'Invitation.role': ['admin', 'member'],
  'Account.login': ['a', 'b', 'ab', 'ba', 'c'],
  'Deal.amount': [0, 5, 2000],
  'Deal.limit': [0, 5, 1000],
  'Product.sku': ['XX-1', 'AB-0', 'AB-1', 'CD-2', 'EF-3'],
  'Product.title': ['a', 'b', 'a sample'],
  'Line.quantity': [1, 2],
  'Review.stars': [1, 2, 5],
  'Doctor.phone': [1, 2, 3, 4, 5, 6],
}

const DEFAULTS: Record<string, unknown[]> = {
  Boolean: [false, true],
  Int: [0, 1, 2],
  // As it is stored: Prisma's own is more than JSON can say.
  BigInt: [0, 1, 3_000_000_000],
  Float: [0.1, 0.7, -2],
  Json: ['1', '{"a":1}'],
  Bytes: [Buffer.from([1]), Buffer.from([1, 200]), Buffer.from([9])],
  String: ['a', 'b', 'ab'],
  // Where only some are whole, the driver cuts others off in sums of groups.
  Decimal: [1.5, 2.5],
  DateTime: [new Date('2020-01-01'), new Date('2099-01-01')],
}

/** Numbers of rows: more often of those that are there. */
const NUMBERS = [1, 2, 3, 1, 2, 3, 1, 2, 4, 5]

/** The keys of rows: numbers from 1, or texts of these. */
export const numbered = (type: string, number: number) =>
  type === 'Int' ? number : `u${number}`

/** The values that tests try for a field; for keys, of rows that may be there. */
export const valuesOf = (
  policy: Policy,
  model: string,
  field: FieldPolicy
): unknown[] => {
  const isKey = policy.models[model].key.includes(field.name)
  return keyOwner(policy, model, field.name) || isKey
    ? NUMBERS.map((number) => numbered(field.type, number))
    : (WORDS[`${model}.${field.name}`] ??
        policy.enums[field.type] ??
        DEFAULTS[field.type])
}
