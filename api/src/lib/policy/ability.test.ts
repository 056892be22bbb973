import { compileTexts } from 'src/testing/compiling'

import { abilitiesFor, isPossible } from './ability'
import { toWhere } from './where'

const schemaWith = (rules: string) => `
datasource db {
  provider = "sqlite"
  url      = "test"
}
model User {
  id    Int    @id
  notes Note[]
}
model Note {
  id       Int     @id
  open     Boolean
  locked   Boolean
  parentId Int?    @allow('update', false)
  ownerId  Int
  owner    User    @relation(fields: [ownerId], references: [id])
  @@allow('read', open)
  ${rules}
}
`

const abilitiesWith = async (rules: string) => {
  const { policy } = await compileTexts({ 'test.zmodel': schemaWith(rules) })
  return abilitiesFor(policy, { user: { id: 3 }, now: new Date() })
}

const updateWith = async (rules: string) => {
  const abilities = await abilitiesWith(rules)
  return toWhere(abilities('Note', 'update'))
}

describe('Before it is known what an update makes of a record', () => {
  test('a deny that looks ahead denies nothing', async () => {
    expect(
      await updateWith(`
        @@allow('update', owner == auth())
        @@deny('update', locked)
        @@deny('update', future().open)`)
    ).toEqual({ open: true, ownerId: 3, locked: false })
  })

  test('an allow that looks ahead may allow', async () => {
    expect(
      await updateWith(`
        @@allow('update', owner == auth() && future().open)
        @@deny('update', locked)`)
    ).toEqual({ open: true, locked: false })
  })
})

describe('What may be done', () => {
  test('is done to what may be read, or is yet to be', async () => {
    const abilities = await abilitiesWith(`@@allow('create,delete', locked)`)
    expect(toWhere(abilities('Note', 'delete'))).toEqual({
      open: true,
      locked: true,
    })
    expect(toWhere(abilities('Note', 'create'))).toEqual({ locked: true })
  })

  test('is not possible where no rule ever allows it', async () => {
    const abilities = await abilitiesWith(`@@allow('update', true)`)
    const may = (...[operation, field]: ['update' | 'delete', string?]) =>
      isPossible(abilities('Note', operation, field))
    expect(may('update')).toBe(true)
    expect(may('update', 'open')).toBe(true)
    expect(may('update', 'parentId')).toBe(false)
    expect(may('delete')).toBe(false)
  })
})
