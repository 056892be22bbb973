import type { z } from 'zod/v4'

import { Refusal, pathText } from '../refusal'
import type { Mistake } from '../refusal'

type Issue = z.core.$ZodIssue

const stepsOf = ({ path }: Issue) =>
  path.filter((step) => typeof step !== 'symbol')

// Of the ways that a value could be meant, the one that got furthest.
const found = (issue: Issue, before: (string | number)[] = []): Mistake[] => {
  const path = [...before, ...stepsOf(issue)]
  if (issue.code === 'invalid_union') {
    const ways = issue.errors.map((issues) =>
      issues.flatMap((inner) => found(inner, path))
    )
    const [best = []] = ways.sort((a, b) => depthOf(b) - depthOf(a))
    return best.length > 0 && depthOf(best) > path.length
      ? best
      : [{ path, message: ways.map(([first]) => first?.message).join(', or ') }]
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: 'Is not known here',
    }))
  }
  return [{ path, message: issue.message }]
}

const depthOf = (mistakes: Mistake[]) =>
  Math.max(0, ...mistakes.map(({ path }) => path.length))

/** The most mistakes that are told of at once. */
const MOST = 10

/** What is wrong with what a schema does not take. */
const mistakesIn = ({ issues }: z.ZodError): Mistake[] =>
  issues.flatMap((issue) => found(issue)).slice(0, MOST)

/**
 * What a schema makes of a request.
 *
 * @throws Refusal 400, naming the path of each mistake
 */
export const parsed = <Output>(
  schema: z.ZodType<Output>,
  given: unknown
): Output => {
  const result = schema.safeParse(given)
  if (result.success) {
    return result.data
  }
  const mistakes = mistakesIn(result.error)
  const [first] = mistakes
  throw new Refusal(
    400,
    'INVALID_REQUEST',
    [pathText(first.path), first.message].filter(Boolean).join(': '),
    { mistakes }
  )
}
