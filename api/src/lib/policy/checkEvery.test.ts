import fc from 'fast-check'

import { policy } from 'src/lib/appPolicy'
import { authDb } from 'src/lib/authDb'
import { isAllowed } from 'src/testing/attempt'
import { databases, userIds } from 'src/testing/databases'
import { runs } from 'src/testing/runs'
import { fillTables } from 'src/testing/tables'

import { delegateName } from './delegateOf'
import type { Delegate } from './operation'

const RUNS = runs(40)
const ROLES = ['reader', 'writer', 'moderator', 'admin']
const WITH_ROWS = [
  'User',
  'Credential',
  'Organization',
  'Membership',
  'Invitation',
  'Group',
  'GroupMember',
  'Post',
  'Comment',
]

const acts = {
  read: (on: Delegate, where: object) => on.findUniqueOrThrow({ where }),
  update: (on: Delegate, where: object) => on.update({ where, data: {} }),
  delete: (on: Delegate, where: object) => on.delete({ where }),
}

describe('For every actor and record of any database, check() says what is done', () => {
  it.each(WITH_ROWS)(
    '%s',
    async (model) => {
      const [name] = policy.models[model].key
      let allowed = 0
      await fc.assert(
        fc.asyncProperty(
          databases,
          fc.option(userIds),
          fc.constantFrom(...ROLES),
          async (tables, id, roles) => {
            const users = tables.User.map((user) =>
              user.id === id ? { ...user, roles } : user
            )
            await fillTables({ ...tables, User: users })
            const actor = users.find((user) => user.id === id)
            mockCurrentUser((actor ?? null) as never)
            for (const row of (tables[model] ?? []).slice(0, 3)) {
              const where = { [name]: row[name] }
              for (const [operation, act] of Object.entries(acts)) {
                const on = Reflect.get(authDb(), delegateName(model))
                const said = await on.check({ operation, where })
                const done = await isAllowed(model, (open) => act(open, where))
                expect({ operation, where, said }).toEqual({
                  ...{ operation, where },
                  said: done,
                })
                allowed += Number(done)
              }
            }
          }
        ),
        { numRuns: RUNS }
      )
      expect(allowed > 0).toBe(model !== 'Credential')
    },
    300_000
  )
})
