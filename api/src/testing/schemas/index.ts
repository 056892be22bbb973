import fs from 'node:fs'
import path from 'node:path'

import { getPaths } from '@redwoodjs/project-config'

/** The schemas that properties are tested on: the app's own, and the samples here. */
export const SCHEMAS = ['blog', 'todo', 'crm', 'shop', 'drive'] as const

/**
 * One of these; or the one that has every kind of relation; or a small one to tell
 * ZenStack's runtime from ours by.
 */
export type SchemaName = (typeof SCHEMAS)[number] | 'office' | 'notes'

/** The schema's text, without what says what is generated from it. */
export const schemaText = (name: SchemaName): string => {
  const file =
    name === 'blog'
      ? path.join(getPaths().base, 'schema.zmodel')
      : path.join(__dirname, `${name}.zmodel`)
  return fs
    .readFileSync(file, 'utf8')
    .replace(/^(generator|plugin) \w+ \{[^}]*\}\n/gm, '')
}
