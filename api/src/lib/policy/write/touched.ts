import type { Condition } from '../condition'
import type { Policy } from '../types'

/**
 * Whether a condition on a row may turn out otherwise once these are written: it
 * asks for one of them, or comes back to rows of the same model.
 */
export const isTouched = (
  policy: Policy,
  model: string,
  condition: Condition,
  names: readonly string[]
): boolean =>
  condition !== null &&
  typeof condition !== 'boolean' &&
  (namesIn(condition).some((name) => names.includes(name)) ||
    modelsIn(policy, model, condition).includes(model))

/** The fields and relations of the row itself that a condition asks for. */
const namesIn = (condition: Condition): string[] => {
  if (condition === null || typeof condition === 'boolean') {
    return []
  }
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(namesIn)
    case 'not':
      return namesIn(condition.part)
    case 'field':
      return condition.test.fieldOf === undefined
        ? [condition.field]
        : [condition.field, String(condition.test.value)]
    default:
      return [condition.relation]
  }
}

/** The models of the rows that a condition reaches through relations. */
const modelsIn = (
  policy: Policy,
  model: string,
  condition: Condition
): string[] => {
  if (condition === null || typeof condition === 'boolean') {
    return []
  }
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap((part) => modelsIn(policy, model, part))
    case 'not':
      return modelsIn(policy, model, condition.part)
    case 'field':
      return []
    default: {
      const { type } = policy.models[model].fields[condition.relation]
      return condition.kind === 'absent'
        ? [type]
        : [type, ...modelsIn(policy, type, condition.condition)]
    }
  }
}
