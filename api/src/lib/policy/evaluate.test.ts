import fc from 'fast-check'

import { asLoaded, databases, userIds } from 'src/testing/databases'
import { conditionOn } from 'src/testing/expressions'
import { truthOf } from 'src/testing/reference'
import type { Row } from 'src/testing/reference'
import { runs } from 'src/testing/runs'
import { fillTables, idsWhere } from 'src/testing/tables'

import { policy } from '../appPolicy'

import { evaluate } from './evaluate'
import type { Expression } from './types'
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
