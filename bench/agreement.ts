import { isDeepStrictEqual } from 'node:util'

import { asUser } from './asUser'
import { EDGES, MEASURED, userOf } from './operations'
import type { Case, Contender } from './operations'
import { answerOf, REFUSED } from './refusal'
import { changes, makeSpareComments, restore } from './workload'

const TRIES = 5

/** What a contender answers, and what is in the database afterwards. */
const outcomeOf = async (contender: Contender, task: Case, n: number) => {
  const { act, id, isWrite } = task
  if (isWrite) {
    await makeSpareComments(TRIES)
  }
  const answer = await asUser(userOf(task), () =>
    answerOf(contender[act](id(n)))
  )
  const outcome = { answer, changes: isWrite && (await changes()) }
  if (isWrite) {
    await restore()
  }
  return outcome
}

/** A created row gets the next id, whatever has been deleted meanwhile. */
const withoutNewId = (act: Case['act'], outcome: { answer: unknown }) =>
  act === 'createComment' && typeof outcome.answer === 'object'
    ? { ...outcome, answer: { ...outcome.answer, id: 'new' } }
    : outcome

/**
 * Makes sure that all contenders answer alike, leave the same in the database,
 * and refuse what is to be refused.
 *
 * @throws Error saying where they do not
 */
export const requireAgreement = async (
  contenders: Record<string, Contender>
) => {
  const [[, first], ...others] = Object.entries(contenders)
  for (const task of [...Object.values(MEASURED), ...EDGES] as Case[]) {
    for (let n = 0; n < TRIES; n++) {
      const expected = await outcomeOf(first, task, n)
      if ((expected.answer === REFUSED) !== (task.isRefused === true)) {
        throw new Error(`${task.title}: not what the rules say`)
      }
      for (const [name, contender] of others) {
        const outcome = await outcomeOf(contender, task, n)
        const [a, b] = [expected, outcome].map((each) =>
          withoutNewId(task.act, each)
        )
        if (!isDeepStrictEqual(a, b)) {
          throw new Error(
            `${task.title}: ${name} differs: ${JSON.stringify([a, b], null, 2)}`
          )
        }
      }
    }
  }
}
