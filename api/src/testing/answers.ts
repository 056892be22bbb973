import { policy } from 'src/lib/appPolicy'
import { db } from 'src/lib/db'
import { abilitiesFor } from 'src/lib/policy/ability'
import { ask, askEach } from 'src/lib/policy/ask'
import type { Question } from 'src/lib/policy/ask'
import { check } from 'src/lib/policy/check'
import type { Check } from 'src/lib/policy/check'
import type { Condition } from 'src/lib/policy/condition'
import { fieldsOf } from 'src/lib/policy/delegateOf'
import { visibleBy } from 'src/lib/policy/read/visible'
import { rulesFor } from 'src/lib/policy/rules'

import { ACTORS } from './world'
import type { Actor } from './world'

/** What the database says to these. */
export const answersTo = (questions: Question[], client: object = db) =>
  ask(client, { policy }, questions)

/** Of which of the rows with these keys each condition is true. */
export const truthsOf = (
  model: string,
  keys: number[],
  conditions: Condition[]
) => askEach(db, policy, model, keys, conditions)

/** What an enhanced client's `check()` says to an actor. */
export const checkAs = (actor: Actor, model: string, question: Check) => {
  const who = { user: ACTORS[actor], now: new Date() }
  const visible = visibleBy(policy, rulesFor(policy, who), fieldsOf(db))
  return check(visible, abilitiesFor(policy, who), db, model, question)
}

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
