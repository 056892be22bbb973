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
 * runtime from ours by; or the app's own, extended as its documentation shows.
 */
export type SchemaName =
  | (typeof SCHEMAS)[number]
  | 'office'
  | 'clinic'
  | 'notes'
  | 'extended'

/** The schema's text, for the kind of database that the app has, without what
 * says what is generated from it. */
export const schemaText = (name: SchemaName): string => {
  const text =
    name === 'blog'
      ? ownText()
      : name === 'extended'
        ? extendedText()
        : fs.readFileSync(path.join(__dirname, `${name}.zmodel`), 'utf8')
  return text
    .replace(/^(generator|plugin) \w+ \{[^}]*\}\n/gm, '')
    .replace('provider = "sqlite"', `provider = "${providerOf(place.url)}"`)
}

const inProject = (name: string) =>
  fs.readFileSync(path.join(getPaths().base, name), 'utf8')

const ownText = () => inProject('schema.zmodel')

/** What the documentation says about adding a model, in a language. */
export const documented = (language: string): string[] => {
  const [, chapter] = inProject('docs/AUTHORIZATION.md').split(
    '## Adding a model'
  )
  const blocks = new RegExp(`^ *\`\`\`${language}\n([^\`]*?)^ *\`\`\``, 'gm')
  return [...chapter.matchAll(blocks)].map(([, text]) => text)
}

const extendedText = () => {
  const [model, opposite] = documented('zmodel')
  const beside = /^ *posts +Post\[\]$/gm
  return `${ownText().replace(beside, (posts) => `${posts}\n${opposite.trimEnd()}`)}\n${model}`
}
