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
import type { Person, Home } from 'src/testing/world'

beforeEach(setTeamScene)

const whereIs = (state: string) => ({ id: ORGANIZATIONS[state as Home].id })

const acts: Record<string, (state: string) => Promise<unknown>> = {
  read: (state) => authDb().organization.findUnique({ where: whereIs(state) }),
  list: (state) => authDb().organization.findMany({ where: whereIs(state) }),
  rename: (state) =>
    authDb().organization.update({
      where: whereIs(state),
      data: { name: 'Renamed', slug: 'renamed' },
    }),
  delete: (state) => authDb().organization.delete({ where: whereIs(state) }),
}

describe('Who may do what to an organization (T1)', () => {
  const cells = policyTable(`
    state  operation  anonymous stranger admin rival member insider chief
    home   read       -         -        -     -     yes    yes     yes
    home   list       -         -        -     -     yes    yes     yes
    home   rename     -         -        -     -     no     no      yes
    home   delete     -         -        -     -     no     no      no
    away   read       -         -        -     yes   -      -       -
    away   rename     -         -        -     yes   -      -       -
  `)

  test.each(cells)(
    '$state, $operation, $actor: $expected',
    async ({ state, operation, actor, expected }) => {
      expect(await outcomeOf(actor, () => acts[operation](state))).toBe(
        expected
      )
    }
  )

  test.each([
    { id: 4711 },
    { createdAt: new Date(0) },
    { founderId: PEOPLE.member.id },
    { founder: { connect: { id: PEOPLE.member.id } } },
  ])('not even its admin changes %j', async (data) => {
    const act = () =>
      authDb().organization.update({ where: whereIs('home'), data })
    expect(await outcomeOf('chief', act)).toBe('no')
  })
})

describe('Founding an organization (T1)', () => {
  const NEW = { name: 'New', slug: 'new' }
  const inputs: Record<string, object> = {
    own: {},
    'own-by-id': { founderId: PEOPLE.reader.id },
    'for-the-reader': { founder: { connect: { id: PEOPLE.reader.id } } },
  }
  const cells = policyTable(`
    state  operation       anonymous reader stranger chief
    new    own             no        yes    yes      yes
    new    own-by-id       no        yes    no       no
    new    for-the-reader  no        yes    no       no
  `)

  test.each(cells)(
    '$operation, $actor: $expected',
    async ({ operation, actor, expected }) => {
      const act = () =>
        authDb().organization.create({ data: { ...NEW, ...inputs[operation] } })
      expect(await outcomeOf(actor, act)).toBe(expected)
    }
  )

  it('makes the founder its only member, and an admin', async () => {
    actAs('reader')
    const { members } = await authDb().organization.create({
      data: NEW,
      select: { members: { select: { userId: true, role: true } } },
    })
    expect(members).toEqual([{ userId: PEOPLE.reader.id, role: 'admin' }])
  })

  it('gives no right to come back once the founder has left', async () => {
    actAs('reader')
    const { id: organizationId } = await authDb().organization.create({
      data: {
        ...NEW,
        members: { create: { userId: PEOPLE.stranger.id, role: 'admin' } },
      },
    })
    const own = { userId: PEOPLE.reader.id, organizationId }
    await authDb().membership.delete({ where: { userId_organizationId: own } })
    const waysBack: Record<string, () => Promise<unknown>> = {
      'as a member': () => authDb().membership.create({ data: own }),
      'as an admin': () =>
        authDb().membership.create({ data: { ...own, role: 'admin' } }),
      'through the organization': () =>
        authDb().organization.update({
          where: { id: organizationId },
          data: { members: { create: own } },
        }),
      'through the user': () =>
        authDb().user.update({
          where: { id: own.userId },
          data: { memberships: { create: { organizationId, role: 'admin' } } },
        }),
      'through what they have founded': () =>
        authDb().user.update({
          where: { id: own.userId },
          data: {
            organizations: {
              update: {
                where: { id: organizationId },
                data: { members: { create: own } },
              },
            },
          },
        }),
      'by an invitation': () =>
        authDb().invitation.create({
          data: { organizationId, email: PEOPLE.reader.email },
        }),
      'to look at it': () =>
        authDb().organization.findUnique({ where: { id: organizationId } }),
    }
    for (const [way, act] of Object.entries(waysBack)) {
      expect([way, await outcomeOf('reader', act)]).not.toEqual([way, 'yes'])
    }
    const count = {
      model: 'Membership',
      operation: 'count',
      args: { where: own },
    }
    expect(await askRaw([count])).toEqual([{ result: 0 }])
  })

  it('takes a slug that nobody else has', async () => {
    actAs('reader')
    await expect(
      authDb().organization.create({ data: { ...NEW, slug: 'HOME' } })
    ).rejects.toMatchObject({ code: 'P2002' })
  })
})

describe('An organization that somebody is no member of cannot be found', () => {
  const name = { startsWith: 'The home' }
  const filters: Record<string, () => Promise<unknown[]>> = {
    'by its name': () => authDb().organization.findMany({ where: { name } }),
    "by its name, through a group's filter": () =>
      authDb().group.findMany({ where: { organization: { name } } }),
    'or through a user': () =>
      authDb().user.findMany({
        where: { OR: [{ memberships: { some: { organization: { name } } } }] },
      }),
    'or through what somebody has founded': () =>
      authDb().user.findMany({ where: { organizations: { some: { name } } } }),
    'or through the groups of a user': () =>
      authDb().user.findMany({
        where: { groups: { some: { group: { name: 'circle' } } } },
      }),
    'nor counted': async () =>
      (
        await authDb().user.findMany({
          where: { id: PEOPLE.member.id },
          select: { _count: { select: { memberships: true } } },
        })
      ).filter(({ _count }) => _count.memberships > 0),
    'nor grouped': async () => {
      const roles = await authDb().membership.groupBy({ by: ['role'] })
      return roles
    },
  }
  const outsiders: Person[] = ['anonymous', 'stranger', 'admin']

  test.each(Object.entries(filters))('%s', async (_name, find) => {
    for (const actor of outsiders) {
      expect(await outcomeOf(actor, find)).not.toBe('yes')
    }
    expect(await outcomeOf('member', find)).toBe('yes')
  })
})

describe('The limits of an organization', () => {
  const long = (length: number) => 'x'.repeat(length)
  const limits: [string, { name?: string; slug?: string }, boolean][] = [
    ['no name', { name: ' ' }, false],
    ['a name of one character', { name: 'C' }, true],
    ['a name of 80 characters', { name: long(80) }, true],
    ['a name of 81 characters', { name: long(81) }, false],
    ['no slug', { slug: '' }, false],
    ['a slug of one character', { slug: 'c' }, true],
    ['a slug of 40 characters', { slug: long(40) }, true],
    ['a slug of 41 characters', { slug: long(41) }, false],
    ['a slug of several words', { slug: 'a-9-b' }, true],
    ['a slug with a blank', { slug: 'a b' }, false],
    ['a slug that ends with a hyphen', { slug: 'a-' }, false],
    ['a slug that begins with a hyphen', { slug: '-a' }, false],
  ]

  test.each(limits)('%s', async (_name, change, fits) => {
    actAs('chief')
    const edit = authDb().organization.update({
      where: whereIs('home'),
      data: change,
    })
    await (fits
      ? expect(edit).resolves.toMatchObject(change)
      : expect(edit).rejects.toMatchObject({
          meta: { reason: 'DATA_VALIDATION_VIOLATION' },
        }))
  })

  it('blanks around, and capitals in a slug, are not kept', async () => {
    actAs('chief')
    const edited = await authDb().organization.update({
      where: whereIs('home'),
      data: { name: ' Home ', slug: ' Home-1 ' },
    })
    expect(edited).toMatchObject({ name: 'Home', slug: 'home-1' })
  })
})

it('whoever leaves an organization sees nothing of it any more (T5)', async () => {
  const own = membershipOf('insider', 'home')
  actAs('insider')
  await authDb().membership.delete({ where: { userId_organizationId: own } })
  expect(await outcomeOf('insider', () => acts.read('home'))).toBe('-')
  expect(await authDb().group.count()).toBe(0)
  expect(await authDb().groupMember.count()).toBe(0)
})
