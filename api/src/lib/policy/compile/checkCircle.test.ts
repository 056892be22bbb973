import type { Operation } from '../types'

import { findCircle, nameOf } from './checkCircle'
import type { Checked, Delegation } from './typeCheck'

/** A model whose rule for `operation` asks `target`. */
type Asking = [model: string, operation: Operation, target: Delegation]

const asking = ([name, operation, target]: Asking): Checked => ({
  model: { name, fields: {}, key: [], uniques: [], rules: [] },
  rule: {
    effect: 'allow',
    operations: [operation],
    condition: { kind: 'literal', value: true },
    looksAhead: false,
    source: { file: '', line: 0, text: '' },
  },
  delegations: [target],
})

const circleOf = (...askings: Asking[]) =>
  findCircle(askings.map(asking))?.chain.map(nameOf)

describe('Rules that ask each other', () => {
  test('in a line are fine', () => {
    expect(
      circleOf(
        ['Todo', 'read', { model: 'List' }],
        ['List', 'read', { model: 'Space', operation: 'update' }],
        ['Space', 'read', { model: 'Todo' }],
        ['Space', 'update', { model: 'Space', operation: 'delete' }]
      )
    ).toBeUndefined()
  })

  test('in a circle are found, one after the other', () => {
    expect(
      circleOf(
        ['Todo', 'read', { model: 'List' }],
        ['List', 'read', { model: 'Space', operation: 'update' }],
        ['Space', 'update', { model: 'List', operation: 'read' }]
      )
    ).toEqual(['List read', 'Space update', 'List read'])
  })

  test('of their own model are a circle of one', () => {
    expect(circleOf(['Folder', 'read', { model: 'Folder' }])).toEqual([
      'Folder read',
      'Folder read',
    ])
  })
})
