import fc from 'fast-check'

import { actorOf } from 'src/testing/actors'
import { databasesOf } from 'src/testing/anyDatabase'
import { askAll } from 'src/testing/asking'
import { zenstackOf } from 'src/testing/oracle'
import type { Row, Tables } from 'src/testing/reference'
import { runs, sameCases } from 'src/testing/runs'
import { SCHEMAS } from 'src/testing/schemas'
import { openScratch } from 'src/testing/scratch'
import type { AnyClient, Scratch } from 'src/testing/scratch'
import { store } from 'src/testing/stored'
import { decisionOf } from 'src/testing/writing/decision'
import { writesOf } from 'src/testing/writing/writes'
import { excusedBy } from 'src/testing/writing/zenstack'

/*
 * Where ZenStack's runtime is right, ours decides as it does. Where it is not is
 * listed, with the reasons, in src/testing/writing/zenstack.ts.
 */

// How many databases.
const RUNS = runs(40)
const WRITES = 10
const MAKING_MS = 180_000
const LONG_MS = 600_000

describe.each(SCHEMAS)('As ZenStack does, in %s,', (name) => {
  let scratch: Scratch
  let zenstackAs: (user: Row | null) => AnyClient
  beforeAll(async () => {
    scratch = await openScratch(name)
    zenstackAs = await zenstackOf(name, scratch.db)
  }, MAKING_MS)
  afterAll(() => scratch.close())

  const userIn = (tables: Tables, choice: number): Row | null => {
    const { policy } = scratch
    const users = tables[policy.authModel ?? '']
    const row = users[choice % (users.length + 1)]
    return row ? actorOf(policy, tables, row) : null
  }

  it(
    'people see rows',
    async () => {
      const { policy } = scratch
      const queries = Object.values(policy.models).map((model) => ({
        model: model.name,
        operation: 'findMany',
        args: {
          select: Object.fromEntries(model.key.map((part) => [part, true])),
          orderBy: model.key.map((part) => ({ [part]: 'asc' })),
        },
      }))
      await fc.assert(
        fc.asyncProperty(
          databasesOf(policy),
          fc.nat(20),
          async (tables, choice) => {
            const user = userIn(tables, choice)
            await store(scratch, tables)
            const ours = await askAll(scratch.enhanceAs(user), queries)
            const theirs = await askAll(zenstackAs(user), queries)
            expect(ours).toEqual(theirs)
          }
        ),
        { numRuns: RUNS }
      )
    },
    LONG_MS
  )

  it(
    'people write rows, known cases excepted',
    async () => {
      const { policy } = scratch
      const models = Object.keys(policy.models)
      const counts = { compared: 0, done: 0 }
      await fc.assert(
        fc.asyncProperty(
          databasesOf(policy),
          fc.nat(20),
          fc.array(writesOf(policy, models, 0), {
            minLength: WRITES,
            maxLength: WRITES,
          }),
          async (tables, choice, writes) => {
            const user = userIn(tables, choice)
            const compared = writes.filter(
              (write) => !excusedBy(policy, tables, user, write)
            )
            for (const write of compared) {
              const decide = (client: typeof scratch.db) =>
                decisionOf(scratch, tables, client, write)
              const ours = await decide(scratch.enhanceAs(user))
              const theirs = await decide(zenstackAs(user))
              counts.compared += 1
              counts.done += ours.isDone ? 1 : 0
              expect({ user, write, before: tables, ...ours }).toEqual({
                ...{ user, write, before: tables },
                ...theirs,
              })
            }
          }
        ),
        // To shrink a database takes long, and one write says all.
        { ...sameCases(), numRuns: RUNS, endOnFailure: true }
      )
      expect(counts.compared).toBeGreaterThan(RUNS)
      expect(counts.done).toBeGreaterThan(0)
    },
    LONG_MS
  )
})
