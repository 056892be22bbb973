import { policy } from 'src/lib/appPolicy'
import { compileTexts } from 'src/testing/compiling'
import { ACTORS } from 'src/testing/world'

import { evaluatedFor } from './evaluated'

const now = () => new Date()
const noReference = () => null

const rulesOf = (user: object | null, of = policy) =>
  evaluatedFor(of, { user: user as never, now: now() }, noReference)

describe('What the rules come down to is worked out', () => {
  const { owner, stranger } = ACTORS

  it('once for somebody who asks again', () => {
    expect(rulesOf({ ...owner })).toBe(rulesOf({ ...owner }))
    expect(rulesOf(null)).toBe(rulesOf(null))
  })

  it('for each by themselves', () => {
    const all = [owner, stranger, null].map((user) => rulesOf(user))
    expect(new Set(all).size).toBe(3)
    expect(rulesOf(owner).rules.ruleOf('Post', 'update')).not.toEqual(
      rulesOf(stranger).rules.ruleOf('Post', 'update')
    )
  })

  it('anew for somebody whose role is another one now', () => {
    expect(rulesOf({ ...owner, roles: 'reader' })).not.toBe(rulesOf(owner))
    expect(
      rulesOf({ ...owner, roles: 'reader' }).rules.ruleOf('Post', 'create')
    ).toBe(false)
    expect(rulesOf({ id: owner.id, roles: undefined })).not.toBe(
      rulesOf({ id: owner.id, roles: null })
    )
    expect(rulesOf({ ...owner, id: String(owner.id) })).not.toBe(rulesOf(owner))
  })

  it('anew each time where the rules ask for the time, or for what is more than a value', async () => {
    const { policy: timed } = await compileTexts({
      'timed.zmodel': `
        datasource db { provider = "sqlite"
          url = "file:x" }
        model User {
          id Int @id
          until DateTime
          @@allow('read', until > now())
        }`,
    })
    expect(rulesOf({ id: 1 }, timed)).not.toBe(rulesOf({ id: 1 }, timed))
    for (const roles of [['writer'], Infinity, NaN, 1n]) {
      expect(rulesOf({ ...owner, roles })).not.toBe(
        rulesOf({ ...owner, roles })
      )
    }
  })

  it('and kept for a thousand of them', () => {
    const first = rulesOf({ id: 1_000_000, roles: 'reader' })
    for (let id = 1_000_001; id <= 1_001_000; id++) {
      rulesOf({ id, roles: 'reader' })
    }
    expect(rulesOf({ id: 1_000_000, roles: 'reader' })).not.toBe(first)
  })
})
