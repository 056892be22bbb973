import { policy } from './appPolicy'
import type { CurrentUser } from './auth'
import type { FieldPolicy, ModelPolicy, Policy, Rule } from './policy/types'

/*
 * Under which rules somebody acts: their own, or through an API token those that
 * schema.zmodel denies to tokens, too. A token only ever takes away.
 */

const mapped = <Item>(
  items: Record<string, Item>,
  change: (item: Item) => Item
): Record<string, Item> =>
  Object.fromEntries(
    Object.entries(items).map(([name, item]) => [name, change(item)])
  )

const withOwnTokenRules = <Ruled extends ModelPolicy | FieldPolicy>(
  ruled: Ruled
): Ruled => ({
  ...ruled,
  rules: [...ruled.rules, ...(ruled.tokenRules ?? [])],
})

const throughToken = ({ models, ...rest }: Policy): Policy => ({
  ...rest,
  models: mapped(models, (model) => ({
    ...withOwnTokenRules(model),
    fields: mapped(model.fields, withOwnTokenRules),
  })),
})

/**
 * Of a read-only access, not of rows: `authDb()` refuses its writes before it asks
 * any rule, and this has `check()` and `can` say so.
 */
const NO_CHANGE: Rule = {
  effect: 'deny',
  operations: ['create', 'update', 'delete'],
  condition: { kind: 'literal', value: true },
  looksAhead: false,
  source: {
    file: 'api/src/lib/scope.ts',
    line: 1,
    text: 'a read-only token changes nothing',
  },
}

const readingOnly = ({ models, ...rest }: Policy): Policy => ({
  ...rest,
  models: mapped(models, (model) => ({
    ...model,
    rules: [...model.rules, NO_CHANGE],
  })),
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
