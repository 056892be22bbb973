import fs from 'node:fs'
import path from 'node:path'

import type { PluginOptions } from '@zenstackhq/sdk'
import type { Model } from '@zenstackhq/sdk/ast'
import * as prettier from 'prettier'

import { compile } from './model'

export const name = 'policy'

const HEADER = `// Compiled from schema.zmodel by \`yarn zenstack generate\`. Do not edit.
import type { Policy } from './types'

export const policy: Policy = `

/**
 * The plugin that `zenstack generate` runs: writes the compiled policy to the
 * file that its option \`output\` names, relative to the schema.
 *
 * @throws PolicyError, naming file and line, for what cannot be enforced
 */
export default async (schema: Model, options: PluginOptions) => {
  const file = path.resolve(
    path.dirname(options.schemaPath),
    String(options.output)
  )
  const text = HEADER + JSON.stringify(compile(schema))
  const config = await prettier.resolveConfig(file)
  fs.writeFileSync(
    file,
    await prettier.format(text, { ...config, filepath: file })
  )
  return { warnings: [] }
}
