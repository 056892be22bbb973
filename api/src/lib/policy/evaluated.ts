import type { Actor, Row } from './environment'
import { mentionedIn } from './mentioned'
import { visibleBy } from './read/visible'
import type { Visible } from './read/visible'
import { Recent } from './recent'
import { rulesFor } from './rules'
import type { Policy } from './types'
import type { FieldReference } from './where'

/** What the rules come down to for an actor; worked out as it is asked for. */
interface Evaluated {
  rules: ReturnType<typeof rulesFor>
  visible: Visible
}

const MOST_KEPT = 1000

const kept = new WeakMap<Policy, Recent<Evaluated>>()

/**
 * What the rules of a policy come down to for an actor. It is kept, for as long as
 * there are not too many others, by all that the rules ask of the actor, so that it
 * is nobody else's, and not theirs any more once that has changed.
 *
 * @param reference of any client of the policy's schema
 */
export const evaluatedFor = (
  policy: Policy,
  actor: Actor,
  reference: FieldReference
): Evaluated => {
  const key = keyOf(policy, actor.user)
  if (key === null) {
    return evaluate(policy, actor, reference)
  }
  let byActor = kept.get(policy)
  if (!byActor) {
    kept.set(policy, (byActor = new Recent(MOST_KEPT)))
  }
  let evaluated = byActor.get(key)
  if (!evaluated) {
    evaluated = evaluate(policy, actor, reference)
    byActor.set(key, evaluated)
  }
  return evaluated
}

const evaluate = (
  policy: Policy,
  actor: Actor,
  reference: FieldReference
): Evaluated => {
  const rules = rulesFor(policy, actor)
  return { rules, visible: visibleBy(policy, rules, reference) }
}

/**
 * All that the rules ask of an actor, as a text; null if that is more than values,
 * or if they ask what time it is.
 */
const keyOf = (policy: Policy, user: Row | null): string | null => {
  const { ofUser, isTimed } = mentionedIn(policy)
  const { authModel } = policy
  if (isTimed) {
    return null
  }
  if (user === null || authModel === null) {
    return ''
  }
  const { key, fields } = policy.models[authModel]
  let text = ''
  for (const names of [key, ofUser]) {
    for (const name of names) {
      const value = user[name]
      if (fields[name]?.kind === 'relation' || isMore(value)) {
        return null
      }
      text += value === undefined ? ',' : `,${JSON.stringify(value)}`
    }
  }
  return text
}

/** Whether it is more than a value that JSON tells from all others. */
const isMore = (value: unknown) =>
  (typeof value === 'object' && value !== null) ||
  typeof value === 'bigint' ||
  (typeof value === 'number' && !Number.isFinite(value))
