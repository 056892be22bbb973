import { compileTexts } from 'src/testing/compiling'

/*
 * What cannot be enforced exactly must not compile. In each schema, `// !` marks
 * the line that is to be blamed.
 */

const head = (provider = 'sqlite') => `
datasource db {
  provider = "${provider}"
  url      = "test"
}
`

const PEOPLE = `
enum Role {
  READER
  WRITER
}
enum Color {
  RED
}
model User {
  id      Int     @id
  name    String
  isAdmin Boolean
  role    Role
  age     Int
  big     BigInt
  cost    Decimal
  chiefId Int?
  chief   User?   @relation('chief', fields: [chiefId], references: [id])
  staff   User[]  @relation('chief')
  posts   Post[]  @relation('owner')
  edited  Post[]  @relation('editor')
}
`

/** A post with one rule about it. */
const post = (rule: string) => `
${PEOPLE}
model Post {
  id        Int       @id
  title     String
  subtitle  String?
  open      Boolean
  likes     Int
  dislikes  Int?
  ratio     Float
  big       BigInt
  cost      Decimal
  data      Json
  color     Color
  createdAt DateTime
  ownerId   Int
  editorId  Int
  replyToId Int?
  owner     User      @relation('owner', fields: [ownerId], references: [id])
  editor    User      @relation('editor', fields: [editorId], references: [id])
  replyTo   Post?     @relation('replies', fields: [replyToId], references: [id])
  replies   Post[]    @relation('replies')
  ${rule} // !
}
`

const refused = async (text: string, provider?: string) => {
  const schema = head(provider) + text
  const line = schema.split('\n').findIndex((part) => part.endsWith('// !')) + 1
  const error = await compileTexts({ 'test.zmodel': schema }).then(
    () => null,
    (thrown: Error) => thrown
  )
  return { name: error?.name, message: error?.message ?? 'compiled', line }
}

const expectRefusal = async (
  text: string,
  message: string,
  provider?: string
) => {
  const error = await refused(text, provider)
  expect(error).toMatchObject({
    name: 'PolicyError',
    message: expect.stringContaining(`test.zmodel:${error.line} ${message}`),
  })
}

describe('A rule is refused, with its file and line,', () => {
  test.each([
    [
      'that compares fields of two records',
      `@@allow('delete', owner.age == likes)`,
      'fields of two records cannot be compared',
    ],
    [
      'that looks from an element of a list at the row around it',
      `@@allow('read', replies?[ownerId == this.ownerId])`,
      'a condition on the elements of a list cannot look at the row around it',
    ],
    [
      'that compares an optional field, on the right, in every element',
      `@@allow('read', replies![likes > dislikes])`,
      'a field that may be null cannot stand right in ![…]',
    ],
    [
      'that names a value that an enum does not have',
      `@@allow('read', color == 'BLUE')`,
      '',
    ],
    [
      'that compares two enums',
      `@@allow('read', color == READER)`,
      'Color has no READER',
    ],
    [
      'that compares an Int with a fraction',
      `@@allow('read', likes > 1.5)`,
      '1.5 is no Int',
    ],
    [
      'that compares an Int with what no Int can be',
      `@@allow('read', likes < 3000000000)`,
      '3000000000 is too large for an Int',
    ],
    [
      'that compares fields of two types',
      `@@allow('read', likes > ratio)`,
      'Int and Float cannot be compared',
    ],
    [
      'that asks whether a Decimal is a number',
      `@@allow('read', cost == 5)`,
      'whether a Decimal is the same as a number is uncertain',
    ],
    [
      'that asks whether a BigInt is a number',
      `@@allow('read', big == 5)`,
      'whether a BigInt is the same as a number is uncertain',
    ],
    [
      'that compares Decimals of two rows',
      `@@allow('read', cost > auth().cost)`,
      'a Decimal can be compared with a number only',
    ],
    ['that compares JSON', `@@allow('read', data == auth().name)`, ''],
    ['with a field in a list', `@@allow('read', likes in [1, dislikes])`, ''],
    [
      'with what may be null in a list',
      `@@allow('read', ownerId in [auth().id, auth().chiefId])`,
      'a list can hold literals only',
    ],
    ['with null in a list', `@@allow('read', likes in [1, null])`, ''],
    [
      "with the user's text as a pattern, which could be %",
      `@@allow('read', contains(title, auth().name))`,
      'contains() takes a literal only: in the database, % and _',
    ],
    [
      'with a pattern in a text',
      `@@allow('read', startsWith(title, 'a_b'))`,
      'in startsWith(), the database reads %, _ and \\ as a pattern',
    ],
    [
      'that searches whatever the case',
      `@@allow('read', contains(title, 'a', true))`,
      'contains() cannot ignore case',
    ],
    [
      'that searches a full text',
      `@@allow('read', search(title, 'a'))`,
      'search() cannot be enforced',
    ],
    [
      'that asks for its model',
      `@@allow('read', currentModel() == 'Post')`,
      'currentModel() cannot be enforced',
    ],
    [
      'that asks for its operation',
      `@@allow('read', currentOperation() == 'read')`,
      'currentOperation() cannot be enforced',
    ],
    [
      'that delegates and looks ahead at once',
      `@@allow('update', check(owner) && future().open)`,
      'check() and future() need a rule each',
    ],
    [
      'that looks ahead in another operation',
      `@@allow('all', future().open)`,
      '',
    ],
    ['that validates the whole row', `@@validate(likes > 0)`, '@@validate'],
    [
      'that goes through the text of the schema to Prisma',
      `@@prisma.passthrough('@@ignore')`,
      '@@prisma.passthrough',
    ],
    [
      'that compares conditions',
      `@@allow('read', open == (likes > 3))`,
      'a condition cannot be compared',
    ],
    [
      'that takes a text for a truth',
      `@@allow('read', !title)`,
      'only a Boolean can stand alone',
    ],
    [
      'that asks whether JSON is null, as it may be so in two ways',
      `@@allow('read', data == null)`,
      'Json cannot be compared',
    ],
    [
      'that compares two records, elsewhere than where ZenStack looks',
      `@@allow('delete', owner.chief == owner)`,
      'two records cannot be compared: compare their keys',
    ],
    [
      'that compares a record with itself',
      `@@allow('read', this == this)`,
      'two records cannot be compared',
    ],
    [
      'that asks whether a value is in a list',
      `@@allow('read', 1 in [1, 2])`,
      'only a field can be in a list',
    ],
    [
      'that asks whether a field is in a list of records',
      `@@allow('read', likes in auth().staff)`,
      'in needs a list of values',
    ],
    [
      'that orders two constants',
      `@@allow('read', 1 < 2)`,
      'two constants cannot be compared',
    ],
    [
      'that compares a list with a list',
      `@@allow('read', [1] == [1])`,
      'a list cannot be compared, but with in',
    ],
    [
      'that compares a BigInt with a fraction',
      `@@allow('read', big > 5.5)`,
      '5.5 is no BigInt',
    ],
    [
      'that compares with JSON of its own',
      `@@allow('read', data == { likes: 1 })`,
      'ObjectExpr is not supported',
    ],
    [
      "that delegates to a relation of the user's records",
      `@@allow('read', auth().posts?[check(owner)])`,
      'check() needs a relation of the row, to one',
    ],
    [
      'that is so long that not all of it can be quoted',
      `@@allow('read', ${'open && '.repeat(30)}!title)`,
      'only a Boolean can stand alone',
    ],
    [
      'that looks from a list in a list at the row around both',
      `@@allow('read', replies?[auth().posts?[likes == this.likes]])`,
      'a condition on the elements of a list cannot look at the row around it',
    ],
  ])('%s', async (_what, rule, message) => {
    await expectRefusal(post(rule), message)
  })
})

describe('ZenStack itself refuses a rule, with its file and line,', () => {
  test.each([
    [
      'that compares fields of two records',
      `@@allow('read', owner.age == likes)`,
      'comparison between fields of different models is not supported in model-level "read" rules',
    ],
    [
      'that compares two records',
      `@@allow('read', owner == editor)`,
      'comparison between model-typed fields are not supported',
    ],
    [
      'that compares a record with one of another model',
      `@@allow('read', replyTo == auth())`,
      'incompatible operand types',
    ],
    [
      'that compares a record with a value',
      `@@allow('read', owner == 1)`,
      'incompatible operand types',
    ],
    [
      'that orders records',
      `@@allow('read', owner < auth())`,
      'invalid operand type for "<" operator',
    ],
    [
      'that orders Booleans',
      `@@allow('read', open > auth().isAdmin)`,
      'invalid operand type for ">" operator',
    ],
    [
      'that orders texts, as every database has its own order',
      `@@allow('read', title < 'm')`,
      'invalid operand type for "<" operator',
    ],
    [
      'that goes through a list as if it were one record',
      `@@allow('read', replies.open)`,
      'Value is not assignable to parameter',
    ],
    [
      'that asks for the elements of one record',
      `@@allow('read', owner?[isAdmin])`,
      'Value is not assignable to parameter',
    ],
    [
      'that compares a date with a text',
      `@@allow('read', createdAt > '2024-01-01T00:00:00Z')`,
      'invalid operand type for ">" operator',
    ],
    [
      'that compares a list of records with null',
      `@@allow('read', replies == null)`,
      'incompatible operand types',
    ],
    [
      'with a field in the place of a list',
      `@@allow('read', likes in dislikes)`,
      'right operand of "in" must be an array',
    ],
    [
      'with a field as the argument of a function',
      `@@allow('read', contains(title, subtitle))`,
      'second argument must be a literal, an enum, an expression starting with `auth().`, or an array of them',
    ],
    [
      'that is made by the database',
      `@@allow('read', dbgenerated('true'))`,
      'function "dbgenerated" is not allowed in the current context: AccessPolicy',
    ],
    [
      'that delegates to a list',
      `@@allow('read', check(replies))`,
      'argument cannot be an array field',
    ],
    [
      'that delegates to a field',
      `@@allow('read', check(title))`,
      'argument must be a relation field',
    ],
    [
      'that delegates to a relation of a relation',
      `@@allow('read', check(owner.chief))`,
      'argument must be a relation field',
    ],
    [
      "that delegates to a relation of the user's",
      `@@allow('read', check(auth().chief))`,
      'argument must be a relation field',
    ],
    [
      'that delegates an operation there is not',
      `@@allow('read', check(owner, 'peek'))`,
      'argument must be a "read", "create", "update", or "delete',
    ],
    [
      'that delegates to its own model',
      `@@allow('read', check(replyTo))`,
      'cyclic dependency detected when following the `check()` call',
    ],
    [
      'that names what there is not',
      `@@allow('read', nothing)`,
      "Could not resolve reference to ReferenceTarget named 'nothing'",
    ],
    [
      'that asks for a field of a field',
      `@@allow('read', title.length == 1)`,
      "Could not resolve reference to MemberAccessTarget named 'length'",
    ],
    [
      'that compares a number with a text',
      `@@allow('read', likes == 'a')`,
      'incompatible operand types',
    ],
    [
      'that is no truth',
      `@@allow('read', owner)`,
      'Value is not assignable to parameter',
    ],
    [
      'without a condition',
      `@@allow('read')`,
      'Required parameter not provided: condition',
    ],
    [
      'for an operation there is not',
      `@@allow('peek', true)`,
      'Invalid policy rule kind: "peek", allowed: "create", "read", "update", "delete", "all',
    ],
  ])('%s', async (_what, rule, message) => {
    const error = await refused(post(rule))
    expect(error.message).toMatch(
      new RegExp(`^test\\.zmodel:${error.line}:\\d+ - `)
    )
    expect(error.message).toContain(message)
  })
})

describe('A rule about a list of values', () => {
  test('is refused for SQLite, which has none', async () => {
    const tagged = `model Tagged {
      id   Int @id
      tags String[]
      @@allow('read', has(tags, 'a')) // !
    }`
    await expectRefusal(tagged, 'SQLite has no lists of values')
  })

  test.each([
    ['asks for their order', `tags == ['a']`, 'a list cannot be compared'],
    [
      "compares it with the user's",
      'tags == auth().words',
      'a list cannot be compared',
    ],
    [
      'asks whether it is in another',
      `tags in ['a']`,
      'only a field can be in a list',
    ],
    [
      'asks whether a field is in it',
      'title in tags',
      'in needs a list of values',
    ],
    [
      "looks for a text among the user's numbers",
      'title in auth().numbers',
      'String and Int cannot be compared',
    ],
    [
      "looks for one of the user's texts among numbers",
      'has(counts, auth().name)',
      'has() takes literals only',
    ],
    [
      'looks for several values at once',
      `has(tags, ['a'])`,
      'has() takes one value',
    ],
    [
      "looks for one of all the user's values",
      'hasSome(tags, auth().words)',
      'hasSome() takes a list of values',
    ],
    [
      'asks whether there are records',
      'isEmpty(others)',
      'isEmpty() needs a field',
    ],
    ['takes a number for a text', 'has(tags, 5)', 'tags is a String'],
    ['has a value of another enum', 'hasSome(colors, [READER])', 'Color has'],
    [
      'compares with what may be null',
      'hasEvery(tags, [auth().name])',
      'hasEvery() takes literals only',
    ],
  ])('is refused that %s', async (_what, condition, message) => {
    const tagged = `${PEOPLE.replace(/posts .*\n.*edited .*/, 'words String[]\nnumbers Int[]')}
    model Tagged {
      id     Int      @id
      title  String
      tags   String[]
      counts Int[]
      colors Color[]
      partId Int?
      part   Tagged?  @relation('parts', fields: [partId], references: [id])
      others Tagged[] @relation('parts')
      @@allow('read', ${condition}) // !
    }`
    await expectRefusal(tagged, message, 'postgresql')
  })
})

describe('An attribute is refused, with its file and line,', () => {
  const field = (attributes: string, type = 'String') => `
    ${PEOPLE.replace(/.* Post\[\].*\n/g, '')}
    model Thing {
      id    Int @id
      value ${type} ${attributes} // !
    }`

  test.each([
    ['@password', field('@password')],
    ['@encrypted', field('@encrypted')],
    ['@prisma.passthrough', field(`@prisma.passthrough('@ignore')`)],
    [
      `a field's rule cannot go beyond its model's`,
      field(`@allow('read', true, true)`),
    ],
    ['a Int is no default for a Float', field('@default(auth().age)', 'Float')],
  ])('%s', async (message, text) => {
    await expectRefusal(text, message)
  })

  test('that takes a list from the user for a default', async () => {
    await expectRefusal(
      `model User {
        id      Int   @id
        numbers Int[]
      }
      model Thing {
        id    Int   @id
        value Int[] @default(auth().numbers) // !
      }`,
      'a default can be a field of auth() only',
      'postgresql'
    )
  })

  test('of the models that are several in one (@@delegate)', async () => {
    await expectRefusal(
      `model Asset {
        id   Int @id
        type String
        @@delegate(type) // !
      }
      model Video extends Asset {
        length Int
      }`,
      '@@delegate cannot be enforced'
    )
  })

  test('of a user who is no model (@@auth on a type)', async () => {
    await expectRefusal(
      `type Session {
        id Int
        @@auth // !
      }`,
      'auth() must be a model'
    )
  })

  test.each(['@@id', '@@unique'])(
    'that gives a key a name of its own (%s)',
    async (attribute) => {
      await expectRefusal(
        `model Seat {
          id  String ${attribute === '@@unique' ? '@id' : ''}
          row Int
          ${attribute}([id, row], name: "place") // !
        }`,
        'a key goes by the names of its fields'
      )
    }
  )

  test('that limits the elements of a list', async () => {
    await expectRefusal(
      `model Tagged {
        id   Int @id
        tags String[] @length(1, 2) // !
      }`,
      '',
      'postgresql'
    )
  })
})

describe('A model is refused, with its file and line,', () => {
  test('that has no key of its own', async () => {
    await expectRefusal(
      `model Seat { number Int @unique } // !`,
      'a model needs @id or @@id'
    )
  })

  test.each(['BigInt', 'Decimal', 'Bytes'])(
    'whose rule compares records with a key of a kind that is no value (%s)',
    async (type) => {
      await expectRefusal(
        `model User {
          id ${type} @id
          @@allow('read', auth() == this) // !
        }`,
        'User has a key that records cannot be compared by: compare id'
      )
    }
  )

  test('whose rules, in a circle, ask each other: by ZenStack', async () => {
    const error = await refused(`
      model A {
        id Int @id
        b  B?
        @@allow('read', check(b, 'update')) // !
      }
      model B {
        id  Int @id
        aId Int @unique
        a   A   @relation(fields: [aId], references: [id])
        @@allow('update', check(a, 'read'))
      }`)
    expect(error.message).toMatch(
      new RegExp(`^test\\.zmodel:${error.line}:.*cyclic dependency`)
    )
  })

  test('whose rule asks for a user, where there are none: by ZenStack', async () => {
    const error = await refused(`model A {
      id Int @id
      @@allow('read', auth() != null) // !
    }`)
    expect(error.message).toContain(
      'auth() cannot be resolved because no model marked with "@@auth()"'
    )
  })

  test('that has JSON with a type of its own', async () => {
    await expectRefusal(
      `type Address {
        city String
      }
      model Shop {
        id      Int     @id
        address Address @json // !
      }`,
      'a type inside of JSON is not supported',
      'postgresql'
    )
  })

  test('whose rule asks for an update that another model judges afterwards', async () => {
    await expectRefusal(
      `model A {
        id  Int @id
        bId Int
        b   B   @relation(fields: [bId], references: [id])
        @@allow('read', check(b, 'update')) // !
      }
      model B {
        id   Int     @id
        open Boolean
        as   A[]
        @@allow('update', true)
        @@deny('update', future().open)
      }`,
      `check() for 'update' cannot ask what B says with future()`
    )
  })

  const OURS = `
    attribute @@softDelete(_ field: FieldReference)
    attribute @ruledLike(_ operation: String)
    attribute @@denyToTokens(_ operations: String)
    attribute @denyToTokens(_ operations: String)
  `

  test.each([
    [
      'that does not hide what it deletes softly',
      'gone Boolean @default(false)',
      `@@deny('read', gone)`,
      `what is deleted must be hidden: @@deny('all', gone)`,
    ],
    [
      'that deletes softly with what is no mark',
      'gone Boolean',
      `@@deny('all', gone)`,
      'gone must be a Boolean with @default(false)',
    ],
  ])('%s', async (_what, field, rule, message) => {
    await expectRefusal(
      `${OURS}
      model Thing {
        id Int @id
        ${field}
        ${rule}
        @@softDelete(gone) // !
      }`,
      message
    )
  })

  test.each([
    [
      'of which a relation is ruled like what makes no sense',
      `@@allow('delete', true)`,
      `@ruledLike('read') // !`,
      `'update' or 'delete' is meant`,
    ],
    [
      'of which a relation is ruled like what asks elsewhere',
      `@@allow('update,delete', check(shelf)) // !`,
      `@ruledLike('delete')`,
      `check() must say what it asks, as tags is @ruledLike('delete')`,
    ],
  ])('%s', async (_what, rule, like, message) => {
    await expectRefusal(
      `${OURS}
      model Thing {
        id      Int   @id
        tags    Tag[] ${like}
        shelf   Shelf @relation(fields: [shelfId], references: [id])
        shelfId Int   @allow('update', false)
        ${rule}
      }
      model Tag {
        id     Int     @id
        things Thing[]
      }
      model Shelf {
        id     Int     @id
        things Thing[]
      }`,
      message
    )
  })

  test.each([
    [
      'model',
      '',
      `@@denyToTokens('create, change') // !`,
      'some of create, read',
    ],
    ['field', `@denyToTokens('create') // !`, '', 'some of read, update are'],
  ])(
    'that denies to tokens what is no operation of a %s',
    async (_what, ofField, ofModel, message) => {
      await expectRefusal(
        `${OURS}
        model Thing {
          id   Int    @id
          name String ${ofField}
          ${ofModel}
        }`,
        message
      )
    }
  )

  test('of which a relation of one is ruled like its model', async () => {
    await expectRefusal(
      `${OURS}
      model Thing {
        id     Int    @id
        shelf  Shelf  @relation(fields: [shelfId], references: [id]) @ruledLike('update') // !
        shelfId Int
      }
      model Shelf {
        id     Int     @id
        things Thing[]
      }`,
      '@ruledLike() is for relations between many and many'
    )
  })

  test('whose rule stands in another file, or in a base', async () => {
    const base = `
      abstract model Base {
        id    Int    @id
        title String @allow('read', contains(title, '%'))
      }`
    const error = await compileTexts({
      'test.zmodel': `import './base'\n${head()}\nmodel A extends Base {\n}`,
      'base.zmodel': base,
    }).catch((thrown: Error) => thrown)
    expect(error).toMatchObject({
      message: expect.stringMatching(/^base\.zmodel:4 .*@allow\('read'/),
    })
  })
})
