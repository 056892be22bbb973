import type { Policy } from 'src/lib/policy/types'

import { visibleIn } from '../reference'
import type { Row, Tables } from '../reference'

import { flattened, passes } from './course'
import { valueOf } from './predict'
import type { Args, Write } from './writes'

/** What ZenStack 2.22 is known to decide otherwise, and not rightly. */
const EXCUSES = {
  hiddenRow: 'it changes rows that the user may not read',
  hiddenParent: 'it lets a row hang on one that the user may not read',
  nothing: 'an update of no field it answers without asking the rules',
  upsert: 'an upsert it refuses if no row could be updated, also to create one',
  denies:
    'beside a deny that looks ahead it asks all others of the new row as well, ' +
    'and of the old one none',
  ours: 'it does not know our own attributes',
  key: 'rows whose key an update changes it does not find again',
  afterwards:
    'an admin of no organization makes one of themselves: it asks the rule ' +
    'when they are one already',
} as const

/** Why ZenStack may be wrong about a write; undefined if it should be right. */
export const excusedBy = (
  policy: Policy,
  tables: Tables,
  user: Row | null,
  { model, operation, args }: Write
): string | undefined => {
  const seen = visibleIn(policy, tables, user)
  const { key, fields } = policy.models[model]
  const data = [args.data ?? []].flat() as Args[]
  const isOurs =
    policy.models[model].softDelete !== undefined &&
    operation.startsWith('delete')
  if (isOurs) {
    return EXCUSES.ours
  }
  if (operation === 'upsert') {
    return EXCUSES.upsert
  }
  if (operation.startsWith('update')) {
    if (Object.keys(data[0]).length === 0) {
      return EXCUSES.nothing
    }
    const denies = policy.models[model].rules.filter(
      ({ effect, operations }) =>
        effect === 'deny' && operations.includes('update')
    )
    if (new Set(denies.map(({ looksAhead }) => looksAhead)).size > 1) {
      return EXCUSES.denies
    }
    const written = Object.keys(data[0]).flatMap((name) => [
      name,
      ...(fields[name].relation?.fields ?? []),
    ])
    if (written.some((name) => key.includes(name))) {
      return EXCUSES.key
    }
  }
  const isHidden = (of: string, row: Row) =>
    !seen[of].some((other) =>
      policy.models[of].key.every((part) => other[part] === row[part])
    )
  const filter = flattened((args.where ?? {}) as Args)
  const found = operation.startsWith('create')
    ? []
    : tables[model].filter((row) => passes(row, filter))
  if (found.some((row) => isHidden(model, row))) {
    return EXCUSES.hiddenRow
  }
  const namesHidden = Object.values(fields).some(({ name, type, relation }) => {
    const { fields: own = [], references = [] } = relation ?? {}
    const named = tables[type]?.filter((parent) =>
      data.some(
        (row) =>
          name in row ||
          own.some((part, n) => valueOf(row[part]) === parent[references[n]])
      )
    )
    return own.length > 0 && named.some((parent) => isHidden(type, parent))
  })
  if (namesHidden) {
    return EXCUSES.hiddenParent
  }
  return model === 'Membership' && operation.startsWith('create')
    ? EXCUSES.afterwards
    : undefined
}
