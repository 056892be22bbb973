import { authDb } from 'src/lib/authDb'
import { outcomeOf, policyTable } from 'src/testing/policyTable'
import { GROUPS, ORGANIZATIONS, actAs, setTeamScene } from 'src/testing/world'
import type { GroupName } from 'src/testing/world'

beforeEach(setTeamScene)

const whereIs = (state: string) => ({ id: GROUPS[state as GroupName].id })
const homeOf = (state: string) => GROUPS[state as GroupName].organizationId

const acts: Record<string, (state: string) => Promise<unknown>> = {
  create: (state) =>
    authDb().group.create({
      data: { name: 'New', organizationId: homeOf(state) },
    }),
  'create-there': (state) =>
    authDb().organization.update({
      where: { id: homeOf(state) },
      data: { groups: { create: { name: 'New' } } },
    }),
  read: (state) => authDb().group.findUnique({ where: whereIs(state) }),
  list: (state) => authDb().group.findMany({ where: whereIs(state) }),
  rename: (state) =>
    authDb().group.update({ where: whereIs(state), data: { name: 'Ring' } }),
  delete: (state) => authDb().group.delete({ where: whereIs(state) }),
}

describe('Who may do what to a group (T1)', () => {
  const cells = policyTable(`
    state   operation     anonymous stranger admin rival member insider chief
    circle  create        -         -        -     -     no     no      yes
    circle  create-there  -         -        -     -     no     no      yes
    circle  read          -         -        -     -     yes    yes     yes
    circle  list          -         -        -     -     yes    yes     yes
    circle  rename        -         -        -     -     no     no      yes
    circle  delete        -         -        -     -     no     no      yes
    den     create        -         -        -     yes   -      -       -
    den     read          -         -        -     yes   -      -       -
    den     rename        -         -        -     yes   -      -       -
    den     delete        -         -        -     yes   -      -       -
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

describe('A group stays in its organization (T1)', () => {
  const changes: Record<string, object> = {
    'its key': { id: 4711 },
    'its organization': { organizationId: ORGANIZATIONS.away.id },
    'its organization, through the relation': {
      organization: { connect: { id: ORGANIZATIONS.home.id } },
    },
    'its date': { createdAt: new Date(0) },
  }

  test.each(Object.entries(changes))(
    'an admin cannot change %s',
    async (_name, data) => {
      const act = () =>
        authDb().group.update({ where: whereIs('circle'), data })
      expect(await outcomeOf('chief', act)).toBe('no')
    }
  )

  it('not even into another one of the same admin', async () => {
    actAs('chief')
    const { id: organizationId } = await authDb().organization.create({
      data: { name: 'New', slug: 'new' },
    })
    const act = () =>
      authDb().group.update({
        where: whereIs('circle'),
        data: { organizationId },
      })
    expect(await outcomeOf('chief', act)).toBe('no')
  })
})

describe('The name of a group', () => {
  const long = (length: number) => 'x'.repeat(length)

  test.each([
    ['missing', ' ', false],
    ['one character', 'C', true],
    ['80 characters', long(80), true],
    ['81 characters', long(81), false],
  ])('%s', async (_name, name, fits) => {
    actAs('chief')
    const rename = authDb().group.update({
      where: whereIs('circle'),
      data: { name },
    })
    await (fits
      ? expect(rename).resolves.toMatchObject({ name })
      : expect(rename).rejects.toMatchObject({
          meta: { reason: 'DATA_VALIDATION_VIOLATION' },
        }))
  })

  it('comes without blanks around, and once in an organization', async () => {
    actAs('chief')
    const { id: organizationId } = ORGANIZATIONS.home
    const create = (name: string) =>
      authDb().group.create({ data: { name, organizationId } })
    expect(await create(' Ring ')).toMatchObject({ name: 'Ring' })
    expect(await create('den')).toMatchObject({ name: 'den' })
    await expect(create('circle')).rejects.toMatchObject({ code: 'P2002' })
  })
})
