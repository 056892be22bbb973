import fc from 'fast-check'

import { databases, asLoaded, userIds } from 'src/testing/databases'
import { conditionOn } from 'src/testing/expressions'
import { truthOf } from 'src/testing/reference'
import { runs } from 'src/testing/runs'
import { fillTables, idsWhere } from 'src/testing/tables'

import { policy } from '../appPolicy'

import { and, not, one, or } from './condition'
import type { Condition, Test } from './condition'
import { evaluate } from './evaluate'
import { beyond, implies, knownThrough } from './implies'
import type { Expression } from './types'
import { toWhere } from './where'

const RUNS = runs(100)
const PAIRS = 60
const MODELS = ['User', 'Post', 'Comment', 'Credential'] as const

const field = (name: string, test: Test, optional = false): Condition => ({
  kind: 'field',
  field: name,
  optional,
  test,
})
const is = (name: string, value: unknown) =>
  field(name, { operator: 'equals', value })

/** Pairs that have much in common, so that one often follows from the other. */
const pairsOn = (model: string) =>
  fc
    .array(conditionOn(policy, [model], 1), { minLength: 2, maxLength: 3 })
    .chain((parts) => {
      const made = fc.letrec<{ any: Expression }>((tie) => ({
        any: fc.oneof(
          { maxDepth: 3 },
          fc.constantFrom(...parts),
          fc.record({
            kind: fc.constantFrom('and' as const, 'or' as const),
            operands: fc.array(tie('any'), { minLength: 1, maxLength: 3 }),
          }),
          tie('any').map((operand) => ({ kind: 'not' as const, operand }))
        ),
      })).any
      return fc.record({ given: made, wanted: made })
    })

const pairs = (model: string) =>
  fc.array(pairsOn(model), { minLength: PAIRS, maxLength: PAIRS })

describe('What is said to follow', () => {
  it.each(MODELS)(
    'does, for every %s of any database',
    async (model) => {
      let followed = 0
      await fc.assert(
        fc.asyncProperty(
          databases,
          fc.option(userIds),
          pairs(model),
          async (all, actor, made) => {
            await fillTables(all)
            const user = all.User.find(({ id }) => id === actor) ?? null
            const conditionOf = (expression: Expression) =>
              evaluate(expression, {
                policy,
                actor: { user: user && asLoaded(user, all), now: new Date() },
                scopes: [{ open: model }],
                operation: 'read',
                ruleOf: () => true,
              })
            const rowsOf = (expression: Expression) =>
              all[model].filter(
                (row) =>
                  truthOf(expression, {
                    policy,
                    tables: all,
                    user,
                    scopes: [row],
                  }) === true
              )
            const find = (condition: Condition) =>
              idsWhere(model, (reference) => toWhere(condition, reference))
            for (const { given, wanted } of made) {
              const [known, asked] = [given, wanted].map(conditionOf)
              if (implies(known, asked)) {
                followed++
                const right = rowsOf(wanted)
                const wrong = rowsOf(given).filter(
                  (row) => !right.includes(row)
                )
                expect({ given, wanted, wrong }).toEqual({
                  given,
                  wanted,
                  wrong: [],
                })
              }
              const left = beyond(asked, known)
              if (left !== asked) {
                expect({
                  given,
                  wanted,
                  found: await find(and(known, left)),
                }).toEqual({
                  given,
                  wanted,
                  found: await find(and(known, asked)),
                })
              }
            }
          }
        ),
        { numRuns: RUNS }
      )
      expect(followed).toBeGreaterThan(RUNS)
    },
    600_000
  )
})

describe('It is seen that', () => {
  const mine = is('ownerId', 1)
  const published = is('published', true)
  const kept = not(is('isDeleted', true))
  const readable = and(or(published, mine), kept)

  it.each<[string, Condition, Condition]>([
    ['a published post is published or mine', published, or(published, mine)],
    ['what is not deleted is kept', is('isDeleted', false), kept],
    [
      'the comments of a published post that is kept are readable',
      one('post', and(published, kept)),
      and(one('post', published), not(one('post', is('isDeleted', true)))),
    ],
    [
      'the first of three is one of them',
      is('id', 1),
      field('id', { operator: 'in', value: [1, 2, 3] }),
    ],
    ['the first is not the second', is('id', 1), not(is('id', 2))],
    [
      'what has a title has one',
      is('title', 'a'),
      not(field('title', { operator: 'equals', value: null }, true)),
    ],
  ])('%s', (_name, given, wanted) => {
    expect(implies(given, wanted)).toBe(true)
  })

  it.each<[string, Condition, Condition]>([
    ['what is readable is not always published', readable, published],
    [
      'one title may be another to the database',
      is('title', 'a'),
      not(is('title', 'A')),
    ],
    [
      'a record of another relation says nothing',
      one('owner', published),
      one('post', published),
    ],
    ['nothing follows from nothing', true, published],
    ['what is unknown does not hold', published, null],
  ])('%s', (_name, given, wanted) => {
    expect(implies(given, wanted)).toBe(false)
  })

  it('of one rule, some may follow and the rest be left', () => {
    expect(beyond(readable, published)).toEqual(kept)
    expect(beyond(readable, mine)).toEqual(kept)
    expect(beyond(readable, kept)).toEqual(or(published, mine))
    expect(beyond(readable, and(kept, mine))).toBe(true)
    expect(beyond(readable, is('title', 'a'))).toBe(readable)
  })

  it('a row tells of those its relations lead to', () => {
    expect(knownThrough(readable, 'comments', 'post')).toEqual(
      one('post', readable)
    )
    expect(knownThrough(one('post', published), 'post', undefined)).toEqual(
      published
    )
    expect(knownThrough(published, 'owner', undefined)).toBe(true)
    expect(
      knownThrough(or(one('post', published), mine), 'post', undefined)
    ).toBe(true)
  })
})
