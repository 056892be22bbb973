import { createGraphQLError } from 'graphql-yoga'
import type { Plugin } from 'graphql-yoga'

import { env } from './env'

/** An answer takes too long: 503. What was begun may be done all the same. */
export class TooSlow extends Error {
  name = 'TooSlow'
  readonly status = 503

  constructor() {
    super('This takes too long. It may be done all the same.')
  }
}

/**
 * The result of some work, if it comes in time.
 *
 * @throws TooSlow once `ms` have passed, and what the work throws before
 */
export const inTime = async <Result>(
  work: Promise<Result>,
  ms = env.answerTimeoutMs
): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined
  const tooSlow = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooSlow()), ms)
  })
  try {
    return await Promise.race([work, tooSlow])
  } finally {
    clearTimeout(timer)
  }
}

const inGraphQL = ({ message, status }: TooSlow) =>
  createGraphQLError(message, {
    extensions: { code: 'TOO_SLOW', http: { status } },
  })

/** A GraphQL Yoga plugin that answers within `ms`. */
export const useAnswerInTime = (ms = env.answerTimeoutMs): Plugin => ({
  onExecute: ({ executeFn, setExecuteFn }) => {
    setExecuteFn(async (args) => {
      try {
        return await inTime(Promise.resolve(executeFn(args)), ms)
      } catch (error) {
        if (error instanceof TooSlow) {
          return { errors: [inGraphQL(error)] }
        }
        throw error
      }
    })
  },
})
