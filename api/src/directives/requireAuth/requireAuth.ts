import gql from 'graphql-tag'

import { createValidatorDirective } from '@redwoodjs/graphql-server'

import { requireAuth as requireSignedIn } from 'src/lib/auth'

export const schema = gql`
  """
  For signed-in users. It takes no roles: who may do what is said by the rules
  in schema.zmodel.
  """
  directive @requireAuth on FIELD_DEFINITION
`

const requireAuth = createValidatorDirective(schema, () => {
  requireSignedIn()
})

export default requireAuth
