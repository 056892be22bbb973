import fc from 'fast-check'

import {
  answersTo,
  isPost,
  truthsOf,
  whileRetitling,
} from 'src/testing/answers'
import { asLoaded, databases, userIds } from 'src/testing/databases'
import { conditionOn } from 'src/testing/expressions'
import { truthOf } from 'src/testing/reference'
import type { Row } from 'src/testing/reference'
import { runs } from 'src/testing/runs'
import { countStatements } from 'src/testing/statements'
import { fillTables, idsWhere } from 'src/testing/tables'
import { addPost, setScene } from 'src/testing/world'

import { policy } from '../appPolicy'

import type { Condition, Test } from './condition'
import { evaluate } from './evaluate'
import { toWhere } from './where'

const MODELS = ['User', 'Post', 'Comment', 'Credential'] as const
const NOW = new Date()
const NOBODY = 4711
const RUNS = runs(60)

const keyOf = (row: Row) => Number(row.id ?? row.userId)

describe('What is said of a row by its key is what the filter would find', () => {
  test.each(MODELS)(
    '%s',
    async (model) => {
      const [key] = policy.models[model].key
      await fc.assert(
        fc.asyncProperty(
          databases,
          fc.option(userIds),
          fc.array(conditionOn(policy, [model], 3), {
            minLength: 25,
            maxLength: 25,
          }),
          async (all, userId, expressions) => {
            await fillTables(all)
            const user = all.User.find(({ id }) => id === userId) ?? null
            const conditions = expressions.map((expression) =>
              evaluate(expression, {
                policy,
                actor: { user: user && asLoaded(user, all), now: NOW },
                scopes: [{ open: model }],
                operation: 'read',
                ruleOf: () => true,
              })
            )
            const rows: Row[] = [...all[model], { [key]: NOBODY }]
            const questions = conditions.flatMap((condition) =>
              rows.map((row) => ({
                model,
                key: { [key]: row[key] },
                condition,
              }))
            )
            const { result, statements } = await countStatements(() =>
              answersTo(questions)
            )
            expect(statements.length).toBeLessThanOrEqual(1)
            const truths = await truthsOf(model, rows.map(keyOf), conditions)
            for (const [n, expression] of expressions.entries()) {
              const answers = result.splice(0, rows.length)
              const yes = rows.filter((_row, m) => answers[m])
              const expected = all[model].filter(
                (row) =>
                  truthOf(expression, {
                    policy,
                    tables: all,
                    user,
                    scopes: [row],
                  }) === true
              )
              const found = await idsWhere(model, (reference) =>
                toWhere(conditions[n], reference)
              )
              const ids = yes.map(keyOf).sort()
              expect({ expression, ids }).toEqual({ expression, ids: found })
              expect([...truths[n]].sort()).toEqual(found)
              expect({ expression, ids }).toEqual({
                expression,
                ids: expected.map(keyOf).sort(),
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

const field = (name: string, test: Test, optional = false): Condition => ({
  kind: 'field',
  field: name,
  optional,
  test,
})

describe('Of a post', () => {
  beforeEach(setScene)

  test.each([
    `O'Neill`,
    `say "hi"`,
    `'; DROP TABLE "Post"; --`,
    '?',
    '$1',
    '😀',
  ])('the title is found as it is: %s', async (title) => {
    const { id } = await addPost({ title })
    const isIt = field('title', { operator: 'equals', value: title })
    expect(await isPost(id, isIt)).toBe(true)
    expect(await isPost(1, isIt)).toBe(false)
  })

  test('the date is compared as Prisma stores it', async () => {
    const { id, createdAt } = await addPost({ title: 'Dated' })
    const later = new Date(createdAt.getTime() + 1)
    const on = (operator: Test['operator'], value: unknown) =>
      isPost(id, field('createdAt', { operator, value }))
    expect(await on('equals', createdAt)).toBe(true)
    expect(await on('lt', createdAt)).toBe(false)
    expect(await on('lt', later)).toBe(true)
    expect(await on('gte', later)).toBe(false)
    expect(await on('in', [later, createdAt])).toBe(true)
  })

  test('Booleans, and parts of a text, are Prisma’s', async () => {
    const { id } = await addPost({ title: 'Hello World' })
    expect(
      await isPost(id, field('published', { operator: 'equals', value: true }))
    ).toBe(true)
    expect(
      await isPost(id, field('title', { operator: 'contains', value: 'o W' }))
    ).toBe(true)
    // To SQLite, ASCII letters are the same in either case.
    expect(
      await isPost(id, field('title', { operator: 'contains', value: 'o w' }))
    ).toBe(policy.provider === 'sqlite')
    expect(
      await isPost(
        id,
        field('title', { operator: 'startsWith', value: 'World' })
      )
    ).toBe(false)
  })

  test.each([0, 1, 30_000])('a list may hold %i values', async (count) => {
    const value = Array.from({ length: count }, (_value, n) => n + 1)
    const isIn = field('ownerId', { operator: 'in', value })
    expect(await isPost(1, isIn)).toBe(count >= 3)
    expect(await isPost(1, { kind: 'not', part: isIn })).toBe(count < 3)
  })

  test('a list that no statement could hold is refused', async () => {
    const value = Array.from({ length: 40_000 }, (_value, n) => n + 1)
    const isIn = field('ownerId', { operator: 'in', value })
    await expect(isPost(1, isIn)).rejects.toThrow('parameter limit')
  })

  test('a rule may be 5,000 alternatives long', async () => {
    const parts = Array.from({ length: 5000 }, (_part, n) =>
      field('ownerId', { operator: 'equals', value: n })
    )
    expect(await isPost(1, { kind: 'or', parts })).toBe(true)
  })

  test('one that is not there is none, whatever is asked', async () => {
    expect(await isPost(NOBODY, true)).toBe(false)
  })

  test('all is asked in one statement, values apart from it', async () => {
    const questions = [1, 2, NOBODY].map((id) => ({
      model: 'Post',
      key: { id },
      condition: field('title', { operator: 'equals', value: 'secret' }),
    }))
    const { statements } = await countStatements(() =>
      answersTo([
        ...questions,
        { model: 'User', key: { email: 'owner@example.com' }, condition: true },
      ])
    )
    expect(statements).toEqual([
      'SELECT ' +
        [0, 1, 2]
          .map(
            (n) =>
              `EXISTS (SELECT 1 FROM "Post" t${n} WHERE ` +
              `((t${n}."id" = ?) AND (t${n}."title" = ?))) AS a${n}, `
          )
          .join('') +
        'EXISTS (SELECT 1 FROM "User" t3 WHERE (t3."email" = ?)) AS a3',
    ])
  })

  test('what needs no look at the database gets none', async () => {
    const { result, statements } = await countStatements(() =>
      answersTo([
        { model: 'Post', key: { id: 1 }, condition: false },
        { model: 'Post', key: { id: 1 }, condition: null },
      ])
    )
    expect(result).toEqual([false, false])
    expect(statements).toEqual([])
  })

  test('3,000 questions get 3,000 answers', async () => {
    const answers = await answersTo(
      Array.from({ length: 3000 }, (_question, n) => ({
        model: 'Post',
        key: { id: n },
        condition: true,
      }))
    )
    expect(answers.flatMap((yes, n) => (yes ? [n] : []))).toEqual([1, 2, 3, 4])
  })

  test('many things are asked of many in one statement', async () => {
    const isOwners = field('ownerId', { operator: 'equals', value: 3 })
    const { result, statements } = await countStatements(() =>
      truthsOf('Post', [1, 2, 4, NOBODY], [isOwners, true, null])
    )
    expect(result).toEqual([new Set([1, 2]), new Set([1, 2, 4]), new Set()])
    expect(statements).toEqual([
      'SELECT t0."id" AS k, ((t0."ownerId" = ?) IS TRUE) AS a0, ' +
        '(TRUE IS TRUE) AS a1, (CAST(NULL AS BOOLEAN) IS TRUE) AS a2 ' +
        'FROM "Post" t0 WHERE (t0."id" IN (?))',
    ])
  })

  test('what SQL takes otherwise than Prisma is asked of many one by one', async () => {
    const isBefore = (date: string) =>
      field('createdAt', { operator: 'lt', value: date })
    const { result, statements } = await countStatements(() =>
      truthsOf(
        'Post',
        [1, 2, NOBODY],
        [
          isBefore('2999-01-01T00:00:00Z'),
          isBefore('1999-01-01T00:00:00Z'),
          null,
        ]
      )
    )
    expect(result).toEqual([new Set([1, 2]), new Set(), new Set()])
    expect(statements).toHaveLength(2)
  })

  test('an open transaction sees its own changes, and nobody else does', async () => {
    const isNew = field('title', { operator: 'equals', value: 'New' })
    await whileRetitling('New', async (open) => {
      expect(await isPost(1, isNew, open)).toBe(true)
      expect(await isPost(1, isNew)).toBe(false)
    })
  })

  test('a value of another type is refused by Prisma', async () => {
    await expect(isPost('1', true)).rejects.toThrow('Expected')
  })

  test.each([[{}], [{ id: undefined }], [{ owner: 3 }], [{ toString: 3 }]])(
    'a key that names no row is refused: %j',
    async (key) => {
      await expect(
        answersTo([{ model: 'Post', key, condition: true }])
      ).rejects.toThrow('Post')
    }
  )
})
