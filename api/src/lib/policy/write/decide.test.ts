import type { Condition, Test } from '../condition'
import type { FieldPolicy, ModelPolicy } from '../types'

import { decide, parentQuestion } from './decide'
import type { Row } from './writing'

/* What can be said of a task before it is there. */

const field = (
  name: string,
  type: string,
  more: Partial<FieldPolicy> = {}
) => ({
  name,
  type,
  kind: 'scalar' as const,
  list: false,
  optional: true,
  hasDefault: false,
  omit: false,
  rules: [],
  validations: [],
  ...more,
})

const task: ModelPolicy = {
  name: 'Task',
  key: ['id'],
  uniques: [],
  rules: [],
  fields: {
    id: field('id', 'Int'),
    title: field('title', 'String'),
    done: field('done', 'Boolean'),
    size: field('size', 'Int'),
    most: field('most', 'Int'),
    price: field('price', 'Decimal'),
    due: field('due', 'DateTime'),
    stage: field('stage', 'Stage', { kind: 'enum' }),
    labels: field('labels', 'String', { list: true }),
    personId: field('personId', 'Int'),
    person: field('person', 'Person', {
      kind: 'relation',
      relation: { opposite: 'tasks', fields: ['personId'], references: ['id'] },
    }),
    note: field('note', 'Note', {
      kind: 'relation',
      relation: { opposite: 'task', fields: [], references: [] },
    }),
    steps: field('steps', 'Step', {
      kind: 'relation',
      list: true,
      relation: { opposite: 'task', fields: [], references: [] },
    }),
  },
}

const is = (
  name: string,
  operator: Test['operator'],
  value: unknown,
  more: object = {}
): Condition => ({
  kind: 'field',
  field: name,
  optional: true,
  test: { operator, value, ...more },
})

const today = new Date('2024-05-01')
const later = new Date('2024-06-01')
const open = is('id', 'equals', 1)
const ofPerson: Condition = { kind: 'one', relation: 'person', condition: open }
const ofNote: Condition = { kind: 'one', relation: 'note', condition: open }
const withoutNote = { kind: 'absent', relation: 'note' } as Condition
const some = { kind: 'some', relation: 'steps', condition: open } as Condition
const every = { kind: 'every', relation: 'steps', condition: open } as Condition

describe('Of a task to come, a test of its', () => {
  test.each<[string, Condition, Row, Condition]>([
    ['title', is('title', 'equals', 'a'), { title: 'a' }, true],
    ['title', is('title', 'equals', 'a'), { title: 'b' }, false],
    ['missing title', is('title', 'equals', null), { title: null }, true],
    ['title', is('title', 'equals', null), { title: 'a' }, false],
    ['missing title', is('title', 'equals', 'a'), { title: null }, null],
    ['choice', is('stage', 'in', ['A', 'B']), { stage: 'B' }, true],
    ['choice', is('stage', 'in', ['A']), { stage: 'B' }, false],
    ['state', is('done', 'equals', true), { done: true }, true],
    ['size', is('size', 'lt', 3), { size: 3 }, false],
    ['size', is('size', 'lte', 3), { size: 3 }, true],
    ['size', is('size', 'gt', 3), { size: 4 }, true],
    ['size', is('size', 'gte', 3), { size: 2 }, false],
    ['day', is('due', 'gt', today), { due: later }, true],
    ['day', is('due', 'equals', today), { due: new Date(today) }, true],
    [
      'size and most',
      is('size', 'lte', 'most', { fieldOf: 'Task' }),
      { size: 2, most: 2 },
      true,
    ],
    [
      'size and no most',
      is('size', 'lte', 'most', { fieldOf: 'Task' }),
      { size: 2, most: null },
      null,
    ],
  ])('%s is decided', (_what, condition, row, expected) => {
    expect(decide(condition, row, task, false)).toEqual(expected)
  })

  test.each<[string, Condition, Row]>([
    ['size that is not given', is('size', 'equals', 3), {}],
    [
      'size that is compared with what is not given',
      is('size', 'lte', 'most', { fieldOf: 'Task' }),
      { size: 2 },
    ],
    ['title in part', is('title', 'contains', 'a'), { title: 'a' }],
    ['day as a text', is('due', 'gt', today), { due: '2024-06-01' }],
    ['size as a text', is('size', 'gt', 3), { size: '4' }],
    ['state as a number', is('done', 'equals', true), { done: 1 }],
    ['labels', is('labels', 'equals', []), { labels: [] }],
    ['price', is('price', 'gt', 1), { price: 2 }],
  ])('%s is left to the database', (_what, condition, row) => {
    expect(decide(condition, row, task, false)).toEqual(condition)
  })

  it('parts are put together', () => {
    const a = is('title', 'equals', 'a')
    const left = is('size', 'equals', 3)
    const of = (kind: 'and' | 'or') => ({ kind, parts: [a, left] }) as Condition
    expect(decide(of('and'), { title: 'a' }, task, false)).toEqual(left)
    expect(decide(of('and'), { title: 'b' }, task, false)).toBe(false)
    expect(decide(of('or'), { title: 'a' }, task, false)).toBe(true)
    expect(decide(of('or'), { title: 'b' }, task, false)).toEqual(left)
    const not = { kind: 'not', part: a } as Condition
    expect(decide(not, { title: 'a' }, task, false)).toBe(false)
    expect(decide(not, { title: null }, task, false)).toBeNull()
  })
})

describe('Of a task to come, what is around it', () => {
  test.each<[string, Condition, Row, alone: Condition, parent: Condition]>([
    ['its person', ofPerson, { personId: 1 }, ofPerson, ofPerson],
    ['nobody', ofPerson, { personId: null }, null, null],
    ['a note', ofNote, {}, null, ofNote],
    ['no note', withoutNote, {}, true, withoutNote],
    ['some step', some, {}, false, some],
    ['every step', every, {}, true, every],
  ])('%s is there from the beginning or not at all', (_what, ...row) => {
    const [condition, values, alone, parent] = row
    expect(decide(condition, values, task, false)).toEqual(alone)
    expect(decide(condition, values, task, true)).toEqual(parent)
  })
})

describe('A condition comes down to one question', () => {
  const row = { personId: 7 }
  const person = { model: 'Person', key: { id: 7 } }

  test.each<[string, Condition, object | null]>([
    ['of its person', ofPerson, { ...person, condition: open }],
    [
      'of its person, negated',
      { kind: 'not', part: ofPerson },
      { ...person, condition: { kind: 'not', part: open } },
    ],
    ['of nobody', true, null],
    ['of two others', { kind: 'and', parts: [ofPerson, ofNote] }, null],
    ['of itself as well', { kind: 'or', parts: [ofPerson, open] }, null],
    ['of many', some, null],
  ])('%s', (_what, condition, expected) => {
    expect(parentQuestion(condition, row, task)).toEqual(expected)
  })

  it('of nobody, if it is not said whose it will be', () => {
    expect(parentQuestion(ofPerson, {}, task)).toBeNull()
  })

  it('of all parts about the person', () => {
    const other = is('id', 'equals', 2)
    const ofOther = { ...ofPerson, condition: other } as Condition
    for (const kind of ['and', 'or'] as const) {
      const condition = { kind, parts: [ofPerson, ofOther] }
      expect(parentQuestion(condition, row, task)).toEqual({
        ...person,
        condition: { kind, parts: [open, other] },
      })
    }
  })
})
