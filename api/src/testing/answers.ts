import { db } from 'src/lib/db'
import { ask } from 'src/lib/policy/ask'
import type { Question } from 'src/lib/policy/ask'
import { policy } from 'src/lib/policy/compiled'
import type { Condition } from 'src/lib/policy/condition'

/** What the database says to these. */
export const answersTo = (questions: Question[], client: object = db) =>
  ask(client, policy, questions)

/** Whether a post is one of which this is true. */
export const isPost = async (
  id: unknown,
  condition: Condition,
  client: object = db
) => {
  const [answer] = await answersTo(
    [{ model: 'Post', key: { id }, condition }],
    client
  )
  return answer
}

/** Calls `act` with a transaction in which the first post has a new title. */
export const whileRetitling = (
  title: string,
  act: (open: object) => Promise<void>
) =>
  db.$transaction(async (open) => {
    await open.post.update({ where: { id: 1 }, data: { title } })
    await act(open)
  })
