import { isDeepStrictEqual } from 'node:util'

import { changes, makeSpareComments, restore } from '../workload'

import { headersOf, post } from './client'
import { TASKS } from './operations'
import type { Task } from './operations'
import { bodyFor } from './servers'
import type { Server } from './servers'

const TRIES = 3

interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; path: string[]; extensions: { code: string } }[]
}

/** A new row has the next id, whatever has been deleted meanwhile. */
const withoutNewId = (answer: Answer) =>
  JSON.parse(
    JSON.stringify(answer).replace(/("createComment":\{"id":)\d+/, '$1"new"')
  )

/** What a client learns, and what is in the database afterwards. */
const outcomeOf = async (server: Server, task: Task, n: number) => {
  await makeSpareComments(TRIES)
  const headers = headersOf(task, server.port)
  const { status, body } = await post(
    server.url,
    bodyFor(server, task, n),
    headers
  )
  const { data, errors } = JSON.parse(body) as Answer
  const outcome = {
    status,
    answer: withoutNewId({
      data: (server.dialect?.dataOf(data) ?? data) as Answer['data'],
      errors: errors?.map(({ message, path, extensions: { code } }) => ({
        message,
        path,
        extensions: { code },
      })),
    }),
    changes: await changes(),
  }
  await restore()
  return outcome
}

type Outcome = Awaited<ReturnType<typeof outcomeOf>>

/** Of a refusal, no more than that it is one, and that it has changed nothing. */
const inShort = ({ status, answer, changes }: Outcome) =>
  answer.errors ? { changes } : { status, answer, changes }

/**
 * Makes sure that all servers answer alike and leave the same in the database.
 *
 * @throws Error saying where they do not
 */
export const requireAgreement = async (servers: Record<string, Server>) => {
  const [[first, model], ...others] = Object.entries(servers)
  for (const task of TASKS) {
    for (let n = 0; n < TRIES; n++) {
      const expected = await outcomeOf(model, task, n)
      for (const [name, server] of others) {
        const outcome = await outcomeOf(server, task, n)
        // Another schema has errors of its own.
        const compared = [expected, outcome].map((each) =>
          server.dialect ? inShort(each) : each
        )
        if (!isDeepStrictEqual(compared[0], compared[1])) {
          throw new Error(
            `${task.name} ${task.title}: ${first} and ${name} differ: ` +
              JSON.stringify(compared, null, 2)
          )
        }
      }
    }
  }
}
