import fc from 'fast-check'

import { policy } from 'src/lib/appPolicy'
import { delegateName } from 'src/lib/policy/delegateOf'
import { rpcOf } from 'src/testing/doors'
import { queryOf } from 'src/testing/queries'
import type { Query } from 'src/testing/queries'
import { runs } from 'src/testing/runs'
import { openDoor } from 'src/testing/server'
import type { Door } from 'src/testing/server'
import { changeWhatStrangersDoNotSee, setTeamScene } from 'src/testing/world'

let door: Door

beforeAll(async () => {
  door = await openDoor('ours')
})

afterAll(() => door.close())

const QUERIES = runs(200)

const askAll = async (actor: 'anonymous' | 'stranger', queries: Query[]) => {
  const rpc = rpcOf(door, actor)
  const answers: { query: Query; status: number; body: unknown }[] = []
  for (const query of queries) {
    const path = `${delegateName(query.model)}/${query.operation}`
    const { status, body } = await rpc(path, query.args)
    answers.push({ query, status, body })
  }
  return answers
}

describe('Over HTTP, nothing hidden shows through', () => {
  test.each(['anonymous', 'stranger'] as const)(
    'what changes where the %s cannot look changes no answer and no error',
    async (actor) => {
      await setTeamScene()
      const models = Object.keys(policy.models)
      const queries = fc.sample(queryOf({ policy, models }), QUERIES)
      const before = await askAll(actor, queries)
      await changeWhatStrangersDoNotSee()
      const after = await askAll(actor, queries)
      expect(after).toEqual(before)
      // Not that all had been refused, for whatever reason.
      const answered = before.filter(({ status }) => status === 200)
      expect(answered.length).toBeGreaterThan(QUERIES / 10)
      const wrong = before.filter(({ status }) => status === 400)
      expect(wrong.length).toBeLessThan(QUERIES / 4)
    },
    300_000
  )
})
