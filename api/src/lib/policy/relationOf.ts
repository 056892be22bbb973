import type { FieldPolicy, Relation } from './types'

/**
 * What holds a relation together.
 *
 * @throws Error for a field that is no relation
 */
export const relationOf = ({ name, relation }: FieldPolicy): Relation => {
  if (!relation) {
    throw new Error(`${name} is no relation`)
  }
  return relation
}
