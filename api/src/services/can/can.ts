import type { QuerycanArgs } from 'types/graphql'

import { UserInputError } from '@redwoodjs/graphql-server'

import { mayDo } from 'src/lib/abilities'

export const can = ({ model, operation, field }: QuerycanArgs) => {
  const answer = mayDo(model, operation, field ?? undefined)
  if (answer === null) {
    throw new UserInputError('There is no such model or field')
  }
  return answer
}
