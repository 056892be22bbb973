import type { Operation, Rule } from '../types'

import type { Checked } from './typeCheck'

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
  checked: Checked[]
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

  const ofModels = checked.filter(({ field }) => !field)

  const stepsFrom = ({ model, operation }: Node) =>
    ofModels
      .filter(({ model: { name } }) => name === model)
      .filter(({ rule }) => rule.operations.includes(operation))
      .flatMap(({ rule, delegations }) =>
        delegations.map((delegation) => ({
          rule,
          next: {
            model: delegation.model,
            operation: delegation.operation ?? operation,
          },
        }))
      )

  for (const { model, rule } of ofModels) {
    for (const operation of rule.operations) {
      const found = search({ model: model.name, operation }, [])
      if (found) {
        return found
      }
    }
  }
  return undefined
}

/** How an error names a place in such a circle. */
export const nameOf = ({ model, operation }: Node) => `${model} ${operation}`
