import { policy } from './appPolicy'
import type { CurrentUser } from './auth'
import type { Operation, Policy, Rule } from './policy/types'

/*
 * What an API token keeps from whoever uses it, of what its owner may do. It only
 * ever denies: what a token allows, the rules in schema.zmodel allow its owner.
 */

const WRITING: Operation[] = ['create', 'update', 'delete']

const denied = (operations: Operation[], text: string): Rule => ({
  effect: 'deny',
  operations,
  condition: { kind: 'literal', value: true },
  looksAhead: false,
  source: { file: 'api/src/lib/scope.ts', line: 1, text },
})

const NO_TOKENS = denied(['create'], 'a token makes no tokens')
const NO_EMAIL = denied(['update'], 'a token changes no e-mail address')
const NO_CHANGE = denied(WRITING, 'a read-only token changes nothing')

/**
 * A token cannot get its holder more than it is: no other token, that would
 * outlive it, and no new e-mail address, to which a new password could be mailed.
 */
const throughToken = ({ models, ...rest }: Policy): Policy => {
  const { ApiToken, User } = models
  const email = {
    ...User.fields.email,
    rules: [...User.fields.email.rules, NO_EMAIL],
  }
  return {
    ...rest,
    models: {
      ...models,
      ApiToken: { ...ApiToken, rules: [...ApiToken.rules, NO_TOKENS] },
      User: { ...User, fields: { ...User.fields, email } },
    },
  }
}

const readingOnly = ({ models, ...rest }: Policy): Policy => ({
  ...rest,
  models: Object.fromEntries(
    Object.entries(models).map(([name, model]) => [
      name,
      { ...model, rules: [...model.rules, NO_CHANGE] },
    ])
  ),
})

const forTokens = throughToken(policy)
const forReadOnlyTokens = readingOnly(forTokens)

/** The rules for a user who acts themselves, or through a token; for a visitor. */
export const policyFor = (user: CurrentUser | null): Policy => {
  if (!user?.token) {
    return policy
  }
  return user.token.isReadOnly ? forReadOnlyTokens : forTokens
}
