import { authDb } from 'src/lib/authDb'
import { outcomeOf, policyTable } from 'src/testing/policyTable'
import { askRaw } from 'src/testing/tables'
import {
  PEOPLE,
  GROUPS,
  ORGANIZATIONS,
  actAs,
  membershipOf,
  setTeamScene,
} from 'src/testing/world'
import type { Person, GroupName } from 'src/testing/world'

beforeEach(setTeamScene)

/** In these tables the state is the group; the insider is in the first one. */
const groupOf = (state: string) => GROUPS[state as GroupName]
const insiderIn = (state: string) => ({
  userId_groupId: {
    userId: state === 'circle' ? PEOPLE.insider.id : PEOPLE.rival.id,
    groupId: groupOf(state).id,
  },
})

const add = (state: string, userId: number) => {
  const { id: groupId, organizationId } = groupOf(state)
  return authDb().groupMember.create({
    data: { groupId, organizationId, userId },
  })
}

const themselves = () => context.currentUser?.id ?? 0

const acts: Record<string, (state: string) => Promise<unknown>> = {
  add: (state) => add(state, PEOPLE.member.id),
  'add-there': (state) =>
    authDb().group.update({
      where: { id: groupOf(state).id },
      data: { members: { create: { userId: PEOPLE.member.id } } },
    }),
  'add-self': (state) => add(state, themselves()),
  'add-self-there': (state) =>
    authDb().group.update({
      where: { id: groupOf(state).id },
      data: { members: { create: { userId: themselves() } } },
    }),
  read: (state) => authDb().groupMember.findUnique({ where: insiderIn(state) }),
  list: (state) =>
    authDb().groupMember.findMany({ where: { groupId: groupOf(state).id } }),
  repoint: (state) =>
    authDb().groupMember.update({
      where: insiderIn(state),
      data: { userId: PEOPLE.member.id },
    }),
  remove: (state) => authDb().groupMember.delete({ where: insiderIn(state) }),
}

describe('Who may do what to those in a group (T1)', () => {
  const cells = policyTable(`
    state   operation       anonymous stranger admin rival owner insider chief
    circle  add             -         -        -     -     no    no      yes
    circle  add-there       -         -        -     -     no    no      yes
    circle  add-self        -         -        -     -     no    no      no
    circle  add-self-there  -         -        -     -     no    no      no
    circle  read            -         -        -     -     yes   yes     yes
    circle  list            -         -        -     -     yes   yes     yes
    circle  repoint         -         -        -     -     no    no      no
    circle  remove          -         -        -     -     no    no      yes
    den     read            -         -        -     yes   -     -       -
    den     remove          -         -        -     yes   -     -       -
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

describe('Only members of its organization are in a group (T1)', () => {
  it('an admin adds nobody from elsewhere', async () => {
    const adding = (id: number) => () => add('circle', id)
    expect(await outcomeOf('chief', adding(PEOPLE.rival.id))).toBe('-')
    expect(await outcomeOf('chief', adding(PEOPLE.stranger.id))).toBe('-')
    expect(await outcomeOf('chief', adding(PEOPLE.owner.id))).toBe('yes')
  })

  it('nor by way of a membership elsewhere', async () => {
    const act = () =>
      authDb().groupMember.create({
        data: {
          groupId: GROUPS.circle.id,
          ...membershipOf('rival', 'away'),
        },
      })
    for (const actor of ['chief', 'rival'] as const) {
      expect(await outcomeOf(actor, act)).not.toBe('yes')
    }
  })

  it('the admin of one organization touches no group of another', async () => {
    const attempts: (() => Promise<unknown>)[] = [
      () => add('circle', PEOPLE.rival.id),
      () => acts['add-there']('circle'),
      () => acts.remove('circle'),
      () =>
        authDb().group.update({
          where: { id: GROUPS.den.id },
          data: { members: { connect: insiderIn('circle') } },
        }),
      () =>
        authDb().organization.update({
          where: { id: ORGANIZATIONS.away.id },
          data: { groups: { connect: { id: GROUPS.circle.id } } },
        }),
    ]
    for (const act of attempts) {
      expect(await outcomeOf('rival', act)).toBe('-')
    }
  })
})

describe('Who leaves an organization leaves its groups (T5)', () => {
  const count = {
    model: 'GroupMember',
    operation: 'count',
    args: { where: { userId: PEOPLE.insider.id } },
  }
  const where = { userId_organizationId: membershipOf('insider', 'home') }

  test.each(['insider', 'chief'] as Person[])(
    'when the %s ends the membership',
    async (actor) => {
      actAs(actor)
      await authDb().membership.delete({ where })
      expect(await askRaw([count])).toEqual([{ result: 0 }])
    }
  )

  it('and is in none on coming back', async () => {
    actAs('chief')
    await authDb().membership.delete({ where })
    await authDb().membership.create({
      data: membershipOf('insider', 'home'),
    })
    expect(await askRaw([count])).toEqual([{ result: 0 }])
  })
})
