import { clientOf, codeOf } from 'src/testing/client'
import { ACTORS, NOBODY, setScene } from 'src/testing/world'

beforeEach(setScene)

const USERS = '{ users { id name email roles } }'
const SET_ROLE = `mutation ($id: Int!, $role: Role!) {
  setUserRole(id: $id, role: $role) { id roles }
}`
const UPDATE = `mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) { id name email roles }
}`

describe('The list of users', () => {
  it('shows everyone the names, and the rest to whom it concerns', async () => {
    const visible: Record<string, number> = {}
    for (const actor of ['anonymous', 'reader', 'admin'] as const) {
      const client = await clientOf(actor)
      const { data } = await client(USERS)
      const users = data?.users as unknown as { email: string; roles: string }[]
      expect(users).toHaveLength(5)
      visible[actor] = users.filter(({ email, roles }) => email && roles).length
    }
    expect(visible).toEqual({ anonymous: 0, reader: 1, admin: 5 })
  })
})

describe('me', () => {
  it('is nobody for a visitor, and the user with a session', async () => {
    const ME = '{ me { id email roles } }'
    expect(await (await clientOf('anonymous'))(ME)).toMatchObject({
      data: { me: null },
    })
    expect(await (await clientOf('reader'))(ME)).toMatchObject({
      data: { me: { id: 1, email: 'reader@example.com', roles: 'reader' } },
    })
  })
})

describe('Editing a profile', () => {
  it('a user changes name and e-mail address', async () => {
    const reader = await clientOf('reader')
    const { data } = await reader(UPDATE, {
      input: { name: 'Rae', email: 'Rae@Example.com' },
    })
    expect(data?.updateProfile).toEqual({
      id: ACTORS.reader.id,
      name: 'Rae',
      email: 'rae@example.com',
      roles: 'reader',
    })
  })

  it('a user cannot name a role there', async () => {
    const reader = await clientOf('reader')
    const { data, errors } = await reader(UPDATE, { input: { roles: 'admin' } })
    expect(data).toBeUndefined()
    expect(errors?.[0].message).toMatch(/not defined by type/)
  })

  it('an e-mail address that is taken is a conflict', async () => {
    const reader = await clientOf('reader')
    const { errors } = await reader(UPDATE, {
      input: { email: ACTORS.owner.email },
    })
    expect(errors?.[0].extensions).toEqual({
      code: 'CONFLICT',
      properties: { messages: { email: ['Is already taken'] } },
    })
  })

  it('a visitor has no profile', async () => {
    const anonymous = await clientOf('anonymous')
    expect(codeOf(await anonymous(UPDATE, { input: { name: 'X' } }))).toBe(
      'UNAUTHENTICATED'
    )
  })
})

describe('Setting a role', () => {
  const promote = { id: ACTORS.reader.id, role: 'writer' }

  test.each([
    ['anonymous', 'UNAUTHENTICATED'],
    ['reader', 'FORBIDDEN'],
    ['moderator', 'FORBIDDEN'],
    ['owner', 'FORBIDDEN'],
    ['admin', undefined],
  ] as const)('%s: %s', async (actor, code) => {
    const client = await clientOf(actor)
    expect(codeOf(await client(SET_ROLE, promote))).toBe(code)
  })

  it('takes effect at the next request of the user', async () => {
    const reader = await clientOf('reader')
    const admin = await clientOf('admin')
    const CAN = '{ can(model: "Post", operation: create) }'
    expect((await reader(CAN)).data).toEqual({ can: false })
    await admin(SET_ROLE, promote)
    expect((await reader(CAN)).data).toEqual({ can: true })
  })

  it('the last admin cannot step down', async () => {
    const admin = await clientOf('admin')
    const { errors } = await admin(SET_ROLE, {
      id: ACTORS.admin.id,
      role: 'reader',
    })
    expect(errors?.[0]).toMatchObject({
      message: 'An admin must remain.',
      extensions: { code: 'CONFLICT' },
    })
  })

  it('two admins who take the role from each other leave one', async () => {
    const admin = await clientOf('admin')
    await admin(SET_ROLE, { id: ACTORS.owner.id, role: 'admin' })
    const second = await clientOf('owner')
    const codes = await Promise.all([
      admin(SET_ROLE, { id: ACTORS.owner.id, role: 'reader' }),
      second(SET_ROLE, { id: ACTORS.admin.id, role: 'reader' }),
    ])
    const refused = codes.map(codeOf).filter(Boolean)
    expect(refused).toHaveLength(1)
  })

  it('of a user who does not exist is not found', async () => {
    const admin = await clientOf('admin')
    expect(codeOf(await admin(SET_ROLE, { id: NOBODY, role: 'reader' }))).toBe(
      'NOT_FOUND'
    )
  })
})
