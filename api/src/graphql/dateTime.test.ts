import type { GraphQLScalarType } from 'graphql'

import { makeMergedSchema, rootSchema } from '@redwoodjs/graphql-server'

import * as dateTime from './dateTime.sdl'

const ours = dateTime.resolvers.DateTime
const { DateTime: redwoods } = rootSchema.resolvers

it.each([
  ['a date', new Date('2026-01-02T03:04:05.678Z')],
  ['a date of another era', new Date(-1e14)],
  ['a text', '2026-01-02T03:04:05+01:00'],
  ['a number', 1_700_000_000_000],
])("writes %s as Redwood's", (_what, value) => {
  const text = ours.serialize(value)

  expect(typeof text).toBe('string')
  expect(JSON.stringify(text)).toBe(JSON.stringify(redwoods.serialize(value)))
})

it.each([
  ['no date', new Date('no')],
  ['a text of something else', 'tomorrow'],
  ['a number of no moment', Number.MAX_VALUE],
  ['an object', {}],
])('refuses %s', (_what, value) => {
  expect(() => ours.serialize(value)).toThrow()
})

it('reads dates as Redwood does', () => {
  expect(ours.parseValue('2026-01-02T03:04:05Z')).toEqual(
    redwoods.parseValue('2026-01-02T03:04:05Z')
  )
  expect(() => ours.parseValue('tomorrow')).toThrow(
    'DateTime cannot represent an invalid date-time-string tomorrow.'
  )
})

it("takes the place of Redwood's in a schema", () => {
  const parts = {
    sdls: { dateTime },
    services: {},
    directives: [],
    subscriptions: [],
  }
  const type = makeMergedSchema(parts).getType('DateTime')

  expect((type as GraphQLScalarType).serialize(new Date(0))).toBe(
    '1970-01-01T00:00:00.000Z'
  )
})
