import fc from 'fast-check'

import { actorOf } from 'src/testing/actors'
import { databasesOf } from 'src/testing/anyDatabase'
import type { Row, Tables } from 'src/testing/reference'
import { runs, sameCases } from 'src/testing/runs'
import { SCHEMAS } from 'src/testing/schemas'
import { openScratch } from 'src/testing/scratch'
import type { Scratch } from 'src/testing/scratch'
import { store, stored } from 'src/testing/stored'
import { compare, outcomeOf } from 'src/testing/writing/outcome'
import { predict } from 'src/testing/writing/predict'
import { schemaOf } from 'src/testing/writing/schema'
import type { Schema } from 'src/testing/writing/schema'
import { writesOf } from 'src/testing/writing/writes'
import type { Write } from 'src/testing/writing/writes'

/*
 * What each write does, and to whom it is refused, is told a second time in
 * src/testing/writing, as loops over rows in memory. Generated writes must come
 * out as that says.
 */

// How many databases.
const RUNS = runs(40)
const WRITES = 12
const MAKING_MS = 180_000
const LONG_MS = 600_000

describe.each(SCHEMAS)('In %s, a write', (name) => {
  let scratch: Scratch
  let schema: Schema
  beforeAll(async () => {
    scratch = await openScratch(name)
    schema = await schemaOf(scratch)
  }, MAKING_MS)
  afterAll(() => scratch.close())

  const counts = { done: 0, refused: 0 }

  const expectAsPredicted = async (
    tables: Tables,
    user: Row | null,
    write: Write
  ) => {
    const prediction = predict(schema, tables, user, new Date(), write)
    if (!prediction) {
      return
    }
    await store(scratch, tables)
    const before = await stored(scratch)
    const outcome = await outcomeOf(scratch.enhanceAs(user), write)
    const after = await stored(scratch)
    const { expected, got } = compare(prediction, outcome, before, after)
    counts[prediction.reasons.length > 0 ? 'refused' : 'done'] += 1
    expect({ write, user, before, ...got }).toEqual({
      ...{ write, user, before },
      ...expected,
    })
  }

  const property = (depth: number) => async () => {
    const { policy } = scratch
    const models = Object.keys(policy.models)
    await fc.assert(
      fc.asyncProperty(
        databasesOf(policy),
        fc.nat(20),
        fc.array(writesOf(policy, models, depth), {
          minLength: WRITES,
          maxLength: WRITES,
        }),
        async (tables, choice, writes) => {
          const users = tables[policy.authModel ?? '']
          const row = users[choice % (users.length + 1)]
          const user = row ? actorOf(policy, tables, row) : null
          for (const write of writes) {
            await expectAsPredicted(tables, user, write)
          }
        }
      ),
      // A refused or done write says all; to shrink a database takes long.
      { ...sameCases(), numRuns: RUNS, endOnFailure: true }
    )
    // Of each kind enough, so that this says something.
    expect(counts.done).toBeGreaterThan(RUNS)
    expect(counts.refused).toBeGreaterThan(RUNS)
  }

  it('of one row or many is done or refused by the rules', property(0), LONG_MS)
  it('with nested ones is done or refused as a whole', property(1), LONG_MS)
  it('with nested ones in nested ones as well', property(2), LONG_MS)
})
