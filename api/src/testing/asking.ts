import { delegateName } from 'src/lib/policy/delegateOf'

import type { Query } from './queries'

/** What came of a query: its result, that it was refused, or another error. */
export type Answer =
  | { result: unknown }
  | { refused: string }
  | { error: string }

const ask = async (
  client: object,
  { model, operation, args }: Query
): Promise<Answer> => {
  const delegate = Reflect.get(client, delegateName(model))
  try {
    return { result: await delegate[operation](args) }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    // What comes before the last line quotes the query, and where it was asked.
    const [last] = message.trim().split('\n').slice(-1)
    return code === 'P2004' ? { refused: message } : { error: code ?? last }
  }
}

/** Asks a client one query after the other. */
export const askAll = async (
  client: object,
  queries: Query[]
): Promise<Answer[]> => {
  const answers: Answer[] = []
  for (const query of queries) {
    answers.push(await ask(client, query))
  }
  return answers
}
