import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

import ts from 'typescript'

import { stopOnSignals } from '../scripts/children.mjs'
import { settings } from '../scripts/settings.mjs'
import { setUp } from '../scripts/setup.mjs'
import { root } from '../scripts/toolchain.mjs'

/*
 * `npm run bench`: what authDb() costs, next to other ways to do the same. With
 * `-- --quick` in 20 seconds, which leaves bench/results as they are; with
 * `-- --json` the last line is one JSON object.
 */

const OPTIONS = ['--quick', '--json']

const wrong = process.argv.slice(2).find((word) => !OPTIONS.includes(word))
if (wrong) {
  console.error(`There is no option ${wrong}, only ${OPTIONS.join(' and ')}`)
  process.exit(2)
}
stopOnSignals()
await setUp({ database: false })

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canopy-bench-'))
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))

// The API side reads both as it is loaded.
Object.assign(process.env, settings(), {
  NODE_ENV: 'production',
  DATABASE_URL: `file:${path.join(folder, 'bench.db')}`,
})
process.chdir(root)

const require = createRequire(import.meta.url)
// As in a build: jiti and the like put something around every module, which
// each use of an import would pay for.
require.extensions['.ts'] = (module, file) => {
  const { outputText } = ts.transpileModule(fs.readFileSync(file, 'utf8'), {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2023,
      esModuleInterop: true,
    },
  })
  module._compile(outputText, file)
}
const { run } = require('./run.ts')
await run({
  isQuick: process.argv.includes('--quick'),
  isJson: process.argv.includes('--json'),
})
