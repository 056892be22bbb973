import fs from 'node:fs'
import path from 'node:path'

import { format, resolveConfig } from 'prettier'

import './quiet'
import './matrix/scratch'
import { measure } from './matrix/measure'
import { removeScratch } from './matrix/scratch'

const DOCUMENT = path.resolve(__dirname, '../docs/AUTHORIZATION.md')
const BEGIN = '<!-- yarn rw exec matrix --write -->'
const END = '<!-- end of the matrix -->'

/**
 * `yarn rw exec matrix`: prints who may do what to which record, as Markdown: each
 * cell is an operation that was tried on a scratch database. `--write` puts it into
 * docs/AUTHORIZATION.md; `--check` ends with code 1 if that has another one.
 */
export default async ({ args }: { args: Record<string, unknown> }) => {
  try {
    await use(await measure(), args)
  } finally {
    removeScratch()
  }
}

const use = async (matrix: string, args: Record<string, unknown>) => {
  if (!args.write && !args.check) {
    return console.log(matrix)
  }
  const text = fs.readFileSync(DOCUMENT, 'utf8')
  const [before, , after] = partsOf(text)
  const renewed = await format(`${before}\n\n${matrix}\n\n${after}`, {
    ...(await resolveConfig(DOCUMENT)),
    filepath: DOCUMENT,
  })
  if (args.write) {
    fs.writeFileSync(DOCUMENT, renewed)
  } else if (renewed !== text) {
    console.error(
      'docs/AUTHORIZATION.md has another matrix: yarn rw exec matrix --write'
    )
    process.exitCode = 1
  }
}

const partsOf = (text: string) => {
  const begin = text.indexOf(BEGIN) + BEGIN.length
  const end = text.indexOf(END)
  if (begin < BEGIN.length || end < begin) {
    throw new Error(`docs/AUTHORIZATION.md has no ${BEGIN} … ${END}`)
  }
  return [text.slice(0, begin), text.slice(begin, end), text.slice(end)]
}
