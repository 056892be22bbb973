import fc from 'fast-check'

import { asLoaded, databases, userIds } from 'src/testing/databases'
import { conditionOn } from 'src/testing/expressions'
import { truthOf } from 'src/testing/reference'
import type { Row } from 'src/testing/reference'
import { runs } from 'src/testing/runs'
import { fillTables, idsWhere } from 'src/testing/tables'

import { policy } from '../appPolicy'

import { evaluate } from './evaluate'
import { rulesFor } from './rules'
import type { Expression, ModelPolicy, Path, Policy } from './types'
import { toWhere } from './where'

const MODELS = ['User', 'Post', 'Comment', 'Credential'] as const
const NOW = new Date()
const RUNS = runs(100)

const keyOf = (row: Row) => Number(row.id ?? row.userId)

describe('A condition, with the user put in, finds the rows of which it is true', () => {
  test.each(MODELS)(
    '%s',
    async (model) => {
      await fc.assert(
        fc.asyncProperty(
          databases,
          fc.option(userIds),
          fc.array(conditionOn(policy, [model], 3), {
            minLength: 25,
            maxLength: 25,
          }),
          async (all, userId, conditions) => {
            await fillTables(all)
            const user = all.User.find(({ id }) => id === userId) ?? null
            for (const expression of conditions) {
              const expected = all[model].filter(
                (row) =>
                  truthOf(expression, {
                    policy,
                    tables: all,
                    user,
                    scopes: [row],
                  }) === true
              )
              const condition = evaluate(expression, {
                policy,
                actor: { user: user && asLoaded(user, all), now: NOW },
                scopes: [{ open: model }],
                operation: 'read',
                ruleOf: () => true,
              })
              const found = await idsWhere(model, (reference) =>
                toWhere(condition, reference)
              )
              expect({ expression, found }).toEqual({
                expression,
                found: expected.map(keyOf).sort(),
              })
            }
          }
        ),
        { numRuns: RUNS }
      )
    },
    600_000
  )
})

describe('A condition that no compiler would let pass is refused:', () => {
  const post = (...path: string[]): Path => ({ kind: 'path', scope: 0, path })
  const element = (...path: string[]): Path => ({
    kind: 'path',
    scope: 1,
    path,
  })
  const yes: Expression = { kind: 'literal', value: true }
  const is = (left: Expression, right: Expression): Expression => ({
    kind: 'compare',
    operator: '==',
    left,
    right,
  })
  const put = (expression: Expression, over = policy) =>
    evaluate(expression, {
      policy: over,
      actor: { user: { id: 1, name: 'a' }, now: NOW },
      scopes: [{ open: 'Post' }],
      operation: 'read',
      ruleOf: () => true,
    })

  test.each<[string, Expression, string]>([
    [
      'fields of two records',
      is(post('title'), post('owner', 'name')),
      'Fields of two records cannot be compared',
    ],
    [
      'conditions as values',
      is({ kind: 'not', operand: yes }, yes),
      'A condition cannot be compared',
    ],
    [
      'a field in a list',
      is(post('title'), { kind: 'list', items: [post('body')] }),
      'A list can hold no fields of a row',
    ],
    [
      'a text of the row as a pattern',
      { kind: 'call', name: 'contains', args: [post('title'), post('body')] },
      'contains() takes no field of the row',
    ],
    [
      'a row that is not there',
      is({ kind: 'path', scope: 'future', path: ['id'] }, yes),
      'There is no row for scope future',
    ],
    [
      'the row around a list',
      {
        kind: 'some',
        collection: post('comments'),
        condition: is(post('title'), element('name')),
      },
      'cannot look at the row around it',
    ],
    [
      'a field as if it were records',
      {
        kind: 'some',
        collection: { kind: 'auth', path: ['name'] },
        condition: yes,
      },
      'Not a collection of records',
    ],
    [
      "the rules of the user's records",
      { kind: 'check', relation: { kind: 'auth', path: ['credential'] } },
      'check() needs a relation of the row',
    ],
  ])('%s', (_what, expression, message) => {
    expect(() => put(expression)).toThrow(message)
  })

  test('the user, where there are no users', () => {
    const nobodys = { ...policy, authModel: null }
    expect(() => put({ kind: 'auth', path: ['id'] }, nobodys)).toThrow(
      'there is no model that auth() could be one of'
    )
  })

  test('rules that ask each other without an end', () => {
    const asking = (model: string, ...path: string[]): ModelPolicy => ({
      ...policy.models[model],
      rules: [
        {
          ...policy.models[model].rules[0],
          effect: 'allow',
          operations: ['read'],
          condition: { kind: 'check', relation: post(...path) },
        },
      ],
    })
    const circle: Policy = {
      ...policy,
      models: {
        ...policy.models,
        User: asking('User', 'credential'),
        Credential: asking('Credential', 'user'),
      },
    }
    const { ruleOf } = rulesFor(circle, { user: null, now: NOW })
    expect(() => ruleOf('User', 'read')).toThrow('go round in a circle')
  })
})

test('Nothing is in an empty list, not even what is missing', () => {
  const isIn: Expression = {
    kind: 'compare',
    operator: 'in',
    left: { kind: 'path', scope: 0, path: ['resetToken'] },
    right: { kind: 'list', items: [] },
  }
  const put = (expression: Expression) =>
    evaluate(expression, {
      policy,
      actor: { user: null, now: NOW },
      scopes: [{ open: 'Credential' }],
      operation: 'read',
      ruleOf: () => true,
    })
  expect(put(isIn)).toBe(false)
  expect(put({ kind: 'not', operand: isIn })).toBe(true)
})
