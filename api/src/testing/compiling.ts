import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { loadDocument } from 'zenstack/cli/cli-util'

import { compile } from 'src/lib/policy/compile/model'
import { findTraps, tell } from 'src/lib/policy/compile/traps'
import type { Policy } from 'src/lib/policy/types'

interface Compiled {
  policy: Policy
  /** What the compiler warns of. */
  warnings: string[]
}

/** Compiles a schema file as `zenstack generate` would, but writes nothing. */
const compileFile = async (file: string): Promise<Compiled> => {
  const schema = await parse(file)
  const policy = compile(schema)
  return { policy, warnings: findTraps(schema, policy).map(tell) }
}

/** Compiles schema files by their text; the first one may import the others. */
export const compileTexts = async (
  texts: Record<string, string>
): Promise<Compiled> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zmodel-'))
  try {
    const files = Object.entries(texts).map(([name, text]) => {
      const file = path.join(folder, name)
      fs.writeFileSync(file, text)
      return file
    })
    return await compileFile(files[0])
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

/** One of the schemas in ./schemas. */
export const compileSchema = (name: string) =>
  compileFile(path.join(__dirname, 'schemas', `${name}.zmodel`))

// ZenStack prints what it refuses itself, and throws without saying it.
const parse = async (file: string) => {
  const error = jest.spyOn(console, 'error').mockImplementation(() => {})
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {})
  try {
    return await loadDocument(file)
  } catch (thrown) {
    const said = error.mock.calls.flat().join('\n')
    throw new Error(said.replaceAll(/\S*\/(?=[^/\s]+\.zmodel:)/g, ''), {
      cause: thrown,
    })
  } finally {
    error.mockRestore()
    warn.mockRestore()
  }
}
