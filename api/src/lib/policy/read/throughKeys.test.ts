import { policy } from '../../appPolicy'
import { and, one } from '../condition'
import type { Condition } from '../condition'

import { withKeys } from './throughKeys'

const is = (field: string, value: unknown): Condition => ({
  kind: 'field',
  field,
  optional: false,
  test: { operator: 'equals', value },
})

const some = (relation: string, condition: Condition): Condition => ({
  kind: 'some',
  relation,
  condition,
})

describe('Foreign keys tell', () => {
  it('that who is in a group is a member of its organization', () => {
    const known = some('members', is('userId', 7))
    expect(withKeys(policy, 'Group', known)).toEqual(
      and(known, one('organization', some('members', is('userId', 7))))
    )
  })

  it('the same beside what else is known', () => {
    const known = and(
      is('name', 'Editors'),
      some('members', and(is('id', 1), is('userId', 7)))
    )
    expect(withKeys(policy, 'Group', known)).toEqual(
      and(known, one('organization', some('members', is('userId', 7))))
    )
  })
})

describe('Foreign keys do not tell', () => {
  const { GroupMember } = policy.models
  const withoutKey = {
    ...policy,
    models: {
      ...policy.models,
      GroupMember: {
        ...GroupMember,
        fields: {
          ...GroupMember.fields,
          organizationId: {
            ...GroupMember.fields.organizationId,
            optional: true,
          },
        },
      },
    },
  }

  test.each<[string, string, Condition]>([
    ['who is in no group', 'Group', is('id', 1)],
    ['who else is in one', 'Group', some('members', is('id', 1))],
    [
      'who may be in none',
      'Group',
      { kind: 'none', relation: 'members', condition: is('userId', 7) },
    ],
    [
      'of a member in which group',
      'Organization',
      some('members', is('userId', 7)),
    ],
    [
      'of a post in which organization',
      'Post',
      some('groups', some('members', is('userId', 7))),
    ],
  ])('%s', (_what, model, known) => {
    expect(withKeys(policy, model, known)).toBe(known)
  })

  it('anything where a key may be missing', () => {
    const known = some('members', is('userId', 7))
    expect(withKeys(withoutKey, 'Group', known)).toBe(known)
  })
})
