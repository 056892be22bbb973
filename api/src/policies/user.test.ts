import { authDb } from 'src/lib/authDb'
import { outcomeOf, policyTable } from 'src/testing/policyTable'
import { ACTORS, actAs, setScene } from 'src/testing/world'
import type { Actor } from 'src/testing/world'

beforeEach(setScene)

/** In these tables the state is the user that something is done to. */
const whom = (state: string) => ACTORS[state as Exclude<Actor, 'anonymous'>]

const update = (state: string, data: object) =>
  authDb().user.update({ where: { id: whom(state).id }, data })

const seen = (state: string) =>
  authDb().user.findUnique({ where: { id: whom(state).id } })

const acts: Record<string, (state: string) => Promise<unknown>> = {
  name: async (state) => (await seen(state))?.name,
  email: async (state) => (await seen(state))?.email,
  touched: async (state) => (await seen(state))?.updatedAt,
  role: async (state) => (await seen(state))?.roles,
  rename: (state) => update(state, { name: 'Somebody' }),
  readdress: (state) => update(state, { email: 'new@example.com' }),
  promote: (state) => update(state, { roles: 'moderator' }),
  delete: (state) => authDb().user.delete({ where: { id: whom(state).id } }),
}

describe('Who sees and changes what of a user (P1, P2)', () => {
  const cells = policyTable(`
    state   operation  anonymous reader moderator owner stranger admin
    reader  name       yes       yes    yes       yes   yes      yes
    reader  email      -         yes    -         -     -        yes
    reader  touched    -         yes    -         -     -        yes
    reader  role       -         yes    -         -     -        yes
    reader  rename     no        yes    no        no    no       no
    reader  readdress  no        yes    no        no    no       no
    reader  promote    no        no     no        no    no       yes
    reader  delete     no        no     no        no    no       no
    admin   email      -         -      -         -     -        yes
    admin   touched    -         -      -         -     -        yes
    admin   rename     no        no     no        no    no       yes
    admin   promote    no        no     no        no    no       -
  `)

  test.each(
    cells.filter(
      ({ expected, operation, actor }) =>
        // The last admin's own role is no matter of rules, see below.
        !(expected === '-' && operation === 'promote' && actor === 'admin')
    )
  )(
    "the $state's $operation, $actor: $expected",
    async ({ state, operation, actor, expected }) => {
      expect(await outcomeOf(actor, () => acts[operation](state))).toBe(
        expected
      )
    }
  )

  test.each(['anonymous', 'moderator', 'owner', 'stranger'] as const)(
    'when the reader joined is not for the %s to say',
    async (actor) => {
      const act = () => update('reader', { createdAt: new Date(0) })
      expect(await outcomeOf(actor, act)).toBe('no')
    }
  )

  it('the last admin cannot step down', async () => {
    actAs('admin')
    await expect(update('admin', { roles: 'reader' })).rejects.toMatchObject({
      code: 'P2003',
    })
    expect(await acts.role('admin')).toBe('admin')
  })

  it('an admin can step down when another one remains', async () => {
    actAs('admin')
    await update('stranger', { roles: 'admin' })
    await update('admin', { roles: 'reader' })
    mockCurrentUser({ ...ACTORS.stranger, roles: 'admin' })
    expect(await acts.role('admin')).toBe('reader')
  })

  it('an unknown role is refused', async () => {
    actAs('admin')
    await expect(update('reader', { roles: 'owner' })).rejects.toMatchObject({
      meta: { reason: 'DATA_VALIDATION_VIOLATION' },
    })
  })

  it('two users cannot have one e-mail address', async () => {
    actAs('reader')
    await expect(
      update('reader', { email: ACTORS.admin.email.toUpperCase() })
    ).rejects.toMatchObject({ code: 'P2002' })
  })
})

describe('The limits of a user', () => {
  const long = (length: number) => 'x'.repeat(length)
  const address = (length: number) =>
    long(length - '@example.com'.length) + '@example.com'
  const limits: [string, { name?: string; email?: string }, boolean][] = [
    ['no name', { name: ' ' }, false],
    ['a name of one character', { name: 'C' }, true],
    ['a name of 80 characters', { name: long(80) }, true],
    ['a name of 81 characters', { name: long(81) }, false],
    ['an e-mail address of 254 characters', { email: address(254) }, true],
    ['an e-mail address of 255 characters', { email: address(255) }, false],
  ]

  test.each(limits)('%s', async (_name, change, fits) => {
    actAs('reader')
    const edit = update('reader', change)
    await (fits
      ? expect(edit).resolves.toMatchObject(change)
      : expect(edit).rejects.toMatchObject({
          meta: { reason: 'DATA_VALIDATION_VIOLATION' },
        }))
  })
})

test.each([{ id: 4711 }, { createdAt: new Date(0) }])(
  'a user cannot change %j (P2)',
  async (data) => {
    const act = () => update('reader', data)
    expect(await outcomeOf('reader', act)).toBe('no')
  }
)

describe('Who may sign up (P4)', () => {
  const NEW = { name: 'New', email: 'new@example.com' }
  const inputs: Record<string, object> = {
    plain: NEW,
    'as-reader': { ...NEW, roles: 'reader' },
    'as-writer': { ...NEW, roles: 'writer' },
    'as-admin': { ...NEW, roles: 'admin' },
  }
  const cells = policyTable(`
    state    operation  anonymous reader moderator owner stranger admin
    sign-up  plain      yes       no     no        no    no       no
    sign-up  as-reader  yes       no     no        no    no       no
    sign-up  as-writer  no        no     no        no    no       no
    sign-up  as-admin   no        no     no        no    no       no
  `)

  test.each(cells)(
    '$operation, $actor: $expected',
    async ({ operation, actor, expected }) => {
      const act = () =>
        authDb().user.create({ data: { ...NEW, ...inputs[operation] } })
      expect(await outcomeOf(actor, act)).toBe(expected)
    }
  )

  it('a new user is a reader with an e-mail address in lower case', async () => {
    const { id } = await authDb().user.create({
      data: { name: ' New ', email: ' New@Example.COM ' },
    })
    actAs('admin')
    expect(await authDb().user.findUnique({ where: { id } })).toMatchObject({
      name: 'New',
      email: 'new@example.com',
      roles: 'reader',
    })
  })

  test.each(['', 'nobody', 'a@b', 'two@example.com, three@example.com'])(
    '"%s" is no e-mail address',
    async (email) => {
      await expect(
        authDb().user.create({ data: { name: 'New', email } })
      ).rejects.toMatchObject({ meta: { reason: 'DATA_VALIDATION_VIOLATION' } })
    }
  )
})
