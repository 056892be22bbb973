import { compileTexts } from 'src/testing/compiling'

const HEAD = `datasource db {
  provider = "sqlite"
  url      = "test"
}
`

/** Where the rules of a model stand, as `file:line text`. */
const placesOf = async (texts: Record<string, string>, model: string) => {
  const { policy } = await compileTexts(texts)
  return policy.models[model].rules.map(
    ({ source: { file, line, text } }) => `${file}:${line} ${text}`
  )
}

describe('A rule is found', () => {
  test('in a file that is imported', async () => {
    const texts = {
      'main.zmodel': `import "./page"\n${HEAD}`,
      'page.zmodel': `model Page {
        id Int @id
        // Because.
        @@allow('read', true)
      }`,
    }
    expect(await placesOf(texts, 'Page')).toEqual([
      "page.zmodel:4 @@allow('read', true)",
    ])
    const { warnings } = await compileTexts(texts)
    expect(warnings).toEqual([])
  })

  test('in a base, and the base of the base', async () => {
    const text = `${HEAD}
abstract model Named {
  id   Int    @id
  name String
  @@allow('read', name == 'a')
  @@deny('read', name == 'b')
}
abstract model Owned extends Named {
  ownerId Int
  @@unique([ownerId])
  @@allow('read', ownerId == 1)
  @@allow('delete', ownerId == 2)
}
model Page extends Owned {
  open Boolean
  @@allow('read', open)
}`
    expect((await placesOf({ 'a.zmodel': text }, 'Page')).sort()).toEqual([
      "a.zmodel:10 @@deny('read', name == 'b')",
      "a.zmodel:15 @@allow('read', ownerId == 1)",
      "a.zmodel:16 @@allow('delete', ownerId == 2)",
      "a.zmodel:20 @@allow('read', open)",
      "a.zmodel:9 @@allow('read', name == 'a')",
    ])
  })

  test('by its text on one line, however many it takes', async () => {
    const text = `${HEAD}
model Page {
  id   Int     @id
  open Boolean
  @@allow(
    'read',
    open
  )
}`
    expect(await placesOf({ 'a.zmodel': text }, 'Page')).toEqual([
      "a.zmodel:9 @@allow( 'read', open )",
    ])
  })
})
