import type { FieldPolicy, Relation } from '../types'

import type { Row } from './writing'

export {
  idOf,
  inParts,
  keyOf,
  picked,
  selecting,
  uniqueBy,
  withKeys,
} from '../keys'

const NO_LINK: Relation = { fields: [], references: [] }

/** What holds a relation together; nothing does so for other fields. */
export const linkOf = ({ relation }: FieldPolicy): Relation =>
  relation ?? NO_LINK

/** The key of the parent that a row's own foreign keys name; null if none. */
export const parentKey = (field: FieldPolicy, row: Row): Row | null => {
  const { fields, references } = linkOf(field)
  return fields.length > 0 && fields.every((name) => row[name] != null)
    ? Object.fromEntries(references.map((name, n) => [name, row[fields[n]]]))
    : null
}

export const isRelation = ({ kind }: FieldPolicy) => kind === 'relation'

/** Whether the row's own foreign keys hold the relation. */
export const isOwnSide = (field: FieldPolicy) => linkOf(field).fields.length > 0
