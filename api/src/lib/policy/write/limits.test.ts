import { Prisma } from '@prisma/client'

import { compileTexts } from 'src/testing/compiling'

import type { ModelPolicy } from '../types'

import { inputOf } from './input'
import { withinLimits } from './limits'

/** Each limit of ZModel's, in the form of a sign-up sheet. */
const SHEET = `
  datasource db {
    provider = "postgresql"
    url      = env("DATABASE_URL")
  }

  model Sheet {
    id       Int     @id
    name     String? @length(2, 5)
    nick     String? @length(max: 3, message: 'is too long')
    motto    String? @length(min: 2)
    email    String? @email('is no address')
    home     String? @url
    born     String? @datetime(message: 'is no time')
    code     String? @regex('^[A-Z]+$', 'has small letters')
    plate    String? @startsWith('HH-')
    file     String? @endsWith('.txt', 'is no text')
    answer   String? @contains('yes')
    trimmed  String? @trim @length(1)
    small    String? @lower
    big      String? @upper
    age      Int?     @gt(17) @lt(100)
    stars    Int?     @gte(1) @lte(5, 'are at most five')
    price    Decimal? @gt(0.5)
    weight   Float?   @lt(2.5)
    friends  Sheet[] @relation('friends')
    others   Sheet[] @relation('friends')

    @@allow('all', true)
  }
`

let sheet: ModelPolicy
beforeAll(async () => {
  const { policy } = await compileTexts({ 'sheet.zmodel': SHEET })
  sheet = policy.models.Sheet
})

const fill = (field: string, value: unknown) =>
  withinLimits(sheet, { [field]: value })[field]

/** What is wrong with a value; null if nothing. */
const complaint = (field: string, value: unknown): string | null => {
  try {
    fill(field, value)
    return null
  } catch (error) {
    expect(error).toMatchObject({
      code: 'P2004',
      meta: {
        reason: 'DATA_VALIDATION_VIOLATION',
        zodErrors: {
          issues: expect.arrayContaining([
            expect.objectContaining({ path: [field] }),
          ]),
        },
      },
    })
    return (error as Error).message
  }
}

describe('A limit', () => {
  test.each<[string, good: unknown[], bad: unknown[]]>([
    ['name', ['Cy', 'Moira'], ['C', 'Sophia', '', 7]],
    ['nick', ['', 'Cyd'], ['Cydy']],
    ['motto', ['Be'], ['B']],
    ['email', ['cy@example.com'], ['cy', '']],
    ['home', ['https://example.com/cy'], ['example']],
    ['born', ['2001-02-03T04:05:06Z'], ['yesterday', new Date(0)]],
    ['code', ['ABC'], ['ABc', '']],
    ['plate', ['HH-1'], ['B-1']],
    ['file', ['cv.txt'], ['cv.pdf']],
    ['answer', ['oh yes!'], ['no']],
    ['trimmed', ['a'], [' ', '']],
    ['age', [18, 99, 18n, '18'], [17, 100, 17n, '17', 'old', NaN]],
    ['stars', [1, 5], [0, 6, -1]],
    [
      'price',
      [new Prisma.Decimal('0.51'), 1, '0.6'],
      [new Prisma.Decimal('0.5'), 0.5, '0.5'],
    ],
    ['weight', [2.4], [2.5, '2.6']],
  ])('of a %s lets pass what is within, and nothing else', (field, ...all) => {
    const [good, bad] = all
    expect(good.map((value) => complaint(field, value))).toEqual(
      good.map(() => null)
    )
    for (const value of bad) {
      expect({ value, is: complaint(field, value) }).toEqual({
        value,
        is: expect.stringContaining(`Sheet: ${field}: `),
      })
    }
  })

  test.each([
    ['nick', 'Cydy', 'is too long'],
    ['email', 'cy', 'is no address'],
    ['born', 'yesterday', 'is no time'],
    ['code', 'abc', 'has small letters'],
    ['file', 'cv.pdf', 'is no text'],
    ['stars', 6, 'are at most five'],
    ['age', 17, 'Must be gt 17'],
  ])('on %s says in its own words what is wrong', (field, value, words) => {
    expect(complaint(field, value)).toBe(`Sheet: ${field}: ${words}`)
  })

  it('does not ask for a value: null is none', () => {
    const none = { name: null, email: null, age: null }
    expect(withinLimits(sheet, none)).toEqual(none)
  })

  test.each(['age', 'weight', 'price'])(
    'on %s refuses what the database would compute',
    (field) => {
      for (const computed of [{ increment: 1 }, { multiply: 2 }, {}]) {
        expect(complaint(field, computed)).not.toBeNull()
      }
    }
  )
})

describe('Values', () => {
  it('are changed as the schema says', () => {
    const given = { trimmed: ' Cy ', small: 'Cy', big: 'Cy', name: ' Cy ' }
    expect(withinLimits(sheet, given)).toEqual({
      trimmed: 'Cy',
      small: 'cy',
      big: 'CY',
      name: ' Cy ',
    })
    // The caller's own are left as they are.
    expect(given.trimmed).toBe(' Cy ')
  })

  it('are complained of all at once', () => {
    const all = { name: 'C', email: 'cy', age: 3, stars: 3 }
    expect(() => withinLimits(sheet, all)).toThrow(
      /name: .*, email: is no address, age: Must be gt 17$/
    )
  })
})

describe('The data of a write', () => {
  it('has limits for { set: value } as for the value', () => {
    const data = { trimmed: { set: ' Cy ' }, age: { set: 18 } }
    expect(inputOf(sheet, data).scalars).toEqual({ trimmed: 'Cy', age: 18 })
    expect(() => inputOf(sheet, { age: { set: 3 } })).toThrow('Must be gt 17')
  })

  it('says nothing of what is undefined', () => {
    expect(inputOf(sheet, { name: undefined })).toEqual({
      scalars: {},
      relations: [],
      names: [],
    })
  })

  test.each([['nothing'], [null], [[]], [7], [undefined]])(
    'is an object, not %j',
    (data) => {
      expect(() => inputOf(sheet, data)).toThrow(
        Prisma.PrismaClientValidationError
      )
    }
  )

  test.each(['colour', 'toString', '__proto__', 'constructor'])(
    'has no %s',
    (name) => {
      const data = Object.fromEntries([[name, 'red']])
      expect(() => inputOf(sheet, data)).toThrow(
        expect.objectContaining({ code: 'P2004' })
      )
    }
  )
})
