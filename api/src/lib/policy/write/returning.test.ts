import { authDb } from 'src/lib/authDb'
import { effectOf, refusalOf } from 'src/testing/effects'
import { openScratch } from 'src/testing/scratch'
import type { AnyClient, Scratch } from 'src/testing/scratch'
import { store } from 'src/testing/stored'
import { ACTORS, POSTS, actAs, setScene } from 'src/testing/world'

/* What a write gives back: what its actor may read of it, and no more. */

const MAKING_MS = 180_000
const ANN = 1
const OPEN = 1
const LOCKED = 2
const SECRET = 3

let office: Scratch
let visitor: AnyClient
beforeAll(async () => {
  office = await openScratch('office')
  visitor = office.enhanceAs(null)
}, MAKING_MS)
afterAll(() => office.close())

beforeEach(() =>
  store(office, {
    Desk: [],
    Badge: [],
    Skill: [],
    _PersonToSkill: [],
    Ticket: [],
    Step: [],
    Person: [
      { id: ANN, name: 'Ann' },
      { id: 2, name: 'Sue', secret: true },
    ],
    Task: [
      { id: OPEN, title: 'open', personId: ANN },
      { id: LOCKED, title: 'locked', locked: true },
      { id: SECRET, title: 'secret', secret: true },
      { id: 4, title: 'other' },
    ],
  })
)

describe('Created rows', () => {
  const data = [{ title: 'B' }, { title: 'A', personId: ANN }, { title: 'C' }]

  it('come in their order, whole', async () => {
    expect(await visitor.task.createManyAndReturn({ data })).toEqual([
      { id: 5, title: 'B', personId: null, locked: false, secret: false },
      { id: 6, title: 'A', personId: ANN, locked: false, secret: false },
      { id: 7, title: 'C', personId: null, locked: false, secret: false },
    ])
  })

  test.each<[object, object[]]>([
    [
      { select: { title: true } },
      [{ title: 'B' }, { title: 'A' }, { title: 'C' }],
    ],
    [{ select: { id: true } }, [{ id: 5 }, { id: 6 }, { id: 7 }]],
    [
      { select: { id: false, title: true } },
      [{ title: 'B' }, { title: 'A' }, { title: 'C' }],
    ],
    [
      { omit: { id: true, locked: true, secret: true, personId: true } },
      [{ title: 'B' }, { title: 'A' }, { title: 'C' }],
    ],
    [
      { omit: { id: false, locked: true, secret: true, title: true } },
      [
        { id: 5, personId: null },
        { id: 6, personId: ANN },
        { id: 7, personId: null },
      ],
    ],
    [
      { select: { person: { select: { name: true } } } },
      [{ person: null }, { person: { name: 'Ann' } }, { person: null }],
    ],
  ])('come as asked for: %j', async (shape, expected) => {
    const made = await visitor.task.createManyAndReturn({ data, ...shape })
    expect(made).toEqual(expected)
  })

  it('are all there, or none', async () => {
    const withLocked = [...data, { locked: true }]
    for (const many of ['createMany', 'createManyAndReturn']) {
      expect(
        await effectOf(office, (client) =>
          client.task[many]({ data: withLocked })
        )
      ).toBe('denied')
    }
  })

  it('are one, if one is given, and none if none is', async () => {
    const one = { title: 'B' }
    expect(await visitor.task.createMany({ data: one })).toEqual({ count: 1 })
    expect(
      await visitor.task.createManyAndReturn({
        data: one,
        select: { title: true },
      })
    ).toEqual([one])
    expect(await visitor.task.createMany({ data: [] })).toEqual({ count: 0 })
    expect(await visitor.task.createManyAndReturn({ data: [] })).toEqual([])
  })

  it('hang on rows that are there', async () => {
    for (const personId of [2, 4711]) {
      expect(
        await effectOf(office, (client) =>
          client.task.createMany({ data: [{ title: 'B' }, { personId }] })
        )
      ).toBe('absent')
    }
  })

  it('are passed over if they are there already, where the database can', async () => {
    const { provider } = office.policy
    expect(
      await refusalOf(visitor.task.createMany({ data, skipDuplicates: true }))
    ).toBe(provider === 'sqlite' ? 'PrismaClientValidationError' : '')
  })

  it('that may not be read are left out', async () => {
    await setScene()
    const data = { name: 'Cy', email: 'cy@example.com', message: 'Hello.' }
    actAs('reader')
    expect(await authDb().contact.createManyAndReturn({ data })).toEqual([])
    expect(await authDb().contact.create({ data })).toBeNull()
    actAs('admin')
    expect(await authDb().contact.count({ where: { name: 'Cy' } })).toBe(3)
  })
})

describe('Updated rows', () => {
  it('are those that may be changed, as they are then', async () => {
    expect(
      await visitor.task.updateManyAndReturn({
        data: { title: 'new' },
        select: { id: true, title: true },
      })
    ).toEqual([
      { id: OPEN, title: 'new' },
      { id: 4, title: 'new' },
    ])
  })

  it('are not given any more once they are hidden', async () => {
    const hide = (client: AnyClient) =>
      client.task.updateManyAndReturn({ data: { secret: true } })
    expect(await hide(visitor)).toEqual([])
    expect(await office.db.task.count({ where: { secret: true } })).toBe(3)
  })

  it('are as many as there may be', async () => {
    const few = { data: { title: 'new' }, limit: 1, omit: { id: true } }
    expect(await visitor.task.updateManyAndReturn(few)).toMatchObject([
      { title: 'new' },
    ])
    const where = { title: 'new' }
    expect(await office.db.task.count({ where })).toBe(1)
    expect(
      await visitor.task.updateMany({ data: { title: 'newer' }, limit: 1 })
    ).toEqual({ count: 1 })
  })

  it('are found by what is seen of them', async () => {
    const secret = { where: { title: 'secret' }, data: { title: 'new' } }
    expect(await visitor.task.updateManyAndReturn(secret)).toEqual([])
    expect(await visitor.task.updateMany(secret)).toEqual({ count: 0 })
  })

  it('may have another key than before', async () => {
    expect(
      await visitor.task.update({
        where: { id: OPEN },
        data: { id: 9 },
        select: { id: true, person: { select: { name: true } } },
      })
    ).toEqual({ id: 9, person: { name: 'Ann' } })
  })

  it('hang on rows that are there', async () => {
    for (const personId of [2, 4711]) {
      const data = { personId }
      const where = { id: OPEN }
      expect(
        await effectOf(office, ({ task }) => task.update({ where, data }))
      ).toBe('absent')
      expect(
        await effectOf(office, ({ task }) => task.updateMany({ where, data }))
      ).toBe('absent')
    }
  })
})

describe('A row that is created or updated', () => {
  const upsert = (client: AnyClient, id: number, create: object = {}) =>
    client.task.upsert({
      where: { id },
      create: { title: 'made', ...create },
      update: { title: 'changed' },
      select: { title: true },
    })

  test.each<[string, number, object, string]>([
    ['is updated if it is seen', OPEN, {}, 'Task 1 title=changed'],
    ['is not if it is locked', LOCKED, {}, 'denied'],
    ['is created if it is missing', 4711, {}, '+Task 5'],
    ['is created as one of its own if it is hidden', SECRET, {}, '+Task 5'],
    ['cannot have the key of a hidden one', SECRET, { id: SECRET }, 'P2002'],
    ['is not created against the rules', 4711, { locked: true }, 'denied'],
    [
      'is not created on what is hidden',
      4711,
      { person: { connect: { id: 2 } } },
      'absent',
    ],
  ])('%s', async (_what, id, create, expected) => {
    const write = (client: AnyClient) => upsert(client, id, create)
    expect(await effectOf(office, write)).toBe(expected)
  })

  it('is given back either way', async () => {
    expect(await upsert(visitor, OPEN)).toEqual({ title: 'changed' })
    expect(await upsert(visitor, 4711)).toEqual({ title: 'made' })
  })

  it('takes its update and its creation, both', async () => {
    const where = { id: OPEN }
    for (const half of [{ create: {} }, { update: {} }, {}]) {
      expect(await refusalOf(visitor.task.upsert({ where, ...half }))).toBe(
        'PrismaClientValidationError'
      )
    }
  })
})

describe('A deleted row', () => {
  it('is given as it was, with what is around it', async () => {
    expect(
      await visitor.task.delete({
        where: { id: OPEN },
        select: { title: true, person: { select: { name: true } } },
      })
    ).toEqual({ title: 'open', person: { name: 'Ann' } })
    expect(await office.db.task.count({ where: { id: OPEN } })).toBe(0)
  })

  test.each([
    [OPEN, '-Task 1'],
    [LOCKED, 'denied'],
    [SECRET, 'absent'],
    [4711, 'absent'],
  ])('is one that may be deleted: %i: %s', async (id, expected) => {
    const where = { id }
    expect(await effectOf(office, ({ task }) => task.delete({ where }))).toBe(
      expected
    )
    const withPerson = { where, include: { person: true } }
    if (expected !== '-Task 1') {
      expect(await refusalOf(visitor.task.delete(withPerson))).toBe(expected)
    }
  })

  it('is one of all that may be', async () => {
    expect(await effectOf(office, ({ task }) => task.deleteMany({}))).toBe(
      '-Task 1, -Task 4'
    )
  })
})

describe('A post that its owner deletes', () => {
  it('is answered with its owner, and is nothing to see any more', async () => {
    await setScene()
    actAs('owner')
    const where = { id: POSTS.published.id }
    const answer = await authDb().post.delete({
      where,
      include: { owner: true },
    })
    expect(answer).toMatchObject({ ...where, owner: { name: 'owner' } })
    expect(await authDb().post.findUnique({ where })).toBeNull()
    expect(await authDb().user.count({ where: { id: ACTORS.owner.id } })).toBe(
      1
    )
  })
})

describe('A write of one row', () => {
  it.each([
    ['update', { data: {} }],
    ['delete', {}],
    ['upsert', { create: {}, update: {} }],
  ])('does nothing if no row is named: %s', async (operation, args) => {
    expect(await effectOf(office, ({ task }) => task[operation](args))).toBe(
      'PrismaClientValidationError'
    )
  })
})

describe('A refusal', () => {
  it('says what is refused, and tells no rule if it is not to', async () => {
    const where = { id: LOCKED }
    await expect(visitor.task.delete({ where })).rejects.toMatchObject({
      code: 'P2004',
      message: 'Denied by the rules: delete Task',
      meta: {
        reason: 'ACCESS_POLICY_VIOLATION',
        modelName: 'Task',
        operation: 'delete',
      },
    })
  })
})
