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

describe('The limits of a contact message', () => {
  const long = (length: number) => 'x'.repeat(length)
  const address = (length: number) =>
    long(length - '@example.com'.length) + '@example.com'
  const limits: [string, Partial<typeof MESSAGE>, boolean][] = [
    ['no name', { name: ' ' }, false],
    ['a name of one character', { name: 'C' }, true],
    ['a name of 80 characters', { name: long(80) }, true],
    ['a name of 81 characters', { name: long(81) }, false],
    ['no e-mail address', { email: '' }, false],
    ['something else for an e-mail address', { email: 'Cy' }, false],
    ['an e-mail address of 254 characters', { email: address(254) }, true],
    ['an e-mail address of 255 characters', { email: address(255) }, false],
    ['no words', { message: ' \n ' }, false],
    ['one character', { message: '?' }, true],
    ['5,000 characters', { message: long(5000) }, true],
    ['5,001 characters', { message: long(5001) }, false],
  ]

  test.each(limits)('%s', async (_name, change, fits) => {
    actAs('admin')
    const send = authDb().contact.create({ data: { ...MESSAGE, ...change } })
    await (fits
      ? expect(send).resolves.toMatchObject(change)
      : expect(send).rejects.toMatchObject({
          meta: { reason: 'DATA_VALIDATION_VIOLATION' },
        }))
  })

  it('blanks around what someone wrote are not kept', async () => {
    actAs('admin')
    const sent = await authDb().contact.create({
      data: { name: ' Cy ', email: ' cy@example.com ', message: ' Hi.\n' },
    })
    expect(sent).toMatchObject(MESSAGE)
  })
})
