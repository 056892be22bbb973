import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { getPaths } from '@redwoodjs/project-config'

import { place } from 'src/lib/db'
import { providerOf } from 'src/lib/provider'
import { schemaFor } from 'src/lib/schemaFor'

import { schemaText } from './schemas'
import type { SchemaName } from './schemas'

/*
 * What is generated of a schema for tests. Kept among the packages' caches, by what
 * the schema says.
 */

const GENERATOR = `
generator client {
  provider   = "prisma-client-js"
  engineType = "client"
  output     = "./client"
}

plugin prisma {
  provider = "@core/prisma"
  output   = "./schema.prisma"
}
`

/** With ZenStack's check(), which only one schema's tests ask. */
const CHECKER = `
plugin enhancer {
  provider                  = "@core/enhancer"
  generatePermissionChecker = true
}
`

/**
 * Rules that ZenStack 2.22 generates no code for, or code that does not compile,
 * and the same in words that it takes. Only the oracle sees these.
 */
const REWORDED: [ours: string, zenstacks: string][] = [
  ['future().private && !private', 'future().private == true && !private'],
  [
    'auth().memberships?[organizationId == this.organizationId]',
    'organization.memberships?[accountId == auth().id]',
  ],
  [
    'auth().memberships?[organizationId == this.organizationId && admin]',
    'organization.memberships?[accountId == auth().id && admin]',
  ],
]

/** In the place of the client's own runtime: the one that the app has, so that
 * errors are of the same classes. */
const RUNTIME = `module.exports = require('@prisma/client/runtime/client.js')`

const STALE_MS = 120_000

/** The folder of what is generated of a schema: `client` and `tables.sql`. */
export const made = (name: SchemaName): Promise<string> =>
  kept(name, schemaText(name) + GENERATOR, (folder) => {
    generate(folder, '--no-default-plugins')
    const sql = run(getPaths().base, [
      ...[binOf('prisma'), 'migrate', 'diff', '--script', ...startOf(name)],
      ...['--to-schema-datamodel', path.join(folder, 'schema.prisma')],
    ])
    fs.writeFileSync(path.join(folder, 'tables.sql'), sql)
  })

/**
 * The path of ZenStack's own enhance for a schema, which takes twice as long to
 * generate as all else.
 */
export const madeByZenstack = async (name: SchemaName): Promise<string> => {
  const text = REWORDED.reduce(
    (text, [ours, zenstacks]) => text.replaceAll(ours, zenstacks),
    schemaText(name)
  )
  const checker = name === 'notes' ? CHECKER : ''
  const folder = await kept(
    `zenstacks-${name}`,
    text + GENERATOR + checker,
    (folder) => generate(folder)
  )
  return path.join(folder, 'node_modules/.zenstack/enhance.js')
}

/**
 * The folder in which `make` has made what it makes of a schema. Has it made when it
 * is not there; when another process is making it, waits for that.
 */
const kept = async (
  name: string,
  text: string,
  make: (folder: string) => void
): Promise<string> => {
  const hash = createHash('sha256')
    .update(text + RUNTIME)
    .digest('hex')
    .slice(0, 12)
  const cache = path.join(getPaths().base, 'node_modules/.cache/schemas')
  const folder = path.join(cache, `${name}-${hash}`)
  const draft = `${folder}.draft`
  fs.mkdirSync(cache, { recursive: true })
  while (!fs.existsSync(folder)) {
    if (begin(draft)) {
      try {
        fs.writeFileSync(path.join(draft, 'schema.zmodel'), text)
        make(draft)
        fs.renameSync(draft, folder)
      } finally {
        fs.rmSync(draft, { recursive: true, force: true })
      }
    } else {
      await sleep(200)
    }
  }
  return folder
}

/** Whether the draft is ours to make; one that was abandoned is. */
const begin = (draft: string): boolean => {
  const stat = fs.statSync(draft, { throwIfNoEntry: false })
  if (stat && Date.now() - stat.birthtimeMs > STALE_MS) {
    fs.rmSync(draft, { recursive: true, force: true })
  }
  try {
    fs.mkdirSync(draft)
    return true
  } catch {
    return false
  }
}

/** The extended schema is migrated to from the app's own. */
const startOf = (name: SchemaName): string[] => {
  const { base, api } = getPaths()
  const provider = providerOf(place.url)
  return name === 'extended'
    ? ['--from-schema-datamodel', schemaFor(provider, api.dbSchema, base)]
    : ['--from-empty']
}

const WITHOUT_TYPES = path.join(__dirname, 'zenstackWithoutTypes.cjs')
const GENERATE = ['generate', '--no-version-check', '--offline', '--schema']

const generate = (folder: string, ...options: string[]) => {
  const schema = path.join(folder, 'schema.zmodel')
  const args = [binOf('zenstack'), ...GENERATE, schema, ...options]
  run(folder, ['--require', WITHOUT_TYPES, ...args], {
    // Its word for: the packages of this folder, not those of the project.
    ZENSTACK_TEST: '1',
  })
  fs.writeFileSync(path.join(folder, 'client/runtime/client.js'), RUNTIME)
}

const binOf = (program: string) =>
  path.join(getPaths().base, 'node_modules/.bin', program)

const run = (
  cwd: string,
  args: string[],
  env: Record<string, string> = {}
): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...env,
      // As prisma.config.ts does, which ZenStack does not find from here.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_QUERY_ENGINE_LIBRARY: process.execPath,
    },
  })
  if (status !== 0) {
    throw new Error(`${args.join(' ')} has failed:\n${stdout}${stderr}`)
  }
  return stdout
}
