import { rootSchema } from '@redwoodjs/graphql-server'

import { resolvers } from './dateTime.sdl'

const ours = resolvers.DateTime
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

it('is taken by the app', () => {
  expect(ours.parseValue('2026-01-02T03:04:05Z')).toEqual(
    redwoods.parseValue('2026-01-02T03:04:05Z')
  )
  expect(() => ours.parseValue('tomorrow')).toThrow(
    'DateTime cannot represent an invalid date-time-string tomorrow.'
  )
})
