import {
  clientOf,
  clientWith,
  codeOf,
  cookiesOf,
  postAuth,
} from 'src/testing/client'
import {
  PEOPLE,
  INVITATIONS,
  NOBODY,
  ORGANIZATIONS,
  actAs,
  setTeamScene,
} from 'src/testing/world'

beforeEach(setTeamScene)

const { id: organizationId } = ORGANIZATIONS.home
const ADD = `mutation ($organizationId: Int!, $email: String!, $role: MembershipRole) {
  addMember(organizationId: $organizationId, email: $email, role: $role) { email role }
}`
const SET_ROLE = `mutation ($organizationId: Int!, $userId: Int!, $role: MembershipRole!) {
  setMemberRole(organizationId: $organizationId, userId: $userId, role: $role) {
    user { name } role
  }
}`
const REMOVE = `mutation ($organizationId: Int!, $userId: Int!) {
  removeMember(organizationId: $organizationId, userId: $userId) { user { name } }
}`
const WITHDRAW = `mutation ($id: Int!) { withdrawInvitation(id: $id) { email } }`
const HOME = `{ organization(id: 1) {
  members { user { name } role }
  invitations { email }
} }`
const MINE = '{ organizations { slug members { user { name } role } } }'
const member = { organizationId, userId: PEOPLE.member.id }

/** Somebody who has just signed up. */
const newcomer = async (username: string) => {
  actAs('anonymous')
  const response = await postAuth({
    method: 'signup',
    username,
    password: 'tall enough',
    name: 'New',
  })
  return clientWith(cookiesOf(response))
}

const TRIAD = [
  ['anonymous', 'UNAUTHENTICATED'],
  ['member', 'FORBIDDEN'],
  ['rival', 'NOT_FOUND'],
  ['admin', 'NOT_FOUND'],
  ['chief', undefined],
] as const

describe('Adding a member', () => {
  const unknown = { organizationId, email: 'unknown@example.com' }

  test.each(TRIAD)('%s: %s', async (actor, code) => {
    const client = await clientOf(actor)
    expect(codeOf(await client(ADD, unknown))).toBe(code)
  })

  test.each(['reader', 'member', 'rival'] as const)(
    'a %s does not add themselves',
    async (actor) => {
      const client = await clientOf(actor)
      const { email } = PEOPLE[actor]
      const response = await client(ADD, { organizationId, email })
      expect(codeOf(response)).toMatch(/^(FORBIDDEN|NOT_FOUND)$/)
    }
  )

  it('answers alike whether somebody has the address or not, once and again', async () => {
    const chief = await clientOf('chief')
    for (const email of ['reader@example.com', unknown.email]) {
      for (let time = 1; time <= 2; time++) {
        const { data } = await chief(ADD, { organizationId, email })
        expect(data).toEqual({ addMember: { email, role: 'member' } })
      }
    }
  })

  it('makes whoever has the address a member, with the role', async () => {
    const chief = await clientOf('chief')
    const { email } = PEOPLE.reader
    await chief(ADD, { organizationId, email, role: 'admin' })
    const { data } = await (await clientOf('reader'))(MINE)
    expect(data?.organizations).toMatchObject([
      {
        members: expect.arrayContaining([
          { user: { name: 'reader' }, role: 'admin' },
        ]),
      },
    ])
  })

  it('waits for the sign-up of an address that nobody has', async () => {
    const chief = await clientOf('chief')
    await chief(ADD, unknown)
    expect((await chief(HOME)).data?.organization).toMatchObject({
      invitations: [
        { email: INVITATIONS.home.email },
        { email: unknown.email },
      ],
    })
    const { data } = await (await newcomer('Unknown@example.com'))(MINE)
    expect(data?.organizations).toMatchObject([{ slug: 'home' }])
    expect((await chief(HOME)).data?.organization).toMatchObject({
      invitations: [{ email: INVITATIONS.home.email }],
    })
  })

  it('says what is wrong with the address', async () => {
    const chief = await clientOf('chief')
    const { errors } = await chief(ADD, { organizationId, email: 'nobody' })
    expect(errors?.[0].extensions).toEqual({
      code: 'BAD_USER_INPUT',
      properties: { messages: { email: ['Is not an e-mail address'] } },
    })
  })
})

describe('Withdrawing an invitation', () => {
  const { id } = INVITATIONS.home

  test.each([
    ['anonymous', 'UNAUTHENTICATED'],
    ['member', 'NOT_FOUND'],
    ['rival', 'NOT_FOUND'],
    ['chief', undefined],
  ] as const)('%s: %s', async (actor, code) => {
    const client = await clientOf(actor)
    expect(codeOf(await client(WITHDRAW, { id }))).toBe(code)
  })

  it('leaves the sign-up with nothing to pick up', async () => {
    const chief = await clientOf('chief')
    await chief(WITHDRAW, { id })
    const { data } = await (await newcomer(INVITATIONS.home.email))(MINE)
    expect(data?.organizations).toMatchObject([{ slug: 'away' }])
  })
})

describe('Setting the role of a member', () => {
  test.each(TRIAD)('%s: %s', async (actor, code) => {
    const client = await clientOf(actor)
    const response = await client(SET_ROLE, { ...member, role: 'admin' })
    expect(codeOf(response)).toBe(code)
  })

  it('the last admin stays one', async () => {
    const chief = await clientOf('chief')
    const { errors } = await chief(SET_ROLE, {
      organizationId,
      userId: PEOPLE.chief.id,
      role: 'member',
    })
    expect(errors?.[0]).toMatchObject({
      message: 'An admin of the organization must remain.',
      extensions: { code: 'CONFLICT' },
    })
  })

  it('two admins who demote each other at once leave one', async () => {
    const chief = await clientOf('chief')
    await chief(SET_ROLE, { ...member, role: 'admin' })
    const second = await clientOf('member')
    const codes = await Promise.all([
      chief(SET_ROLE, { ...member, role: 'member' }),
      second(SET_ROLE, {
        organizationId,
        userId: PEOPLE.chief.id,
        role: 'member',
      }),
    ])
    expect(codes.map(codeOf).filter(Boolean)).toHaveLength(1)
  })
})

describe('Removing a member', () => {
  test.each(TRIAD)('%s: %s', async (actor, code) => {
    const client = await clientOf(actor)
    const { owner } = PEOPLE
    const response = await client(REMOVE, { organizationId, userId: owner.id })
    expect(codeOf(response)).toBe(code)
  })

  it('of somebody who is none is not found', async () => {
    const chief = await clientOf('chief')
    for (const userId of [NOBODY, PEOPLE.rival.id, PEOPLE.stranger.id]) {
      const response = await chief(REMOVE, { organizationId, userId })
      expect(codeOf(response)).toBe('NOT_FOUND')
    }
  })

  it('of the last admin is a conflict', async () => {
    const chief = await clientOf('chief')
    const response = await chief(REMOVE, {
      organizationId,
      userId: PEOPLE.chief.id,
    })
    expect(codeOf(response)).toBe('CONFLICT')
  })
})
