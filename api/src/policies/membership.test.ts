import { authDb } from 'src/lib/authDb'
import { outcomeOf, policyTable } from 'src/testing/policyTable'
import { askRaw } from 'src/testing/tables'
import {
  PEOPLE,
  ORGANIZATIONS,
  actAs,
  membershipOf,
  setTeamScene,
} from 'src/testing/world'
import type { Person } from 'src/testing/world'

beforeEach(setTeamScene)

const keyOf = (actor: string, home: 'home' | 'away' = 'home') => ({
  userId_organizationId: membershipOf(
    actor as Exclude<Person, 'anonymous'>,
    home
  ),
})

const update = (actor: string, data: object) =>
  authDb().membership.update({ where: keyOf(actor), data })

const acts: Record<string, (state: string) => Promise<unknown>> = {
  read: (state) => authDb().membership.findUnique({ where: keyOf(state) }),
  list: (state) =>
    authDb().membership.findMany({
      where: keyOf(state).userId_organizationId,
    }),
  promote: (state) => update(state, { role: 'admin' }),
  remove: (state) => authDb().membership.delete({ where: keyOf(state) }),
  'remove-many': async (state) =>
    (
      await authDb().membership.deleteMany({
        where: keyOf(state).userId_organizationId,
      })
    ).count || null,
}

describe('Who may do what to the membership of (T1, T5)', () => {
  const cells = policyTable(`
    state   operation    anonymous stranger admin rival member insider chief
    member  read         -         -        -     -     yes    yes     yes
    member  list         -         -        -     -     yes    yes     yes
    member  promote      -         -        -     -     no     no      yes
    member  remove       -         -        -     -     yes    no      yes
    member  remove-many  -         -        -     -     yes    -       yes
    chief   read         -         -        -     -     yes    yes     yes
    chief   remove       -         -        -     -     no     no      yes
  `)

  test.each(
    cells.filter(
      ({ state, operation, actor }) =>
        // That an admin remains is no matter of rules, see below.
        !(state === 'chief' && operation === 'remove' && actor === 'chief')
    )
  )(
    'the $state, $operation, $actor: $expected',
    async ({ state, operation, actor, expected }) => {
      expect(await outcomeOf(actor, () => acts[operation](state))).toBe(
        expected
      )
    }
  )
})

describe('Who may add to an organization (T1)', () => {
  const { id: organizationId } = ORGANIZATIONS.home
  const people: Record<string, (actor: Person) => object> = {
    'the-reader': () => ({ userId: PEOPLE.reader.id }),
    'an-admin': () => ({ userId: PEOPLE.reader.id, role: 'admin' }),
    themselves: (actor) => ({ userId: PEOPLE[actor]?.id ?? 0 }),
    'themselves-as-admin': (actor) => ({
      userId: PEOPLE[actor]?.id ?? 0,
      role: 'admin',
    }),
    'themselves-by-relation': (actor) => ({
      user: { connect: { id: PEOPLE[actor]?.id ?? 0 } },
    }),
  }
  const cells = policyTable(`
    state  operation               anonymous stranger admin rival member chief
    home   the-reader              -         -        -     -     no     yes
    home   an-admin                -         -        -     -     no     yes
    home   themselves              -         -        -     -     no     no
    home   themselves-as-admin     -         -        -     -     no     no
    home   themselves-by-relation  -         -        -     -     no     no
  `)

  test.each(cells)(
    '$operation, $actor: $expected',
    async ({ operation, actor, expected }) => {
      const act = () =>
        authDb().membership.create({
          data: {
            ...(operation === 'themselves-by-relation'
              ? { organization: { connect: { id: organizationId } } }
              : { organizationId }),
            ...people[operation](actor),
          } as never,
        })
      expect(await outcomeOf(actor, act)).toBe(expected)
    }
  )

  test.each(['stranger', 'admin', 'rival'] as const)(
    'and the %s gets in through no relation',
    async (actor) => {
      const { id: userId } = PEOPLE[actor]
      const count = {
        model: 'Membership',
        operation: 'count',
        args: { where: { organizationId } },
      }
      const before = await askRaw([count])
      const tries: (() => Promise<unknown>)[] = [
        () =>
          authDb().user.update({
            where: { id: userId },
            data: { memberships: { create: { organizationId } } },
          }),
        () =>
          authDb().user.update({
            where: { id: userId },
            data: {
              memberships: { connect: keyOf('member') },
            },
          }),
        () =>
          authDb().organization.update({
            where: { id: organizationId },
            data: { members: { create: { userId } } },
          }),
        () =>
          authDb().membership.createMany({
            data: [{ userId, organizationId }],
          }),
        () =>
          authDb().membership.upsert({
            where: { userId_organizationId: { userId, organizationId } },
            create: { userId, organizationId },
            update: {},
          }),
      ]
      for (const act of tries) {
        expect(await outcomeOf(actor, act)).not.toBe('yes')
      }
      expect(await askRaw([count])).toEqual(before)
    }
  )
})

describe('A membership stays whose and where it is (T1)', () => {
  const changes: Record<string, object> = {
    'its key': { id: 4711 },
    'its user': { userId: PEOPLE.stranger.id },
    'its user, through the relation': {
      user: { connect: { id: PEOPLE.stranger.id } },
    },
    'its organization': { organizationId: ORGANIZATIONS.away.id },
    'its organization, through the relation': {
      organization: { connect: { id: ORGANIZATIONS.home.id } },
    },
    'its date': { createdAt: new Date(0) },
  }

  test.each(Object.entries(changes))(
    'an admin cannot change %s',
    async (_name, data) => {
      const act = () => update('member', data)
      expect(await outcomeOf('chief', act)).toBe('no')
    }
  )

  it('an admin of both cannot move one from the one to the other', async () => {
    actAs('chief')
    const where = keyOf('member')
    const { id: organizationId } = await authDb().organization.create({
      data: { name: 'New', slug: 'new' },
    })
    const moves: (() => Promise<unknown>)[] = [
      () => authDb().membership.update({ where, data: { organizationId } }),
      () => authDb().membership.updateMany({ data: { organizationId } }),
      () =>
        authDb().organization.update({
          where: { id: organizationId },
          data: { members: { connect: where } },
        }),
    ]
    for (const move of moves) {
      await outcomeOf('chief', move)
      expect(await acts.read('member')).toMatchObject(
        membershipOf('member', 'home')
      )
    }
  })
})

describe('An organization keeps an admin (T1)', () => {
  const REFUSED = { code: 'P2003' }

  it('the last one cannot leave', async () => {
    actAs('chief')
    await expect(acts.remove('chief')).rejects.toMatchObject(REFUSED)
    await expect(acts['remove-many']('chief')).rejects.toMatchObject(REFUSED)
    expect(await acts.read('chief')).toMatchObject({ role: 'admin' })
  })

  it('the last one cannot become a member only', async () => {
    actAs('chief')
    await expect(update('chief', { role: 'member' })).rejects.toMatchObject(
      REFUSED
    )
  })

  it('of two, one may leave, but not the other', async () => {
    actAs('chief')
    await acts.promote('member')
    await acts.remove('chief')
    actAs('member')
    await expect(acts.remove('member')).rejects.toMatchObject(REFUSED)
  })

  it('nor may both go at once', async () => {
    actAs('chief')
    await acts.promote('member')
    await expect(
      authDb().membership.deleteMany({
        where: { organizationId: ORGANIZATIONS.home.id, role: 'admin' },
      })
    ).rejects.toMatchObject(REFUSED)
    await expect(
      authDb().membership.updateMany({ data: { role: 'member' } })
    ).rejects.toMatchObject(REFUSED)
  })

  it('of two who demote each other at once, one remains', async () => {
    actAs('chief')
    await acts.promote('member')
    const results = await Promise.allSettled([
      (actAs('chief'), update('member', { role: 'member' })),
      (actAs('member'), update('chief', { role: 'member' })),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1
    )
  })
})

describe('The role in a membership', () => {
  test.each([
    ['admin', true],
    ['member', true],
    ['owner', false],
    ['', false],
    ['an admin', false],
  ])('"%s": %s', async (role, isOne) => {
    actAs('chief')
    const edit = update('member', { role })
    await (isOne
      ? expect(edit).resolves.toMatchObject({ role })
      : expect(edit).rejects.toMatchObject({
          meta: { reason: 'DATA_VALIDATION_VIOLATION' },
        }))
  })

  it('is that of a member, if nothing is said', async () => {
    actAs('chief')
    const made = await authDb().membership.create({
      data: membershipOf('reader', 'home'),
    })
    expect(made.role).toBe('member')
  })
})
