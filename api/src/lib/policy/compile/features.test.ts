import { compileSchema, compileTexts } from 'src/testing/compiling'

import type { Row } from '../environment'
import { evaluate } from '../evaluate'
import { rulesFor } from '../rules'
import type { Operation, Policy, Rule } from '../types'
import { toWhere } from '../where'

import { authDefaultsType } from './authDefaults'

/*
 * What ZModel offers, in the schemas of a shared list of tasks, a sales team and
 * a shop: each rule, with an actor put in, becomes the filter that it should.
 */

const NOW = new Date('2024-05-01')
const VISITOR = null
const MEMBER = { id: 3 }
const COLLEAGUE = {
  id: 3,
  suspended: false,
  memberships: [
    { organizationId: 7, accountId: 3, admin: true },
    { organizationId: 8, accountId: 3, admin: false },
  ],
}
const BUYER = { id: 'b', role: 'BUYER' }
const SELLER = { id: 's', role: 'SELLER' }
const STAFF = { id: 't', role: 'STAFF' }

const policies: Record<string, Policy> = {}
const warnings: Record<string, string[]> = {}

beforeAll(async () => {
  for (const name of ['todo', 'crm', 'shop']) {
    const compiled = await compileSchema(name)
    policies[name] = compiled.policy
    warnings[name] = compiled.warnings
  }
})

/** Of another field of the same row. */
const reference = (model: string, field: string) => `${model}.${field}`

const ofUsersSpaces = {
  is: { OR: [{ ownerId: 3 }, { members: { some: { userId: 3 } } }] },
}
const ofUsersOrganizations = {
  OR: [{ organizationId: 7 }, { organizationId: 8 }],
}

type Case = [
  feature: string,
  schema: string,
  user: Row | null,
  operation: Operation,
  model: string,
  filter: unknown,
]

describe('A rule becomes a filter:', () => {
  test.each<Case>([
    ['auth() == null', 'todo', VISITOR, 'create', 'User', true],
    ['auth() == null', 'todo', MEMBER, 'create', 'User', false],
    ['auth() == this', 'todo', MEMBER, 'update', 'User', { id: 3 }],
    ['auth() == this', 'todo', VISITOR, 'update', 'User', false],
    ['auth() == owner', 'todo', MEMBER, 'create', 'Space', { ownerId: 3 }],
    [
      'auth().id == ownerId, of a base',
      'todo',
      MEMBER,
      'delete',
      'Todo',
      { ownerId: 3 },
    ],
    [
      'relation.key == auth().id',
      'todo',
      MEMBER,
      'create',
      'Member',
      { space: { is: { ownerId: 3 } } },
    ],
    [
      'relation.owner == auth()',
      'todo',
      MEMBER,
      'update',
      'Todo',
      { OR: [{ ownerId: 3 }, { list: { is: { ownerId: 3 } } }] },
    ],
    [
      '?[…] with an enum',
      'todo',
      MEMBER,
      'update',
      'Space',
      { members: { some: { userId: 3, role: 'OWNER' } } },
    ],
    [
      '?[…] in ?[…]',
      'todo',
      MEMBER,
      'read',
      'User',
      {
        OR: [
          { id: 3 },
          {
            memberships: {
              some: { space: { is: { members: { some: { userId: 3 } } } } },
            },
          },
        ],
      },
    ],
    [
      "check(relation), and @@deny('all')",
      'todo',
      MEMBER,
      'read',
      'List',
      {
        space: ofUsersSpaces,
        OR: [{ private: false }, { ownerId: 3 }],
      },
    ],
    [
      'check() of what checks',
      'todo',
      MEMBER,
      'read',
      'Todo',
      {
        list: {
          is: {
            space: ofUsersSpaces,
            OR: [{ private: false }, { ownerId: 3 }],
          },
        },
      },
    ],
    [
      "check(relation, 'read') in another operation",
      'todo',
      MEMBER,
      'update',
      'List',
      {
        space: ofUsersSpaces,
        OR: [{ private: false }, { ownerId: 3 }],
      },
    ],
    ['no rule', 'todo', MEMBER, 'delete', 'User', false],
    [
      '@@auth on another model',
      'crm',
      COLLEAGUE,
      'update',
      'Account',
      { id: 3 },
    ],
    [
      "auth().list?[key == this.key], from the user's own rows",
      'crm',
      COLLEAGUE,
      'read',
      'Membership',
      { OR: [{ organizationId: 7 }, { organizationId: 8 }] },
    ],
    [
      'auth().list?[… && flag]',
      'crm',
      COLLEAGUE,
      'create',
      'Membership',
      { organizationId: 7 },
    ],
    ['auth().list?[…]', 'crm', VISITOR, 'read', 'Membership', false],
    [
      "auth().list?[…], of another model's rows",
      'crm',
      COLLEAGUE,
      'read',
      'Customer',
      ofUsersOrganizations,
    ],
    [
      "in a list of an enum's values",
      'crm',
      COLLEAGUE,
      'delete',
      'Customer',
      {
        ...ofUsersOrganizations,
        deals: { none: { stage: { in: ['LEAD', 'TALK', 'WON'] } } },
      },
    ],
    [
      'a field against another',
      'crm',
      COLLEAGUE,
      'create',
      'Deal',
      { accountId: 3, amount: { lte: 'Deal.limit' } },
    ],
    [
      'now(), and !',
      'crm',
      COLLEAGUE,
      'update',
      'Deal',
      {
        accountId: 3,
        closesAt: { gt: NOW },
        NOT: { stage: { in: ['WON', 'LOST'] } },
      },
    ],
    ['a field alone', 'shop', VISITOR, 'read', 'Product', { listed: true }],
    ['auth().role == ENUM', 'shop', STAFF, 'read', 'Order', true],
    ['auth().role == ENUM', 'shop', VISITOR, 'read', 'Order', false],
    [
      'startsWith(), endsWith(), contains()',
      'shop',
      SELLER,
      'delete',
      'Product',
      {
        NOT: { sku: { startsWith: 'XX-' } },
        AND: [
          { NOT: { sku: { endsWith: '-0' } } },
          { NOT: { title: { contains: 'sample' } } },
        ],
      },
    ],
    [
      '![…]',
      'shop',
      BUYER,
      'update',
      'Order',
      {
        buyerId: 'b',
        status: 'OPEN',
        lines: { every: { product: { is: { listed: true } } } },
      },
    ],
    [
      '^[…]',
      'shop',
      BUYER,
      'delete',
      'Order',
      { buyerId: 'b', lines: { none: { quantity: { gt: 0 } } } },
    ],
    [
      'check(relation) for the operation asked',
      'shop',
      BUYER,
      'create',
      'Line',
      { order: { is: { buyerId: 'b', status: 'OPEN' } } },
    ],
    [
      'a relation == null',
      'shop',
      STAFF,
      'delete',
      'Review',
      { OR: [{ authorId: 't' }, { authorId: null }] },
    ],
    [
      "a comma list, 'update,delete'",
      'shop',
      BUYER,
      'update',
      'Review',
      { authorId: 'b' },
    ],
  ])(
    '%s (%s, %j, %s %s)',
    (_feature, schema, user, operation, model, filter) => {
      const { ruleOf } = rulesFor(policies[schema], { user, now: NOW })
      expect(toWhere(ruleOf(model, operation), reference)).toEqual(filter)
    }
  )
})

/** SQLite has no lists of values. */
const LISTS = `
datasource db {
  provider = "postgresql"
  url      = "test"
}
model User {
  id Int @id
}
model Customer {
  id   Int      @id
  tags String[]

  @@allow('all', hasSome(tags, ['new', 'regular']) && !isEmpty(tags))
  @@deny('all', has(tags, 'forgotten') || hasEvery(tags, ['late', 'rude']))
}
`

test("has(), hasSome(), hasEvery() and isEmpty() become a list's filters", async () => {
  const { policy } = await compileTexts({ 'lists.zmodel': LISTS })
  const { ruleOf } = rulesFor(policy, { user: MEMBER, now: NOW })
  expect(toWhere(ruleOf('Customer', 'read'))).toEqual({
    tags: { hasSome: ['new', 'regular'] },
    NOT: { tags: { isEmpty: true } },
    AND: [
      { NOT: { tags: { hasEvery: ['late', 'rude'] } } },
      { NOT: { tags: { has: 'forgotten' } } },
    ],
  })
})

/** What rules can ask of the user alone, and of a row beside the user. */
const OF_USER = (rules: string) => `
datasource db {
  provider = "postgresql"
  url      = "test"
}
model User {
  id         Int      @id
  mail       String   @unique
  name       String
  nick       String?
  level      Int
  since      DateTime
  words      String[]
  chiefMail  String?
  deputyMail String?
  mentorMail String?
  chief      User?    @relation('chief', fields: [chiefMail], references: [mail])
  deputy     User?    @relation('deputy', fields: [deputyMail], references: [mail])
  mentor     User?    @relation('mentor', fields: [mentorMail], references: [mail])
  led        User[]   @relation('chief')
  helped     User[]   @relation('deputy')
  taught     User[]   @relation('mentor')
  things     Thing[]
}
model Thing {
  id     Int                  @id
  title  String
  tags   String[]
  open   Boolean
  level  Int
  points BigInt
  shape  Unsupported('point') @default(dbgenerated('point(0, 0)'))
  bossId Int
  boss   User                 @relation(fields: [bossId], references: [id])
  parts  Part[]
  ${rules}
}
model Part {
  id      Int   @id
  size    Int
  thingId Int
  thing   Thing @relation(fields: [thingId], references: [id])
}
`

const LEADER = {
  id: 3,
  mail: 'a@example.com',
  name: 'Anna',
  nick: null,
  level: 5,
  since: new Date('2024-01-01'),
  words: ['a', 'b'],
  // Neither of them is loaded, and there is no mentor.
  chiefMail: 'c@example.com',
  deputyMail: 'd@example.com',
  mentorMail: null,
}

describe('What a rule asks of the user is answered at once:', () => {
  const asked: [condition: string, filter: unknown][] = [
    ['auth().level < 5', false],
    ['auth().level <= 5', true],
    ['auth().level > 5', false],
    ['auth().level >= 5', true],
    ['auth().since < now()', true],
    ['auth().since > now()', false],
    ["has(auth().words, 'a')", true],
    ["hasEvery(auth().words, ['a', 'c'])", false],
    ["hasSome(auth().words, ['c', 'b'])", true],
    ['isEmpty(auth().words)', false],
    // What compares with null is unknown, and so is its opposite.
    ['contains(auth().name, auth().nick)', false],
    ['!contains(auth().name, auth().nick)', false],
    ["startsWith(auth().nick, 'A')", false],
    ["!startsWith(auth().nick, 'A')", false],
    ['auth().helped?[level > 0]', false],
    ['!(auth().helped?[level > 0])', false],
    ['title in auth().words', { title: { in: ['a', 'b'] } }],
    ['has(tags, auth().name)', { tags: { has: 'Anna' } }],
    ['5 > level', { level: { lt: 5 } }],
    ['true == open', { open: true }],
    ['open != true', { open: false }],
    ['points > 5', { points: { gt: 5 } }],
    ['1 == 1', true],
    // A record that is not loaded is known by the key that leads there, not by
    // others.
    ["auth().chief.mail == 'c@example.com'", true],
    ['auth().chief.name == auth().name', false],
    ['auth().chief == null', false],
    ['auth().mentor == null', true],
    ['auth().mentor == auth()', false],
    ['auth().mentor != auth()', false],
    ['boss == auth()', { bossId: 3 }],
    ['boss == auth().chief', false],
    ['boss != auth().chief', false],
    ['auth() == auth().chief', false],
    ['auth() != auth().chief', false],
    ['auth().chief == auth().deputy', false],
  ]
  let policy: Policy

  beforeAll(async () => {
    const rules = asked.map(([condition]) => `@@allow('read', ${condition})`)
    const text = OF_USER(rules.join('\n'))
    policy = (await compileTexts({ 'of-user.zmodel': text })).policy
  })

  const filterOf = (n: number) =>
    toWhere(
      evaluate(policy.models.Thing.rules[n].condition, {
        policy,
        actor: { user: LEADER, now: NOW },
        scopes: [{ open: 'Thing' }],
        operation: 'read',
        ruleOf: () => false,
      })
    )

  test.each(asked.map((each, n) => [...each, n] as const))(
    '%s: %j',
    (_condition, filter, n) => {
      expect(filterOf(n)).toEqual(filter)
    }
  )

  test('and a type that only the database knows is kept as such', () => {
    const { shape } = policy.models.Thing.fields
    expect(shape).toMatchObject({ type: 'Unsupported', hasDefault: true })
    expect(shape.default).toBeUndefined()
  })
})

describe('A rule of a field becomes a filter:', () => {
  test.each([
    ["@allow('read')", 'todo', MEMBER, 'read', 'User', 'email', { id: 3 }],
    ['@omit', 'todo', MEMBER, 'read', 'User', 'password', false],
    ['of a base', 'todo', MEMBER, 'update', 'List', 'ownerId', false],
    ['with in', 'shop', SELLER, 'read', 'Product', 'costs', true],
    ['with in', 'shop', BUYER, 'read', 'Product', 'costs', false],
    ['with auth()', 'shop', STAFF, 'update', 'User', 'role', true],
    ['no rule', 'shop', VISITOR, 'read', 'User', 'email', true],
  ] as const)(
    '%s (%s, %j, %s %s.%s)',
    (_feature, schema, user, operation, model, field, filter) => {
      const { fieldRuleOf } = rulesFor(policies[schema], { user, now: NOW })
      expect(toWhere(fieldRuleOf(model, field, operation))).toEqual(filter)
    }
  )
})

describe('A rule with future() asks of the new row, beside the old one:', () => {
  const lookingAhead = (schema: string, model: string) =>
    policies[schema].models[model].rules.filter(({ looksAhead }) => looksAhead)

  const filterOf = (schema: string, model: string, rule: Rule, row: Row) =>
    toWhere(
      evaluate(rule.condition, {
        policy: policies[schema],
        actor: { user: COLLEAGUE, now: NOW },
        scopes: [{ row, model }],
        future: { open: model },
        operation: 'update',
        ruleOf: () => false,
      })
    )

  test('its fields', () => {
    const [rule] = lookingAhead('crm', 'Deal')
    expect(filterOf('crm', 'Deal', rule, { stage: 'WON' })).toEqual({
      stage: { not: 'WON' },
    })
    expect(filterOf('crm', 'Deal', rule, { stage: 'TALK' })).toBe(false)
  })

  test('its relations', () => {
    const [, rule] = lookingAhead('crm', 'Deal')
    expect(filterOf('crm', 'Deal', rule, {})).toEqual({
      stage: 'WON',
      customer: { is: { blocked: true } },
    })
  })

  test('the new row beside a list of the old one', async () => {
    const rule = "@@deny('update', parts?[size > future().level])"
    const { policy } = await compileTexts({ 'parts.zmodel': OF_USER(rule) })
    const [{ condition }] = policy.models.Thing.rules
    const row = { parts: [{ size: 3 }, { size: 2 }] }
    const rest = evaluate(condition, {
      policy,
      actor: { user: LEADER, now: NOW },
      scopes: [{ row, model: 'Thing' }],
      future: { open: 'Thing' },
      operation: 'update',
      ruleOf: () => false,
    })
    expect(toWhere(rest)).toEqual({
      OR: [{ level: { lt: 3 } }, { level: { lt: 2 } }],
    })
  })

  test('a list of the old row', () => {
    const [rule] = lookingAhead('todo', 'List')
    const row = { private: false, todos: [{ done: true }, { done: false }] }
    expect(filterOf('todo', 'List', rule, row)).toEqual({ private: true })
    expect(filterOf('todo', 'List', rule, { ...row, todos: [] })).toBe(false)
  })
})

describe('The compiled policy keeps', () => {
  test('where an inherited rule stands, and what it says there', () => {
    const { rules, fields } = policies.todo.models.Todo
    expect(rules.map(({ source }) => source)).toContainEqual({
      file: 'todo.zmodel',
      line: 21,
      text: "@@allow('delete', auth().id == ownerId)",
    })
    expect(fields.ownerId.rules.map(({ source }) => source)).toEqual([
      { file: 'todo.zmodel', line: 18, text: "@allow('update', false)" },
    ])
  })

  test('what a field takes from the user, in a base too', () => {
    const { models } = policies.todo
    expect(models.Todo.fields.ownerId.authDefault).toEqual(['id'])
    expect(models.Todo.fields.title.authDefault).toBeUndefined()
  })

  test('what TypeScript need not ask for, as it comes from the user', () => {
    const { Deal, Customer } = policies.crm.models
    const typeOf = (models: Policy['models']) =>
      authDefaultsType({ ...policies.crm, models }).split('AuthDefaults = ')[1]
    expect(typeOf({ Deal, Customer })).toBe(
      "{ Deal: 'accountId' | 'account' }\n"
    )
    expect(typeOf({ Customer })).toBe('Record<never, never>\n')
  })

  test('which model the user is one of', () => {
    expect(policies.crm.authModel).toBe('Account')
    expect(policies.shop.authModel).toBe('User')
  })

  test('keys of several fields', () => {
    expect(policies.shop.models.Line.key).toEqual(['orderId', 'productId'])
    expect(policies.todo.models.Member.uniques).toEqual([['spaceId', 'userId']])
  })

  test('limits of values', () => {
    expect(policies.shop.models.Review.fields.stars.validations).toEqual([
      { name: 'gte', args: [1] },
      { name: 'lte', args: [5] },
    ])
  })
})

test('None of these schemas has a trap', () => {
  const traps = Object.values(warnings)
    .flat()
    .filter((line) => !line.startsWith('info: '))
  expect(traps).toEqual([])
})
