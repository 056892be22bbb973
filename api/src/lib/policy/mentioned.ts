import { allRules, partsOf } from './compile/parts'
import type { Policy } from './types'

/** What the rules of a policy ask for beside the row. */
interface Mentioned {
  /** The fields and relations of the user. */
  ofUser: Set<string>
  /** Whether they ask what time it is. */
  isTimed: boolean
}

const known = new WeakMap<Policy, Mentioned>()

/** What any rule of a policy asks for beside the row; found once a policy. */
export const mentionedIn = (policy: Policy): Mentioned => {
  let mentioned = known.get(policy)
  if (!mentioned) {
    const parts = allRules(policy).flatMap(({ condition }) =>
      partsOf(condition)
    )
    mentioned = {
      ofUser: new Set(
        parts.flatMap((part) =>
          part.kind === 'auth' ? part.path.slice(0, 1) : []
        )
      ),
      isTimed: parts.some(({ kind }) => kind === 'now'),
    }
    known.set(policy, mentioned)
  }
  return mentioned
}
