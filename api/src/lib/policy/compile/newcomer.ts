import { authModelOf } from '../authModelOf'
import type { Row } from '../environment'
import type { FieldPolicy, Policy } from '../types'

import { madeUpRow } from './madeUp'

/**
 * A user who has no rights yet: values that no rule names, each another one, so
 * that nobody else is the same; and no flag set that rules ask for.
 *
 * @param rights the user's fields that rules ask for
 * @param flags what other Booleans are
 */
export const newcomer = (
  policy: Policy,
  rights: ReadonlySet<string>,
  flags: boolean
): Row => {
  const numbers = new Map<string, number>()
  const numberOf = (name: string) => {
    const number = numbers.get(name) ?? FIRST + numbers.size
    numbers.set(name, number)
    return number
  }
  const make = ({ name, type }: FieldPolicy, model: string) => {
    const number = numberOf(`${model}.${name}`)
    switch (type) {
      case 'Boolean':
        return !(model === policy.authModel && rights.has(name)) && flags
      case 'BigInt':
        return BigInt(-number)
      case 'Int':
      case 'Float':
      case 'Decimal':
        return -number
      case 'DateTime':
        return new Date(number)
      default:
        return `${model}.${name} of a newcomer`
    }
  }
  return madeUpRow(policy, authModelOf(policy).name, make)
}

const FIRST = 1_000_003
