import type { Operation, Policy, Rule } from '../types'

import type { Delegation } from './typeCheck'

interface Node {
  model: string
  operation: Operation
}

/**
 * Finds rules that ask each other in a circle: `check()` would never end.
 *
 * @returns one such circle, from a rule's model back to it, and the rule that
 * it begins with
 */
export const findCircle = (
  policy: Policy,
  delegations: ReadonlyMap<Rule, Delegation[]>
): { rule: Rule; chain: Node[] } | undefined => {
  const finished = new Set<string>()

  const search = (node: Node, trail: Node[]): ReturnType<typeof findCircle> => {
    if (finished.has(nameOf(node))) {
      return undefined
    }
    for (const { rule, next } of stepsFrom(node)) {
      const chain = [...trail, node]
      const place = chain.findIndex((before) => nameOf(before) === nameOf(next))
      if (place >= 0) {
        return { rule, chain: [...chain.slice(place), next] }
      }
      const found = search(next, chain)
      if (found) {
        return found
      }
    }
    finished.add(nameOf(node))
    return undefined
  }

  const stepsFrom = ({ model, operation }: Node) =>
    policy.models[model].rules
      .filter(({ operations }) => operations.includes(operation))
      .flatMap((rule) =>
        (delegations.get(rule) ?? []).map((delegation) => ({
          rule,
          next: {
            model: delegation.model,
            operation: delegation.operation ?? operation,
          },
        }))
      )

  for (const { name, rules } of Object.values(policy.models)) {
    for (const operation of rules.flatMap(({ operations }) => operations)) {
      const found = search({ model: name, operation }, [])
      if (found) {
        return found
      }
    }
  }
  return undefined
}

/** How an error names a place in such a circle. */
export const nameOf = ({ model, operation }: Node) => `${model} ${operation}`
