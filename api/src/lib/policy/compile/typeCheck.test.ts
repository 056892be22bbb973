import { compileTexts } from 'src/testing/compiling'

import type {
  Comparison,
  Expression,
  FunctionName,
  Path,
  Policy,
} from '../types'

import { dryRun } from './dryRun'
import { typeCheck } from './typeCheck'

/*
 * What ZenStack's validator refuses today, so that no text gets as far, is
 * refused here as well: conditions as plain data. What it lets pass has its tests
 * in refusals.test.ts
 */

const SCHEMA = `
datasource db {
  provider = "postgresql"
  url      = "test"
}
enum Color {
  RED
}
model User {
  id    Int    @id
  posts Post[]
}
model Post {
  id        Int     @id
  title     String
  subtitle  String?
  open      Boolean
  likes     Int
  color     Color
  tags      String[]
  ownerId   Int
  replyToId Int?
  owner     User    @relation(fields: [ownerId], references: [id])
  replyTo   Post?   @relation('replies', fields: [replyToId], references: [id])
  replies   Post[]  @relation('replies')
  @@allow('read', open)
}
`

let policy: Policy
beforeAll(async () => {
  policy = (await compileTexts({ 'test.zmodel': SCHEMA })).policy
})

const post = (...path: string[]): Path => ({ kind: 'path', scope: 0, path })
const user = (...path: string[]): Path => ({ kind: 'auth', path })
const value = (literal: string | number | boolean | null): Expression => ({
  kind: 'literal',
  value: literal,
})
const now: Expression = { kind: 'now' }

const is = (
  left: Expression,
  operator: Comparison,
  right: Expression
): Expression => ({ kind: 'compare', operator, left, right })

const call = (name: FunctionName, ...args: Expression[]): Expression => ({
  kind: 'call',
  name,
  args,
})

/** The first rule about posts, if this were its condition. */
const ruleOf = (condition: Expression) => ({
  ...policy.models.Post.rules[0],
  condition,
})

describe('A condition is refused that', () => {
  const refused: [what: string, condition: Expression, message: string][] = [
    [
      'asks what is more than null',
      is(post('likes'), '>', value(null)),
      'nothing is more or less than null',
    ],
    [
      'compares a record with a value',
      is(user(), '==', value(1)),
      'a record cannot be compared with a value',
    ],
    ['orders records', is(post('owner'), '<', user()), 'records have no order'],
    [
      'compares a record with one of another model',
      is(post('replyTo'), '==', user()),
      'a Post is never a User',
    ],
    [
      'compares a number with the time',
      is(post('likes'), '<', now),
      'only a DateTime can be compared with now()',
    ],
    [
      'compares two constants of different kinds',
      is(value(1), '==', now),
      'two constants cannot be compared',
    ],
    [
      'orders the values of an enum',
      is(post('color'), '>', value('RED')),
      'Color has no order',
    ],
    [
      'compares a number with a text',
      is(post('likes'), '==', value('a')),
      'likes is a number',
    ],
    [
      'compares a text with a number',
      is(post('title'), '==', value(5)),
      'title is a String',
    ],
    [
      'compares a Boolean with a number',
      is(post('open'), '==', value(1)),
      'open is a Boolean',
    ],
    [
      'compares a list of records',
      is(post('replies'), '==', user()),
      'a list cannot be compared',
    ],
    [
      'asks for the elements of one record',
      { kind: 'some', collection: post('owner'), condition: value(true) },
      'need a list of records',
    ],
    [
      'searches what is no field',
      call('contains', value('a'), value('a')),
      'contains() needs a field',
    ],
    [
      'searches a number',
      call('contains', post('likes'), value('a')),
      'contains() needs a String',
    ],
    [
      'searches a list as if it were a text',
      call('contains', post('tags'), value('a')),
      'contains() needs a String',
    ],
    [
      'searches for a field of the row',
      call('contains', post('title'), post('subtitle')),
      'contains() takes no field of the row',
    ],
    [
      'searches a text as if it were a list',
      call('has', post('title'), value('a')),
      'has() needs a list of values',
    ],
    [
      'searches a list for null',
      call('has', post('tags'), value(null)),
      'has() takes literals only',
    ],
    [
      'delegates to a field',
      { kind: 'check', relation: post('title') },
      'check() needs a relation of the row',
    ],
    [
      'delegates to itself',
      { kind: 'check', relation: post() },
      'check() needs a relation of the row',
    ],
    [
      'takes a record for a truth',
      post('owner'),
      'only a Boolean can stand alone',
    ],
    [
      'names no field',
      is(post('nothing'), '==', value(1)),
      'Post has no nothing',
    ],
    [
      'asks for a field of a field',
      is(post('title', 'length'), '==', value(1)),
      'title is not a relation',
    ],
    [
      'goes through a list as if it were one record',
      is(post('replies', 'likes'), '==', value(1)),
      'replies is a list',
    ],
  ]

  test.each(refused)('%s', (_what, condition, message) => {
    expect(() =>
      typeCheck(ruleOf(condition), 'Post', policy, 'postgresql')
    ).toThrow(message)
  })

  test('asks for the user, where there are no users', () => {
    const rule = ruleOf(is(user(), '==', value(null)))
    const nobodys = { ...policy, authModel: null }
    expect(() => typeCheck(rule, 'Post', nobodys, 'postgresql')).toThrow(
      'there is no model that auth() could be one of'
    )
  })
})

/** The policy, if posts had these rules and no others. */
const withRules = (...conditions: Expression[]): Policy => ({
  ...policy,
  models: {
    ...policy.models,
    Post: { ...policy.models.Post, rules: conditions.map(ruleOf) },
  },
})

test('A rule that asks itself is refused', () => {
  const circle = withRules({ kind: 'check', relation: post('replyTo') })
  expect(() => dryRun(circle, 'postgresql')).toThrow(
    'go round in a circle, Post read → Post read'
  )
})
