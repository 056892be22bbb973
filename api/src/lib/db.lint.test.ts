/**
 * @jest-environment node
 */
import path from 'node:path'

import { ESLint } from 'eslint'

import { getPaths } from '@redwoodjs/project-config'

const { base } = getPaths()
const eslint = new ESLint({ cwd: base })

const IMPORT_RULES = ['no-restricted-imports', 'no-restricted-syntax']

/** How often a line of code breaks the rules on imports, in a file of this name. */
const offences = async (code: string, file: string) => {
  const [{ messages }] = await eslint.lintText(`${code}\n`, {
    filePath: path.join(base, file),
  })
  expect(messages.filter(({ fatal }) => fatal)).toEqual([])
  return messages.filter(({ ruleId }) => IMPORT_RULES.includes(ruleId ?? ''))
    .length
}

const SERVICE = 'api/src/services/posts/evil.ts'

describe('Outside the allow-list', () => {
  it.each([
    ["import { db } from 'src/lib/db'", SERVICE],
    ["import { db } from '../../lib/db'", SERVICE],
    ["import { db as safe } from 'src/lib/db.ts'", SERVICE],
    ["import { db } from '../lib/db'", 'api/src/functions/evil.ts'],
    ["import { db } from './db'", 'api/src/lib/evil.ts'],
    ["import { db } from '../db'", 'api/src/lib/policy/evil.ts'],
    ["import { db } from 'api/src/lib/db'", 'scripts/evil.ts'],
    ["export { db } from 'src/lib/db'", SERVICE],
    ["export * from '../../lib/db'", SERVICE],
    ["const { db } = require('src/lib/db')", SERVICE],
    ["const { db } = require('../../lib/db')", SERVICE],
    ["export const load = () => import('src/lib/db')", SERVICE],
    ["const file = require.resolve('./db')", 'api/src/lib/evil.ts'],
  ])('raw db is closed: %s', async (code, file) => {
    expect(await offences(code, file)).toBe(1)
  })

  it.each([
    ["import { enhance } from '@zenstackhq/runtime'", SERVICE],
    ["import { enhance } from '@zenstackhq/runtime/enhance'", SERVICE],
    ["import policy from '.zenstack/policy'", SERVICE],
    [
      "import policy from '../node_modules/.zenstack/policy'",
      'scripts/evil.ts',
    ],
    ["const { enhance } = require('@zenstackhq/runtime')", SERVICE],
    ["const file = require.resolve('.zenstack/policy')", SERVICE],
  ])('the enforcement is closed: %s', async (code, file) => {
    expect(await offences(code, file)).toBe(1)
  })

  it.each([
    ["import { db } from 'src/testing/world'", SERVICE],
    ["import { db } from '../../testing/world'", SERVICE],
    ["const world = require('src/testing/world')", SERVICE],
  ])('what tests set the scene with is closed: %s', async (code, file) => {
    expect(await offences(code, file)).toBe(1)
  })
})

describe('On the allow-list', () => {
  it.each([
    ["import { db } from './db'", 'api/src/lib/auth.ts'],
    ["import { db } from 'src/lib/db'", 'api/src/testing/world.ts'],
    ["import { db } from 'api/src/lib/db'", 'scripts/seed.ts'],
    [
      "import { enhance } from '@zenstackhq/runtime'",
      'api/src/testing/oracle.ts',
    ],
    ["import { actAs } from 'src/testing/world'", 'api/src/lib/auth.test.ts'],
  ])('a file may import what it is there for: %s', async (code, file) => {
    expect(await offences(code, file)).toBe(0)
  })

  it('a file may import nothing else that is closed', async () => {
    const code = "import { enhance } from '@zenstackhq/runtime'"
    expect(await offences(code, 'api/src/lib/auth.ts')).toBe(1)
  })
})

it('What only resembles raw db is open', async () => {
  expect(
    await offences("import { authDb } from 'src/lib/authDb'", SERVICE)
  ).toBe(0)
  expect(
    await offences("import { scenario } from '@redwoodjs/testing/api'", SERVICE)
  ).toBe(0)
})
