import type { Policy } from '../types'

import { compare, identityOf, isComparable, isLike } from './collation'

const field = (type: string, list = false) =>
  ({ type, list }) as Parameters<typeof isComparable>[0]

const on = (provider: string) => ({ provider }) as Policy

it.each([
  ['a.b', 'A.%', false],
  ['a.b', 'a.%', true],
  ['[X]', '[x]', false],
])('As PostgreSQL has it, %j is like %j: %p', (text, pattern, expected) => {
  expect(isLike(on('postgresql'), text, pattern)).toBe(expected)
})

describe('As SQLite has it,', () => {
  it('texts are compared by their bytes', () => {
    const words = ['ä', 'a', 'B', '😀', '\uffff', '']
    expect([...words].sort(compare)).toEqual([
      '',
      'B',
      'a',
      'ä',
      '\uffff',
      '😀',
    ])
  })

  it.each([
    ['a.b', 'A.%', true],
    ['axb', 'a.b', false],
    ['a\nb', 'a_b', true],
    ['Ä', 'ä', false],
    ['[x]', '[X]', true],
    ['a/b\\c', 'a/b\\c', true],
  ])('%j is like %j: %p', (text, pattern, expected) => {
    expect(isLike(on('sqlite'), text, pattern)).toBe(expected)
  })

  it('times are told apart to the millisecond, and nothing from its name', () => {
    expect(identityOf(new Date(1))).not.toBe(identityOf(new Date(2)))
    expect(identityOf(null)).not.toBe(identityOf('null'))
    expect(identityOf(Buffer.from('a'))).toBe(identityOf(Buffer.from('a')))
  })

  it('lists and Json are not compared here', () => {
    expect(isComparable(field('Json'))).toBe(false)
    expect(isComparable(field('String', true))).toBe(false)
    expect(isComparable(field('Decimal'))).toBe(true)
  })
})
