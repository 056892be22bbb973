import fs from 'node:fs'
import path from 'node:path'

import { getPaths } from '@redwoodjs/project-config'

import { place } from 'src/lib/db'
import { providerOf } from 'src/lib/provider'

/** The schemas that properties are tested on: the app's own, and the samples here. */
export const SCHEMAS = ['blog', 'todo', 'crm', 'shop', 'drive'] as const

/**
 * One of these; or the one that has every kind of relation; or the one in which
 * fields of every kind are hidden on some rows; or a small one to tell ZenStack's
 * runtime from ours by.
 */
export type SchemaName =
  | (typeof SCHEMAS)[number]
  | 'office'
  | 'clinic'
  | 'notes'

/** The schema's text, for the kind of database that the app has, without what
 * says what is generated from it. */
export const schemaText = (name: SchemaName): string => {
  const file =
    name === 'blog'
      ? path.join(getPaths().base, 'schema.zmodel')
      : path.join(__dirname, `${name}.zmodel`)
  return fs
    .readFileSync(file, 'utf8')
    .replace(/^(generator|plugin) \w+ \{[^}]*\}\n/gm, '')
    .replace('provider = "sqlite"', `provider = "${providerOf(place.url)}"`)
}
