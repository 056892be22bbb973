import { compileTexts } from 'src/testing/compiling'

/*
 * What compiles, but opens a door. In each schema, `// !` marks the line that
 * is warned of; without a mark, there must be no warning.
 */

const HEAD = `
datasource db {
  provider = "sqlite"
  url      = "test"
}
`

/** Warnings, but for what is worth knowing only. */
const expectWarning = async (text: string, message: string) => {
  const lines = (HEAD + text).split('\n')
  const expected = lines.flatMap((line, place) =>
    line.endsWith('// !')
      ? [expect.stringContaining(`test.zmodel:${place + 1} ${message}`)]
      : []
  )
  const { warnings } = await compileTexts({ 'test.zmodel': HEAD + text })
  const traps = warnings.filter((line) => !line.startsWith('info: '))
  expect(traps).toEqual(expected)
}

/** A user with more fields, and posts. */
const blog = ({ user = '', update = '', post = '', owner = '' }) => `
model User {
  id    Int    @id
  name  String
  posts Post[]
  chief Chief?
  ${user}
  // Profiles are public.
  @@allow('read', true)
  ${update}
}
model Post {
  id      Int  @id
  ownerId Int  ${owner}
  owner   User @relation(fields: [ownerId], references: [id])
  ${post}
}
model Chief {
  id     Int  @id
  userId Int  @unique
  user   User @relation(fields: [userId], references: [id])
  // Everyone knows them.
  @@allow('read', true)
}
`

describe('A key that says whose a row is, and that an update may change', () => {
  const OWNED = 'Post.ownerId says whose a row is'

  test.each([
    [
      'is a trap beside auth().id',
      { post: `@@allow('update', auth().id == ownerId) // !` },
    ],
    [
      'is a trap behind the relation',
      { post: `@@allow('update', owner == auth()) // !` },
    ],
    [
      "is a trap behind the relation's key",
      { post: `@@allow('all', owner.id == auth().id) // !` },
    ],
    [
      'is a trap with a default of auth()',
      { owner: '@default(auth().id)', post: `@@allow('update', id > 5) // !` },
    ],
    [
      "is none when it is another row's",
      { post: `@@allow('update', owner.chief.id == auth().id)` },
    ],
    [
      'is none with a rule of its own',
      {
        owner: `@allow('update', false)`,
        post: `@@allow('update', auth().id == ownerId)`,
      },
    ],
    [
      'is none when a rule looks ahead at it',
      {
        post: `
          @@allow('update', auth().id == ownerId)
          @@deny('update', future().ownerId != ownerId)`,
      },
    ],
    [
      'is none when nobody may update',
      {
        post: `
          @@allow('all', auth().id == ownerId)
          @@deny('update', true)`,
      },
    ],
    [
      'is none when nobody may update, in other words',
      {
        post: `
          @@allow('all', auth().id == ownerId)
          @@deny('update', !false)`,
      },
    ],
    [
      'is none when there is no such rule',
      { post: `@@allow('read', auth().id == ownerId)` },
    ],
  ])('%s', async (_what, parts) => {
    await expectWarning(blog(parts), OWNED)
  })
})

describe('A field of the user that rules ask for, and that users may change', () => {
  const GRANT = 'rules ask for auth().'
  const own = `@@allow('update', auth() == this)`
  const asks = (condition: string) => `@@allow('read', ${condition})`

  test.each([
    [
      'is a trap: a role',
      {
        user: 'role String',
        update: `${own} // !`,
        post: asks(`auth().role == 'admin'`),
      },
    ],
    [
      'is a trap: a flag',
      {
        user: 'isAdmin Boolean',
        update: `${own} // !`,
        post: asks('auth().isAdmin'),
      },
    ],
    [
      'is a trap: a group',
      {
        user: 'groupId Int',
        update: `${own} // !`,
        post: asks('auth().groupId == id'),
      },
    ],
    [
      'is a trap even if flagged users may not',
      {
        user: 'isAdmin Boolean\nlocked Boolean',
        update: `@@allow('update', auth() == this && !locked) // !`,
        post: asks('auth().isAdmin'),
      },
    ],
    [
      'is a trap when users are known by their key',
      {
        user: 'isAdmin Boolean',
        update: `@@allow('update', auth().id == id) // !`,
        post: asks('auth().isAdmin'),
      },
    ],
    [
      'is a trap when another record is to agree',
      {
        user: 'isAdmin Boolean',
        update: `@@allow('update', auth() == this && check(chief, 'read')) // !`,
        post: asks('auth().isAdmin'),
      },
    ],
    [
      'is none when only those who have the right may change it',
      {
        user: `role String @allow('update', auth().role == 'admin')`,
        update: `@@allow('update', auth() == this || auth().role == 'admin')`,
        post: asks(`auth().role == 'admin'`),
      },
    ],
    [
      'is none when nobody may',
      {
        user: `isAdmin Boolean @deny('update', true)`,
        update: own,
        post: asks('auth().isAdmin'),
      },
    ],
    [
      'is none when others change it',
      {
        user: `isAdmin Boolean
chiefId Int @allow('update', false)`,
        update: `@@allow('update', auth().id == chiefId)`,
        post: asks('auth().isAdmin'),
      },
    ],
    [
      'is none when no rule asks for it',
      { user: 'role String', update: own, post: '' },
    ],
  ])('%s', async (_what, parts) => {
    await expectWarning(blog(parts), GRANT)
  })
})

describe('A membership', () => {
  const team = (
    create: string,
    rule = `@@allow('read', members?[userId == auth().id])`
  ) =>
    `
    model User {
      id      Int      @id
      admin   Boolean
      points  Int
      credit  BigInt
      joined  DateTime
      members Member[]
      teams   Team[]
      @@allow('read', auth() == this)
    }
    model Team {
      id      Int      @id
      open    Boolean
      chiefId Int
      chief   User     @relation(fields: [chiefId], references: [id])
      members Member[]
      ${rule}
    }
    model Member {
      id     Int    @id
      role   String
      teamId Int
      clubId Int?
      userId Int
      team   Team   @relation(fields: [teamId], references: [id])
      club   Club?  @relation(fields: [clubId], references: [id])
      user   User   @relation(fields: [userId], references: [id])
      badge  Badge?
      votes  Vote[]
      ${create}
    }
    model Club {
      id      Int      @id
      members Member[]
    }
    model Badge {
      id       Int    @id
      memberId Int    @unique
      member   Member @relation(fields: [memberId], references: [id])
    }
    model Vote {
      id       Int     @id
      against  Boolean
      memberId Int
      member   Member  @relation(fields: [memberId], references: [id])
    }`

  test.each([
    ['is open to whoever names themselves', `auth() == user`, true],
    ['is open by key', `auth().id == userId`, true],
    [
      'is open with a free choice of role',
      `user == auth() && role == 'member'`,
      true,
    ],
    ['is open to everyone who is signed in', `auth() != null`, true],
    ['is open in one way or another', `team.open || role == 'member'`, true],
    ['is open but for a role', `auth() == user && !(role == 'chief')`, true],
    [
      'is open to whoever has no badge yet',
      `auth() == user && badge == null`,
      true,
    ],
    [
      'is open to whoever nobody has voted against',
      `auth() == user && votes^[against]`,
      true,
    ],
    ['is open to more than one club', `auth() == user && clubId != null`, true],
    [
      'is not open when it asks for votes',
      `auth() == user && votes?[!against]`,
      false,
    ],
    [
      'is not open if it is of no club',
      `auth() == user && club == null`,
      false,
    ],
    [
      'is not open when the team is to be closed',
      `auth() == user && !team.open`,
      false,
    ],
    ['is not open to newcomers', `auth().joined < now()`, false],
    ['is not open to who has earned nothing', `auth().points > 5`, false],
    ['is not open to who has paid nothing', `auth().credit > 5`, false],
    [
      'is not open when the team asks for it',
      `auth() == user && team.open`,
      false,
    ],
    ['is not open when the chief invites', `team.chief == auth()`, false],
    ['is not open to admins alone', `check(team, 'read')`, false],
    [
      'is not open when a member of the team invites',
      `auth().members?[teamId == this.teamId]`,
      false,
    ],
    [
      'is not open when members of a role invite',
      `auth().members?[teamId == this.teamId && role == 'chief']`,
      false,
    ],
  ])('%s', async (_what, condition, isOpen) => {
    const rule = `@@allow('create', ${condition})${isOpen ? ' // !' : ''}`
    await expectWarning(team(rule), 'anybody may create a Member of their own')
  })

  test('is open also if a rule looks for members ahead', async () => {
    await expectWarning(
      team(
        `@@allow('create', auth() == user) // !`,
        `@@allow('read', open)
        @@allow('update', future().members?[userId == auth().id])`
      ),
      'anybody may create a Member of their own'
    )
  })

  test('is not open when a rule denies it', async () => {
    await expectWarning(
      team(`@@allow('create', auth() != null)
        @@deny('create', auth().id == userId)`),
      ''
    )
  })
})

describe('A required parent', () => {
  const child = (parentRule: string, childRule: string, mark = '') => `
    model Parent {
      id       Int     @id
      children Child[]
      ${parentRule}
    }
    model Child {
      id       Int    @id
      parentId Int
      parent   Parent @relation(fields: [parentId], references: [id]) ${mark}
      ${childRule}
    }`
  const some = `@@allow('read', id > 5)`

  test.each([
    ['that nobody may read is a trap', child('', some, '// !')],
    [
      'that is denied to everyone is a trap',
      child(`${some}\n@@deny('read', true)`, some, '// !'),
    ],
    ['that some may read is none', child(some, some)],
    ['of what has no rules itself is none', child('', '')],
  ])('%s', async (_what, text) => {
    await expectWarning(text, 'Child requires a Parent, which nobody may read')
  })
})

describe('A model that is open to everyone', () => {
  const page = (rule: string) => `
    model Page {
      id Int @id
      ${rule}
    }`

  test.each([
    ['without a word is a trap', page(`@@allow('read', true) // !`)],
    ["without a word is a trap: 'all'", page(`@@allow('all', true) // !`)],
    [
      'without a word is a trap: a comma list',
      page(`@@allow('create,read', true) // !`),
    ],
    ['with an empty comment is a trap', page(`//\n@@allow('read', true) // !`)],
    ['with a reason is none', page(`// It is a shop.\n@@allow('read', true)`)],
    ['for creation only is none', page(`@@allow('create', true)`)],
  ])('%s', async (_what, text) => {
    await expectWarning(text, 'Page is open to everyone')
  })
})

test('A model that nobody reaches is worth knowing, and no more', async () => {
  const { warnings } = await compileTexts({
    'test.zmodel': `${HEAD}
      model Secret {
        id     Int  @id
        user   User @relation(fields: [id], references: [id])
      }
      model User {
        id     Int     @id
        secret Secret?
        @@allow('read', auth() == this)
      }`,
  })
  expect(warnings).toEqual([
    'info: test.zmodel:7 Secret has no rules: nobody reaches it',
  ])
})

test('That SQLite folds case in patterns is worth knowing', async () => {
  const { warnings } = await compileTexts({
    'test.zmodel': `${HEAD}
      model Page {
        id    Int    @id
        title String
        @@allow('read', startsWith(title, 'Open'))
      }`,
  })
  expect(warnings).toEqual([
    'info: test.zmodel:10 SQLite finds such a text in capitals and small letters alike',
  ])
})
