import fs from 'node:fs'
import path from 'node:path'

import type { PluginOptions } from '@zenstackhq/sdk'
import type { Model } from '@zenstackhq/sdk/ast'
import * as prettier from 'prettier'

import { authDefaultsType } from './authDefaults'
import { compile } from './model'
import { findTraps, tell } from './traps'

export const name = 'policy'

const HEADER = `// Compiled from schema.zmodel by \`yarn zenstack generate\`. Do not edit.
import type { Policy } from './types'

export const policy: Policy = `

/**
 * The plugin that `zenstack generate` runs: writes the compiled policy to the
 * file that its option \`output\` names, relative to the schema.
 *
 * @returns what may be enforced but is hardly meant; ZenStack prints it
 * @throws PolicyError, naming file and line, for what cannot be enforced; in CI,
 * for what is hardly meant as well
 */
export default async (schema: Model, options: PluginOptions) => {
  const file = path.resolve(
    path.dirname(options.schemaPath),
    String(options.output)
  )
  const policy = compile(schema)
  const traps = findTraps(schema, policy)
  if (process.env.CI && traps.some(({ isInfo }) => !isInfo)) {
    throw new Error(traps.map(tell).join('\n'))
  }
  const text = `${HEADER}${JSON.stringify(policy)}

${authDefaultsType(policy)}`
  const config = await prettier.resolveConfig(file)
  fs.writeFileSync(
    file,
    await prettier.format(text, { ...config, filepath: file })
  )
  return { warnings: traps.map(tell) }
}
