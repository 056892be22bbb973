import { effectOf, refusalOf } from 'src/testing/effects'
import type { Tables } from 'src/testing/reference'
import { openScratch } from 'src/testing/scratch'
import type { AnyClient, Scratch } from 'src/testing/scratch'
import { store } from 'src/testing/stored'

/*
 * What a write may do to the rows around it. In the office, what is locked may be
 * seen and not changed, and what is secret is not there.
 */

const MAKING_MS = 180_000

let office: Scratch
beforeAll(async () => {
  office = await openScratch('office')
}, MAKING_MS)
afterAll(() => office.close())

const ANN = 1
const BOB = 2
const LOCKED = 3
const SECRET = 4
const NOBODY = 4711
const PEOPLE = [
  { id: ANN, name: 'Ann' },
  { id: BOB, name: 'Bob' },
  { id: LOCKED, name: 'Lou', locked: true },
  { id: SECRET, name: 'Sue', secret: true },
  { id: 5, name: 'Eve' },
]

/** Of Ann's, and of nobody's, one of each kind. */
const OPEN = 1
const HERS = [
  { id: OPEN },
  { id: 2, locked: true },
  { id: 3, secret: true },
  { id: 4 },
  { id: 5, locked: true },
  { id: 6, secret: true },
]
/** The key of one of Ann's that is locked, or of nobody's that is free, … */
const ITS = { open: 1, locked: 2, secret: 3 }
const FREE = { open: 4, locked: 5, secret: 6 }
const BOBS = { open: 7, secret: 8 }

const SCENE: Tables = {
  Step: [],
  Ticket: [],
  Task: [
    ...HERS.map((task) => ({ ...task, personId: task.id < 4 ? ANN : null })),
    { id: BOBS.open, personId: BOB },
    { id: BOBS.secret, secret: true, personId: BOB },
  ],
  Skill: [...HERS, { id: BOBS.open }, { id: BOBS.secret, secret: true }],
  _PersonToSkill: [
    ...[1, 2, 3].map((id) => ({ A: ANN, B: id })),
    { A: BOB, B: BOBS.open },
    { A: BOB, B: BOBS.secret },
  ],
  Desk: [
    { id: 1, personId: ANN },
    { id: 2, locked: true, personId: LOCKED },
    { id: 3, secret: true, personId: 5 },
    { id: FREE.open, personId: null },
    { id: FREE.locked, locked: true, personId: null },
    { id: FREE.secret, secret: true, personId: null },
  ],
  Badge: [
    { id: 1, personId: ANN },
    { id: 2, locked: true, personId: LOCKED },
    { id: 3, secret: true, personId: 5 },
  ],
  Person: PEOPLE,
}

beforeEach(() => store(office, SCENE))

type Act = [operation: string, args: unknown, expected: string]

/** Does it inside of an update of the row, alone and in a transaction. */
const nested = (model: string, id: number, relation: string, acts: Act[]) => {
  const update = (client: AnyClient, data: object) =>
    client[model].update({ where: { id }, data, select: { id: true } })

  test.each(acts)('%s %j: %s', async (operation, args, expected) => {
    const data = { [relation]: { [operation]: args } }
    expect(await effectOf(office, (client) => update(client, data))).toBe(
      expected
    )
  })

  const refused = acts.filter(([, , expected]) =>
    /^(denied|absent|P\d+|Prisma\w+)$/.test(expected)
  )

  test.each(refused)(
    '%s %j is undone as a whole in a transaction that goes on',
    async (operation, args, expected) => {
      const data = {
        ...(model === 'person' && { name: 'Half', tasks: { create: {} } }),
        [relation]: { [operation]: args },
      }
      let refusal = ''
      const effect = await effectOf(office, (client) =>
        client.$transaction(async (open: AnyClient) => {
          const people = { connect: { id: BOB } }
          await open.skill.create({ data: { id: 98, people } })
          refusal = await refusalOf(update(open, data))
          await open.skill.create({ data: { id: 99 } })
        })
      )
      expect(refusal).toBe(expected)
      expect(effect).toBe('+Skill 98, +Skill 99, +_PersonToSkill 2-98')
    }
  )
}

const NOT_UNDERSTOOD = 'PrismaClientValidationError'

describe('Of the tasks that Ann has', () => {
  nested('person', ANN, 'tasks', [
    ['create', {}, '+Task 9'],
    ['create', [{}, { title: 'Two' }], '+Task 9, +Task 10'],
    ['create', { locked: true }, 'denied'],
    ['create', { secret: true }, 'denied'],
    ['create', [{}, { locked: true }], 'denied'],
    ['create', { personId: BOB }, '+Task 9'],
    ['createMany', { data: [{}, {}] }, '+Task 9, +Task 10'],
    ['createMany', { data: [{}, { locked: true }] }, 'denied'],
    ['createMany', { data: [{ id: OPEN }] }, 'P2002'],
    ['connect', { id: FREE.open }, 'Task 4 personId=1'],
    [
      'connect',
      [{ id: FREE.open }, { id: BOBS.open }],
      'Task 4 personId=1, Task 7 personId=1',
    ],
    ['connect', { id: ITS.locked }, ''],
    ['connect', { id: FREE.locked }, 'denied'],
    ['connect', [{ id: FREE.open }, { id: FREE.locked }], 'denied'],
    ['connect', { id: FREE.secret }, 'absent'],
    ['connect', { id: NOBODY }, 'absent'],
    [
      'connectOrCreate',
      { where: { id: FREE.open }, create: {} },
      'Task 4 personId=1',
    ],
    ['connectOrCreate', { where: { id: FREE.locked }, create: {} }, 'denied'],
    ['connectOrCreate', { where: { id: FREE.secret }, create: {} }, '+Task 9'],
    ['connectOrCreate', { where: { id: 6 }, create: { id: 6 } }, 'P2002'],
    [
      'connectOrCreate',
      { where: { id: NOBODY }, create: { locked: true } },
      'denied',
    ],
    ['disconnect', { id: ITS.open }, 'Task 1 personId=null'],
    ['disconnect', [{ id: ITS.open }, { id: ITS.locked }], 'denied'],
    // As Prisma passes over what is not linked.
    ['disconnect', { id: ITS.secret }, ''],
    ['disconnect', { id: FREE.open }, ''],
    ['disconnect', { id: NOBODY }, ''],
    ['set', [{ id: ITS.open }, { id: ITS.locked }], ''],
    ['set', [], 'denied'],
    [
      'update',
      { where: { id: ITS.open }, data: { title: 'New' } },
      'Task 1 title=New',
    ],
    ['update', { where: { id: ITS.locked }, data: { title: 'New' } }, 'denied'],
    ['update', { where: { id: ITS.secret }, data: { title: 'New' } }, 'absent'],
    ['update', { where: { id: FREE.open }, data: { title: 'New' } }, 'absent'],
    [
      'update',
      { where: { id: FREE.locked }, data: { title: 'New' } },
      'absent',
    ],
    ['updateMany', { where: {}, data: { title: 'New' } }, 'Task 1 title=New'],
    ['updateMany', [{ where: { locked: true }, data: { title: 'New' } }], ''],
    [
      'upsert',
      { where: { id: ITS.open }, create: {}, update: { title: 'New' } },
      'Task 1 title=New',
    ],
    [
      'upsert',
      { where: { id: ITS.locked }, create: {}, update: { title: 'New' } },
      'denied',
    ],
    [
      'upsert',
      { where: { id: ITS.secret }, create: {}, update: {} },
      '+Task 9',
    ],
    ['upsert', { where: { id: 3 }, create: { id: 3 }, update: {} }, 'P2002'],
    ['delete', { id: ITS.open }, '-Task 1'],
    ['delete', [{ id: ITS.open }, { id: ITS.locked }], 'denied'],
    ['delete', { id: ITS.secret }, 'absent'],
    ['delete', { id: FREE.open }, 'absent'],
    ['deleteMany', {}, '-Task 1'],
    ['deleteMany', [{ locked: true }, { secret: true }], ''],
    ['like', {}, NOT_UNDERSTOOD],
  ])
})

describe('Of the tasks that Bob has, one of which is secret', () => {
  nested('person', BOB, 'tasks', [
    ['set', [], 'Task 7 personId=null'],
    ['set', { id: FREE.open }, 'Task 4 personId=2, Task 7 personId=null'],
    ['set', [{ id: BOBS.open }, { id: FREE.locked }], 'denied'],
    ['set', [{ id: FREE.secret }], 'absent'],
    ['set', [{ id: NOBODY }], 'absent'],
    ['deleteMany', {}, '-Task 7'],
  ])
})

describe('Of the skills that Ann has, which others have as well', () => {
  nested('person', ANN, 'skills', [
    ['create', {}, '+Skill 9, +_PersonToSkill 1-9'],
    ['create', { locked: true }, 'denied'],
    ['createMany', { data: [{}] }, NOT_UNDERSTOOD],
    ['connect', { id: FREE.open }, '+_PersonToSkill 1-4'],
    ['connect', { id: ITS.locked }, ''],
    ['connect', { id: FREE.locked }, 'denied'],
    ['connect', { id: FREE.secret }, 'absent'],
    ['connect', { id: NOBODY }, 'absent'],
    [
      'connectOrCreate',
      { where: { id: FREE.open }, create: {} },
      '+_PersonToSkill 1-4',
    ],
    ['connectOrCreate', { where: { id: FREE.locked }, create: {} }, 'denied'],
    [
      'connectOrCreate',
      { where: { id: FREE.secret }, create: {} },
      '+Skill 9, +_PersonToSkill 1-9',
    ],
    ['disconnect', { id: ITS.open }, '-_PersonToSkill 1-1'],
    ['disconnect', { id: ITS.locked }, 'denied'],
    ['disconnect', { id: ITS.secret }, ''],
    ['disconnect', { id: BOBS.open }, ''],
    ['set', [], 'denied'],
    [
      'update',
      { where: { id: ITS.open }, data: { name: 'New' } },
      'Skill 1 name=New',
    ],
    ['update', { where: { id: ITS.locked }, data: { name: 'New' } }, 'denied'],
    ['update', { where: { id: ITS.secret }, data: { name: 'New' } }, 'absent'],
    ['update', { where: { id: BOBS.open }, data: { name: 'New' } }, 'absent'],
    ['updateMany', { where: {}, data: { name: 'New' } }, 'Skill 1 name=New'],
    [
      'upsert',
      { where: { id: ITS.open }, create: {}, update: { name: 'New' } },
      'Skill 1 name=New',
    ],
    [
      'upsert',
      { where: { id: ITS.locked }, create: {}, update: { name: 'New' } },
      'denied',
    ],
    [
      'upsert',
      { where: { id: BOBS.open }, create: {}, update: {} },
      '+Skill 9, +_PersonToSkill 1-9',
    ],
    ['delete', { id: ITS.open }, '-Skill 1, -_PersonToSkill 1-1'],
    ['delete', { id: ITS.locked }, 'denied'],
    ['delete', { id: ITS.secret }, 'absent'],
    ['delete', { id: BOBS.open }, 'absent'],
    ['deleteMany', {}, '-Skill 1, -_PersonToSkill 1-1'],
  ])
})

describe('Of the skills that Bob has, one of which is secret', () => {
  nested('person', BOB, 'skills', [
    ['set', [], '-_PersonToSkill 2-7'],
    ['set', [{ id: FREE.open }], '-_PersonToSkill 2-7, +_PersonToSkill 2-4'],
    ['set', [{ id: BOBS.open }], ''],
    ['set', [{ id: FREE.locked }], 'denied'],
    ['set', [{ id: FREE.secret }], 'absent'],
  ])
})

describe('Of the desk that Ann has', () => {
  nested('person', ANN, 'desk', [
    ['create', {}, 'Desk 1 personId=null, +Desk 7'],
    ['create', { locked: true }, 'denied'],
    ['connect', { id: FREE.open }, 'Desk 1 personId=null, Desk 4 personId=1'],
    ['connect', { id: ITS.open }, ''],
    ['connect', { id: FREE.locked }, 'denied'],
    ['connect', { id: FREE.secret }, 'absent'],
    ['connect', { id: NOBODY }, 'absent'],
    [
      'connectOrCreate',
      { where: { id: FREE.open }, create: {} },
      'Desk 1 personId=null, Desk 4 personId=1',
    ],
    ['connectOrCreate', { where: { id: ITS.open }, create: {} }, ''],
    [
      'connectOrCreate',
      { where: { id: FREE.secret }, create: {} },
      'Desk 1 personId=null, +Desk 7',
    ],
    ['connectOrCreate', { where: { id: FREE.locked }, create: {} }, 'denied'],
    ['disconnect', true, 'Desk 1 personId=null'],
    ['disconnect', { room: 'hall' }, 'Desk 1 personId=null'],
    ['disconnect', { room: 'attic' }, ''],
    ['disconnect', false, ''],
    ['disconnect', undefined, ''],
    ['update', { room: 'attic' }, 'Desk 1 room=attic'],
    ['update', { data: { room: 'attic' } }, 'Desk 1 room=attic'],
    [
      'update',
      { where: { room: 'hall' }, data: { room: 'attic' } },
      'Desk 1 room=attic',
    ],
    ['update', { where: { room: 'attic' }, data: { room: 'loft' } }, 'absent'],
    ['upsert', { create: {}, update: { room: 'attic' } }, 'Desk 1 room=attic'],
    [
      'upsert',
      { where: { room: 'hall' }, create: {}, update: { room: 'attic' } },
      'Desk 1 room=attic',
    ],
    ['delete', true, '-Desk 1'],
    ['delete', { room: 'hall' }, '-Desk 1'],
    ['delete', { room: 'attic' }, 'absent'],
    ['set', { id: FREE.open }, NOT_UNDERSTOOD],
  ])
})

describe('Of the desk that Bob does not have', () => {
  nested('person', BOB, 'desk', [
    ['create', {}, '+Desk 7'],
    ['connect', { id: FREE.open }, 'Desk 4 personId=2'],
    // A desk that Ann has is hers no more.
    ['connect', { id: ITS.open }, 'Desk 1 personId=2'],
    ['connect', { id: ITS.locked }, 'denied'],
    ['disconnect', true, ''],
    ['update', { room: 'attic' }, 'absent'],
    ['upsert', { create: { room: 'attic' }, update: {} }, '+Desk 7'],
    ['upsert', { create: { locked: true }, update: {} }, 'denied'],
    ['delete', true, 'absent'],
  ])
})

describe('Of the desk that Eve has, which is secret', () => {
  nested('person', 5, 'desk', [
    ['disconnect', true, ''],
    ['update', { room: 'attic' }, 'absent'],
    ['delete', true, 'absent'],
    // A person has one desk; that is for the database to say.
    ['create', {}, 'P2002'],
    ['connect', { id: FREE.open }, 'P2002'],
    ['upsert', { create: {}, update: {} }, 'P2002'],
  ])
})

describe('Of the badge that Ann has, which is always somebody’s', () => {
  nested('person', ANN, 'badge', [
    ['create', {}, NOT_UNDERSTOOD],
    ['connect', { id: 1 }, ''],
    ['disconnect', true, NOT_UNDERSTOOD],
    ['update', { colour: 'red' }, 'Badge 1 colour=red'],
    ['update', { locked: true }, 'Badge 1 locked=true'],
    ['upsert', { create: {}, update: { colour: 'red' } }, 'Badge 1 colour=red'],
    ['delete', true, '-Badge 1'],
  ])
})

describe('Of the person who has a task', () => {
  nested('task', ITS.open, 'person', [
    ['create', { name: 'Cy' }, '+Person 6, Task 1 personId=6'],
    ['create', { name: 'Cy', locked: true }, 'denied'],
    ['create', { name: '' }, 'denied'],
    ['connect', { id: BOB }, 'Task 1 personId=2'],
    // Seen is enough to be named.
    ['connect', { id: LOCKED }, 'Task 1 personId=3'],
    ['connect', { id: SECRET }, 'absent'],
    ['connect', { id: NOBODY }, 'absent'],
    [
      'connectOrCreate',
      { where: { id: BOB }, create: { name: 'Cy' } },
      'Task 1 personId=2',
    ],
    [
      'connectOrCreate',
      { where: { id: SECRET }, create: { name: 'Cy' } },
      '+Person 6, Task 1 personId=6',
    ],
    [
      'connectOrCreate',
      { where: { id: SECRET }, create: { id: SECRET, name: 'Cy' } },
      'P2002',
    ],
    ['disconnect', true, 'Task 1 personId=null'],
    ['disconnect', { name: 'Ann' }, 'Task 1 personId=null'],
    ['disconnect', { name: 'Bob' }, ''],
    ['disconnect', false, ''],
    ['update', { name: 'Anne' }, 'Person 1 name=Anne'],
    [
      'update',
      { where: { name: 'Ann' }, data: { name: 'Anne' } },
      'Person 1 name=Anne',
    ],
    ['update', { where: { name: 'Bob' }, data: { name: 'Anne' } }, 'absent'],
    ['update', { name: '' }, 'denied'],
    [
      'upsert',
      { create: { name: 'Cy' }, update: { name: 'Anne' } },
      'Person 1 name=Anne',
    ],
    [
      'upsert',
      { where: { name: 'Bob' }, create: { name: 'Cy' }, update: {} },
      '+Person 6, Task 1 personId=6',
    ],
    ['delete', { name: 'Bob' }, 'absent'],
    ['delete', false, ''],
    ['set', { id: BOB }, NOT_UNDERSTOOD],
  ])
})

describe('Of the person who has a task: nobody, or one who is locked or secret', () => {
  nested('task', FREE.open, 'person', [
    ['disconnect', true, ''],
    ['update', { name: 'Cy' }, 'absent'],
    ['delete', true, 'absent'],
    [
      'upsert',
      { create: { name: 'Cy' }, update: {} },
      '+Person 6, Task 4 personId=6',
    ],
  ])

  const has = (id: number) => {
    beforeEach(() =>
      office.db.task.update({ where: { id: 4 }, data: { personId: id } })
    )
  }

  describe('who is locked', () => {
    has(LOCKED)
    nested('task', FREE.open, 'person', [
      ['disconnect', true, 'Task 4 personId=null'],
      ['update', { name: 'Cy' }, 'denied'],
      ['upsert', { create: { name: 'Cy' }, update: { name: 'Cy' } }, 'denied'],
      ['delete', true, 'denied'],
    ])
  })

  describe('who is secret', () => {
    has(SECRET)
    nested('task', FREE.open, 'person', [
      ['disconnect', true, ''],
      ['update', { name: 'Cy' }, 'absent'],
      ['delete', true, 'absent'],
      [
        'upsert',
        { create: { name: 'Cy' }, update: {} },
        '+Person 6, Task 4 personId=6',
      ],
    ])
  })

  describe('who has nothing else', () => {
    has(5)
    beforeEach(async () => {
      await office.db.desk.deleteMany({ where: { personId: 5 } })
      await office.db.badge.deleteMany({ where: { personId: 5 } })
    })
    nested('task', FREE.open, 'person', [
      ['delete', true, '-Person 5, Task 4 personId=null'],
      ['delete', { name: 'Eve' }, '-Person 5, Task 4 personId=null'],
      ['delete', { name: 'Ann' }, 'absent'],
    ])
  })
})

describe('Of the person who has a badge, which is always somebody’s', () => {
  nested('badge', 1, 'person', [
    ['connect', { id: BOB }, 'Badge 1 personId=2'],
    ['connect', { id: LOCKED }, 'P2002'],
    ['disconnect', true, NOT_UNDERSTOOD],
    ['delete', true, NOT_UNDERSTOOD],
    ['update', { name: 'Anne' }, 'Person 1 name=Anne'],
  ])
})

describe('A new row', () => {
  const create = (model: string, data: object) =>
    effectOf(office, (client) =>
      client[model].create({ data, select: { id: true } })
    )

  test.each<[string, object, string]>([
    ['task', { person: { create: { name: 'Cy' } } }, '+Person 6, +Task 9'],
    ['task', { person: { connect: { id: LOCKED } } }, '+Task 9'],
    ['task', { person: { connect: { id: SECRET } } }, 'absent'],
    ['task', { personId: SECRET }, 'absent'],
    ['task', { personId: NOBODY }, 'absent'],
    [
      'task',
      {
        person: {
          connectOrCreate: { where: { id: BOB }, create: { name: 'Cy' } },
        },
      },
      '+Task 9',
    ],
    ['task', { person: { disconnect: true } }, NOT_UNDERSTOOD],
    ['task', { person: { update: { name: 'Cy' } } }, NOT_UNDERSTOOD],
    [
      'task',
      { personId: ANN, person: { connect: { id: ANN } } },
      NOT_UNDERSTOOD,
    ],
    ['task', { locked: true, person: { create: { name: 'Cy' } } }, 'denied'],
    [
      'person',
      { name: 'Cy', desk: { create: {} }, badge: { create: {} } },
      '+Person 6, +Desk 7, +Badge 4',
    ],
    [
      'person',
      { name: 'Cy', desk: { connect: { id: FREE.locked } } },
      'denied',
    ],
    [
      'person',
      { name: 'Cy', tasks: { create: { person: { connect: { id: BOB } } } } },
      NOT_UNDERSTOOD,
    ],
    [
      'person',
      { name: 'Cy', tasks: { createMany: { data: { title: 'One' } } } },
      '+Person 6, +Task 9',
    ],
    [
      'person',
      { name: 'Cy', tasks: { createMany: { data: [{ person: {} }] } } },
      NOT_UNDERSTOOD,
    ],
    [
      'person',
      { name: 'Cy', skills: { create: [{}, { locked: true }] } },
      'denied',
    ],
    [
      'person',
      { name: 'Cy', skills: { connect: { id: FREE.open } } },
      '+Person 6, +_PersonToSkill 6-4',
    ],
    [
      'skill',
      { people: { create: { name: 'Cy' }, connect: { id: BOB } } },
      '+Person 6, +Skill 9, +_PersonToSkill 2-9, +_PersonToSkill 6-9',
    ],
    ['skill', { people: { connect: { id: LOCKED } } }, 'denied'],
  ])('of a %s with %j: %s', async (model, data, expected) => {
    expect(await create(model, data)).toBe(expected)
  })
})
