import { openScratch } from 'src/testing/scratch'
import type { AnyClient, Scratch } from 'src/testing/scratch'

/*
 * T6: a model that extends Shareable needs no line about authorization. What the
 * documentation says of a Note is done to a copy of the schema, with its words.
 *
 * At Home, Ann owns notes, Bob is with her in a group, Cal is a member only, and
 * Dee is elsewhere.
 */

const MAKING_MS = 240_000

let scratch: Scratch
let ids: Record<'own' | 'open' | 'shared', number>
let home: number
let circle: number
let den: number

const person = (id: number, name: string) => ({
  ...{ id, name, email: `${name}@example.com`, roles: 'reader' },
  updatedAt: new Date(0),
})
const PEOPLE = {
  ann: person(1, 'ann'),
  bob: person(2, 'bob'),
  cal: person(3, 'cal'),
  dee: person(4, 'dee'),
}
type Name = keyof typeof PEOPLE | 'visitor'
const NAMES: Name[] = ['visitor', 'ann', 'bob', 'cal', 'dee']

const as = (name: Name): AnyClient =>
  scratch.enhanceAs(name === 'visitor' ? null : PEOPLE[name])

const idOf = (row: unknown) => (row as { id: number }).id

beforeAll(async () => {
  scratch = await openScratch('extended')
  const { user } = scratch.db
  await user.createMany({ data: Object.values(PEOPLE) })
}, MAKING_MS)
afterAll(() => scratch.close())

beforeEach(async () => {
  const { db } = scratch
  await db.note.deleteMany({})
  await db.organization.deleteMany({})
  const organization = async (slug: string, founderId: number) =>
    idOf(
      await db.organization.create({ data: { name: slug, slug, founderId } })
    )
  home = await organization('home', PEOPLE.ann.id)
  const away = await organization('away', PEOPLE.dee.id)
  const members = [PEOPLE.bob, PEOPLE.cal]
  await db.membership.createMany({
    data: members.map(({ id }) => ({ userId: id, organizationId: home })),
  })
  const group = async (organizationId: number) =>
    idOf(await db.group.create({ data: { name: 'group', organizationId } }))
  circle = await group(home)
  den = await group(away)
  await db.groupMember.create({
    data: { groupId: circle, userId: PEOPLE.bob.id, organizationId: home },
  })
  const note = async (data: object) =>
    idOf(
      await as('ann').note.create({
        data: { text: 'Words.', organizationId: home, ...data },
      })
    )
  ids = {
    own: await note({}),
    open: await note({ isPublic: true }),
    shared: await note({ groups: { connect: { id: circle } } }),
  }
})

/** Who can do it: of whom it is neither refused nor without effect. */
const those = async (act: (client: AnyClient) => Promise<unknown>) => {
  const able: Name[] = []
  for (const name of NAMES) {
    const result = await act(as(name)).catch(({ code }) => {
      expect(code).toMatch(/^P20(04|25)$/)
    })
    if (result) {
      able.push(name)
    }
  }
  return able
}

const everyNote = async (act: (where: { id: number }) => Promise<Name[]>) => ({
  own: await act({ id: ids.own }),
  open: await act({ id: ids.open }),
  shared: await act({ id: ids.shared }),
})

describe('A note', () => {
  it('is read by its owner, in the organization if public, in the group if shared', async () => {
    expect(
      await everyNote((where) =>
        those(({ note }) => note.findUnique({ where }))
      )
    ).toEqual({
      own: ['ann'],
      open: ['ann', 'bob', 'cal'],
      shared: ['ann', 'bob'],
    })
  })

  it('is edited by its owner and by those it is shared with', async () => {
    expect(
      await everyNote((where) =>
        those(({ note }) => note.update({ where, data: { text: 'Other.' } }))
      )
    ).toEqual({ own: ['ann'], open: ['ann'], shared: ['ann', 'bob'] })
  })

  it.each([
    ['made public', { isPublic: true }],
    ['shared no more', { groups: { set: [] } }],
    ['marked as deleted', { isDeleted: true }],
    ['given away', { ownerId: PEOPLE.bob.id }],
    ['taken out of its organization', { organizationId: null }],
  ])('is not %s by those it is shared with', async (_what, data) => {
    const where = { id: ids.shared }
    await expect(as('bob').note.update({ where, data })).rejects.toMatchObject({
      code: 'P2004',
    })
  })

  it('is made in an organization by its members, who own it', async () => {
    expect(
      await those(({ note }) =>
        note.create({ data: { text: 'New.', organizationId: home } })
      )
    ).toEqual(['ann', 'bob', 'cal'])
    expect(
      await those(({ note }) => note.create({ data: { text: 'New.' } }))
    ).toEqual(['ann', 'bob', 'cal', 'dee'])
    const made = await as('cal').note.create({ data: { text: 'New.' } })
    expect(made).toMatchObject({ ownerId: PEOPLE.cal.id })
  })

  it('is shared with groups of its organization only', async () => {
    const share = (id: number) =>
      as('ann').note.update({
        where: { id: ids.own },
        data: { groups: { connect: { id } } },
      })
    await expect(share(den)).rejects.toMatchObject({ code: 'P2025' })
    await scratch.db.membership.create({
      data: {
        userId: PEOPLE.ann.id,
        organizationId: idOf(
          await scratch.db.organization.findFirst({ where: { slug: 'away' } })
        ),
      },
    })
    await expect(share(den)).rejects.toMatchObject({ code: 'P2003' })
    await expect(share(circle)).resolves.toBeTruthy()
  })

  it('is deleted by its owner, for everyone, and kept', async () => {
    const where = { id: ids.shared }
    expect(await those(({ note }) => note.delete({ where }))).toEqual(['ann'])
    expect(await those(({ note }) => note.findUnique({ where }))).toEqual([])
    expect(
      await those(({ note }) => note.update({ where, data: { text: 'Back.' } }))
    ).toEqual([])
    expect(await scratch.db.note.findUnique({ where })).toMatchObject({
      isDeleted: true,
    })
  })

  it('is lost to who leaves the organization', async () => {
    const own = { userId: PEOPLE.bob.id, organizationId: home }
    await as('bob').membership.delete({ where: { userId_organizationId: own } })
    const where = { id: ids.shared }
    expect(await those(({ note }) => note.findUnique({ where }))).toEqual([
      'ann',
    ])
  })
})
