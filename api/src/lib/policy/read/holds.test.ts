import fc from 'fast-check'

import { databases } from 'src/testing/databases'
import { conditionOn } from 'src/testing/expressions'
import { truthOf } from 'src/testing/reference'
import { runs, sameCases } from 'src/testing/runs'

import { policy } from '../compiled'
import type { Condition, TestOperator } from '../condition'
import { evaluate } from '../evaluate'

import { fieldsIn, holds } from './holds'

const test = (operator: TestOperator, value: unknown): Condition => ({
  kind: 'field',
  field: 'value',
  optional: true,
  test: { operator, value },
})

describe('What a row by itself decides', () => {
  it('is what the rule says of it', () => {
    let decided = 0
    fc.assert(
      fc.property(
        databases,
        fc
          .constantFrom('User', 'Post', 'Comment', 'Credential')
          .chain((model) =>
            fc.record({
              model: fc.constant(model),
              expression: conditionOn(policy, [model], 3),
            })
          ),
        (tables, { model, expression }) => {
          const condition = evaluate(expression, {
            policy,
            actor: { user: null, now: new Date() },
            scopes: [{ open: model }],
            operation: 'read',
            ruleOf: () => true,
          })
          fc.pre(fieldsIn(condition) !== null)
          for (const row of tables[model]) {
            decided += typeof condition === 'object' ? 1 : 0
            expect(holds(condition, row) === true).toBe(
              truthOf(expression, {
                policy,
                tables,
                user: null,
                scopes: [row],
              }) === true
            )
          }
        }
      ),
      { numRuns: runs(500), ...sameCases() }
    )
    expect(decided).toBeGreaterThan(0)
  })

  it.each([
    ['equals', 3n, 3, true],
    ['equals', new Date(7), new Date(7), true],
    ['equals', Buffer.from('a'), Buffer.from('b'), false],
    ['lt', 'B', 'a', true],
    ['lte', 2, 2, true],
    ['gt', new Date(7), new Date(8), false],
    ['gte', 2.5, 2, true],
    ['in', 'a', ['b', 'a'], true],
    ['in', 'a', ['b'], false],
    ['in', null, ['b'], null],
    ['equals', null, null, true],
    ['equals', 1, null, false],
  ] as const)('%s of %p and %p is %p', (operator, value, wanted, expected) => {
    expect(holds(test(operator, wanted), { value })).toBe(expected)
  })

  it('is unknown where that would tell, and only there', () => {
    const isOne = test('equals', 1)
    const all = (kind: 'and' | 'or', ...parts: Condition[]): Condition => ({
      kind,
      parts,
    })
    const [yes, no] = [{ value: 1 }, { value: 2 }]
    const not: Condition = { kind: 'not', part: isOne }
    expect([yes, no, { value: null }].map((row) => holds(not, row))).toEqual([
      ...[false, true, null],
    ])
    expect(holds(all('and', isOne, null), yes)).toBeNull()
    expect(holds(all('and', isOne, null), no)).toBe(false)
    expect(holds(all('and', isOne, isOne), yes)).toBe(true)
    expect(holds(all('or', isOne, null), yes)).toBe(true)
    expect(holds(all('or', isOne, null), no)).toBeNull()
    expect(holds(all('or', isOne, isOne), no)).toBe(false)
    expect(fieldsIn(all('or', isOne, not))).toEqual(['value', 'value'])
    expect(fieldsIn(all('or', isOne, test('has', 1)))).toBeNull()
  })

  it('is how two of its own values compare', () => {
    const isLess: Condition = {
      kind: 'field',
      field: 'value',
      optional: true,
      test: { operator: 'lt', value: 'limit', fieldOf: 'Deal' },
    }
    expect(fieldsIn(isLess)).toEqual(['value', 'limit'])
    expect(holds(isLess, { value: 1, limit: 2 })).toBe(true)
    expect(holds(isLess, { value: 1, limit: null })).toBeNull()
  })

  it.each(['contains', 'has', 'isEmpty'] as const)(
    "%s is the database's to say",
    (operator) => {
      const condition = test(operator, 'a')
      expect(fieldsIn(condition)).toBeNull()
      expect(() => holds(condition, { value: 'a' })).toThrow('Not decided')
    }
  )

  it('is nothing about other rows', () => {
    const condition: Condition = { kind: 'absent', relation: 'owner' }
    expect(fieldsIn(condition)).toBeNull()
    expect(() => holds(condition, {})).toThrow('Not decided')
  })
})
