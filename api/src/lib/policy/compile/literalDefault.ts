import { getAttribute, getLiteral } from '@zenstackhq/sdk'
import { isEnumField, isReferenceExpr } from '@zenstackhq/sdk/ast'
import type { DataModelField } from '@zenstackhq/sdk/ast'

import type { Literal } from '../types'

/** Types whose values are written in a schema as they are in JavaScript. */
const SIMPLE = ['String', 'Boolean', 'Int', 'Float']

/** What a field that is not given is sure to be, where its default says so. */
export const literalDefault = (
  field: DataModelField
): { default?: Literal } => {
  const value = getAttribute(field, '@default')?.args[0]?.value
  if (!value || field.type.array) {
    return {}
  }
  if (isReferenceExpr(value) && isEnumField(value.target.ref)) {
    return { default: value.target.ref.name }
  }
  const literal = getLiteral<Literal>(value)
  const isItself = SIMPLE.includes(field.type.type ?? '')
  return isItself && literal !== undefined ? { default: literal } : {}
}
