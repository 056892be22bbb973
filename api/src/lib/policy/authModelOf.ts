import type { ModelPolicy, Policy } from './types'

/**
 * The model that `auth()` is one of.
 *
 * @throws Error for a schema that has none
 */
export const authModelOf = ({ authModel, models }: Policy): ModelPolicy => {
  if (authModel === null) {
    throw new Error('there is no model that auth() could be one of')
  }
  return models[authModel]
}
