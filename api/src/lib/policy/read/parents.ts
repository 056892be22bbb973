import type { Condition } from '../condition'
import type { FieldPolicy } from '../types'

import { fieldsIn, holds } from './holds'
import type { VisibleRelation } from './shape'
import type { Visible } from './visible'

/** What decides about a whole list: a condition on the row that it is of. */
export interface ParentTest {
  condition: Condition
  /** The fields that it looks at. */
  needs: string[]
}

/**
 * What a rule about the rows of a list comes down to, if that is all about the one
 * row that they hang on: there, it takes no join to answer.
 *
 * @param rule what is left to ask of each row
 * @returns null if it looks at anything else
 */
export const parentTest = (
  { policy }: Visible,
  { type, relation }: FieldPolicy,
  rule: Condition
): ParentTest | null => {
  const back = relation?.opposite
  if (
    back === undefined ||
    policy.models[type].fields[back].list ||
    rule === null ||
    typeof rule === 'boolean' ||
    rule.kind !== 'one' ||
    rule.relation !== back
  ) {
    return null
  }
  const { condition } = rule
  const needs = fieldsIn(condition)
  return needs && { condition, needs }
}

/** A list that only some rows have; it is empty for the others. */
export const ofSomeParents = (
  name: string,
  list: VisibleRelation,
  { condition, needs }: ParentTest
): VisibleRelation => ({
  ...list,
  needs: [...list.needs, ...needs],
  finish: (parents, client) => {
    const having = parents.filter((parent) => {
      const has = holds(condition, parent) === true
      if (!has) {
        parent[name] = []
      }
      return has
    })
    return list.finish(having, client)
  },
})
