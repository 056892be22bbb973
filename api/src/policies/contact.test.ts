import { authDb } from 'src/lib/authDb'
import { outcomeOf, policyTable } from 'src/testing/policyTable'
import { actAs, setScene } from 'src/testing/world'

beforeEach(setScene)

const MESSAGE = { name: 'Cy', email: 'cy@example.com', message: 'Hi.' }
const where = { id: 1 }

const acts: Record<string, () => Promise<unknown>> = {
  send: () => authDb().contact.createMany({ data: [MESSAGE] }),
  read: () => authDb().contact.findUnique({ where }),
  list: () => authDb().contact.findMany(),
  count: async () => (await authDb().contact.count()) || null,
  update: () => authDb().contact.update({ where, data: { message: '' } }),
  delete: () => authDb().contact.delete({ where }),
}

describe('Who may do what to a contact message (P5)', () => {
  const cells = policyTable(`
    state  operation  anonymous reader moderator owner stranger admin
    any    send       yes       yes    yes       yes   yes      yes
    any    read       -         -      -         -     -        yes
    any    list       -         -      -         -     -        yes
    any    count      -         -      -         -     -        yes
    any    update     -         -      -         -     -        no
    any    delete     -         -      -         -     -        no
  `)

  test.each(cells)(
    '$operation, $actor: $expected',
    async ({ operation, actor, expected }) => {
      expect(await outcomeOf(actor, acts[operation])).toBe(expected)
    }
  )

  it('a visitor who sends a message gets nothing back', async () => {
    expect(await authDb().contact.create({ data: MESSAGE })).toBeNull()
    actAs('admin')
    expect(await authDb().contact.count()).toBe(2)
  })
})
