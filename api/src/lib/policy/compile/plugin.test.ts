import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { loadDocument } from 'zenstack/cli/cli-util'

import generate from './plugin'

// Jest cannot load Prettier, which imports its parts as it needs them.
jest.mock('prettier', () => ({
  resolveConfig: () => null,
  format: (text: string) => text,
}))

const TRAP = `
datasource db {
  provider = "sqlite"
  url      = "test"
}
model Page {
  id Int @id
  @@allow('read', true)
}
`

describe('A schema with a trap', () => {
  const { CI } = process.env
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zmodel-'))
  const schemaPath = path.join(folder, 'test.zmodel')
  const output = path.join(folder, 'compiled.ts')
  const warning =
    'test.zmodel:8 Page is open to everyone: say why in a comment directly above'

  const run = async () =>
    generate(await loadDocument(schemaPath), {
      provider: 'test',
      schemaPath,
      output,
    })

  beforeAll(() => fs.writeFileSync(schemaPath, TRAP))

  afterAll(() => {
    process.env.CI = CI
    if (CI === undefined) {
      delete process.env.CI
    }
    fs.rmSync(folder, { recursive: true })
  })

  test('stops the build in CI, and nothing is written', async () => {
    process.env.CI = 'true'
    await expect(run()).rejects.toThrow(warning)
    expect(fs.existsSync(output)).toBe(false)
  })

  test('is warned of elsewhere', async () => {
    delete process.env.CI
    expect(await run()).toEqual({ warnings: [warning] })
    expect(fs.readFileSync(output, 'utf8')).toContain('"name":"Page"')
  })
})
