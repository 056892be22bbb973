import { authDb } from 'src/lib/authDb'
import { outcomeOf, policyTable } from 'src/testing/policyTable'
import { askRaw } from 'src/testing/tables'
import {
  PEOPLE,
  INVITATIONS,
  ORGANIZATIONS,
  actAs,
  membershipOf,
  setTeamScene,
} from 'src/testing/world'
import type { Home } from 'src/testing/world'

beforeEach(setTeamScene)

const { id: organizationId } = ORGANIZATIONS.home
const UNKNOWN = 'unknown@example.com'

const invite = (state: string, email = UNKNOWN, role?: string) =>
  authDb().invitation.create({
    data: {
      organizationId: ORGANIZATIONS[state as Home].id,
      email,
      ...(role && { role }),
    },
  })

const whereIs = (state: string) => ({ id: INVITATIONS[state as Home].id })

const acts: Record<string, (state: string) => Promise<unknown>> = {
  invite: (state) => invite(state),
  'invite-self': (state) =>
    invite(state, context.currentUser?.email ?? UNKNOWN, 'admin'),
  read: (state) => authDb().invitation.findUnique({ where: whereIs(state) }),
  list: (state) => authDb().invitation.findMany({ where: whereIs(state) }),
  update: (state) =>
    authDb().invitation.update({
      where: whereIs(state),
      data: { email: PEOPLE.member.email },
    }),
  withdraw: (state) => authDb().invitation.delete({ where: whereIs(state) }),
}

describe('Who may do what to an invitation (T1)', () => {
  const cells = policyTable(`
    state  operation    anonymous stranger admin rival member insider chief
    home   invite       -         -        -     -     no     no      yes
    home   invite-self  -         -        -     -     no     no      yes
    home   read         -         -        -     -     -      -       yes
    home   list         -         -        -     -     -      -       yes
    home   update       -         -        -     -     -      -       no
    home   withdraw     -         -        -     -     -      -       yes
    away   invite       -         -        -     yes   -      -       -
    away   read         -         -        -     yes   -      -       -
    away   withdraw     -         -        -     yes   -      -       -
  `)

  test.each(cells)(
    '$state, $operation, $actor: $expected',
    async ({ state, operation, actor, expected }) => {
      expect(await outcomeOf(actor, () => acts[operation](state))).toBe(
        expected
      )
    }
  )
})

/** What is stored of a membership of the first organization. */
const roleOf = async (userId: number) => {
  const where = { userId, organizationId }
  const [answer] = await askRaw([
    { model: 'Membership', operation: 'findFirst', args: { where } },
  ])
  return 'result' in answer
    ? (answer.result as { role: string } | null)?.role
    : answer
}

const waiting = async () => {
  const where = { organizationId }
  const [answer] = await askRaw([
    {
      model: 'Invitation',
      operation: 'findMany',
      args: { where, select: { email: true, role: true } },
    },
  ])
  return 'result' in answer ? answer.result : answer
}

const OTHER = { email: INVITATIONS.home.email, role: 'member' }

describe('An invitation (T1)', () => {
  it('makes whoever has the address a member at once', async () => {
    actAs('chief')
    await invite('home', ' READER@example.com', 'admin')
    expect(await roleOf(PEOPLE.reader.id)).toBe('admin')
    expect(await waiting()).toEqual([OTHER])
  })

  it('waits for an address that nobody has, and is replaced by the next', async () => {
    actAs('chief')
    await invite('home', UNKNOWN)
    await invite('home', UNKNOWN, 'admin')
    expect(await waiting()).toEqual([OTHER, { email: UNKNOWN, role: 'admin' }])
  })

  it('answers alike, the first time and the second', async () => {
    actAs('chief')
    for (let time = 1; time <= 2; time++) {
      const answers = []
      for (const email of [UNKNOWN, PEOPLE.reader.email]) {
        const answer = await invite('home', email)
        expect(answer.id).toEqual(expect.any(Number))
        answers.push({
          ...answer,
          id: 0,
          email: '',
          createdAt: expect.any(Date),
        })
      }
      expect(answers[0]).toEqual(answers[1])
    }
  })

  it('leaves a member as they are', async () => {
    actAs('chief')
    await invite('home', PEOPLE.chief.email, 'member')
    await invite('home', PEOPLE.member.email, 'admin')
    expect(await roleOf(PEOPLE.chief.id)).toBe('admin')
    expect(await roleOf(PEOPLE.member.id)).toBe('member')
    expect(await waiting()).toEqual([OTHER])
  })

  const signUp = async (email: string) => {
    actAs('anonymous')
    const { id } = await authDb().user.create({ data: { name: 'New', email } })
    return id
  }

  it('is found by who signs up with the address, in every organization', async () => {
    const id = await signUp(INVITATIONS.home.email)
    mockCurrentUser({ ...PEOPLE.reader, id })
    const memberships = await authDb().membership.findMany({
      where: { userId: id },
      select: { organizationId: true, role: true },
      orderBy: { organizationId: 'asc' },
    })
    expect(memberships).toEqual([
      { organizationId: ORGANIZATIONS.home.id, role: 'member' },
      { organizationId: ORGANIZATIONS.away.id, role: 'member' },
    ])
    expect(await waiting()).toEqual([])
  })

  it('is not found once it has been withdrawn', async () => {
    actAs('chief')
    await acts.withdraw('home')
    const id = await signUp(INVITATIONS.home.email)
    expect(await roleOf(id)).toBeUndefined()
  })

  it('is not found by who signs up with another address, or changes to it', async () => {
    const id = await signUp(UNKNOWN)
    mockCurrentUser({ ...PEOPLE.reader, id, email: UNKNOWN })
    const { email } = INVITATIONS.home
    await authDb().user.update({ where: { id }, data: { email } })
    expect(await roleOf(id)).toBeUndefined()
  })

  it('can be sent to somebody who has left', async () => {
    actAs('member')
    const own = { userId_organizationId: membershipOf('member', 'home') }
    await authDb().membership.delete({ where: own })
    actAs('chief')
    await invite('home', PEOPLE.member.email)
    expect(await roleOf(PEOPLE.member.id)).toBe('member')
  })
})

describe('The limits of an invitation', () => {
  const limits: [string, string, string, boolean][] = [
    ['no address', '', 'member', false],
    ['no real address', 'nobody', 'member', false],
    [
      'an address of 254 characters',
      'x'.repeat(242) + '@example.com',
      'member',
      true,
    ],
    [
      'an address of 255 characters',
      'x'.repeat(243) + '@example.com',
      'member',
      false,
    ],
    ['a role', UNKNOWN, 'admin', true],
    ['no role', UNKNOWN, 'owner', false],
  ]

  test.each(limits)('%s', async (_name, email, role, fits) => {
    actAs('chief')
    const create = authDb().invitation.create({
      data: { organizationId, email, role },
    })
    await (fits
      ? expect(create).resolves.toMatchObject({ email, role })
      : expect(create).rejects.toMatchObject({
          meta: { reason: 'DATA_VALIDATION_VIOLATION' },
        }))
  })
})
