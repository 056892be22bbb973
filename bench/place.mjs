import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { stopOnSignals } from '../scripts/children.mjs'
import { settings } from '../scripts/settings.mjs'
import { setUp } from '../scripts/setup.mjs'
import { root } from '../scripts/toolchain.mjs'

/** The options of a bench that were given; exits at one that it does not have. */
export const optionsOf = (known) => {
  const given = process.argv.slice(2)
  const wrong = given.find((word) => !known.includes(word))
  if (wrong) {
    console.error(`There is no option ${wrong}; there are: ${known.join(' ')}`)
    process.exit(2)
  }
  return new Set(given)
}

/**
 * Sets up what is missing, and gives this process the settings of one in
 * production with an empty database of its own, which goes when it ends.
 *
 * @returns these settings, for processes that it starts
 */
export const makePlace = async () => {
  stopOnSignals()
  await setUp({ database: false })
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canopy-bench-'))
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
  // The API side reads them as it is loaded.
  const own = {
    ...settings(),
    NODE_ENV: 'production',
    DATABASE_URL: `file:${path.join(folder, 'bench.db')}`,
  }
  Object.assign(process.env, own)
  process.chdir(root)
  return own
}
