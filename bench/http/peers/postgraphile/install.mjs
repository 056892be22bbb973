import fs from 'node:fs'
import path from 'node:path'

import { capture } from '../../../../scripts/children.mjs'

const here = import.meta.dirname

/** Installs PostGraphile beside this file, unless it is there. */
export const ensurePostgraphile = async () => {
  const installed = path.join(here, 'node_modules/postgraphile/package.json')
  if (fs.existsSync(installed)) {
    return
  }
  console.log('Installing PostGraphile (300 MB, once)')
  const args = ['ci', '--no-fund', '--no-audit', '--loglevel=error']
  const { code, output } = await capture('npm', args, { cwd: here })
  if (code !== 0) {
    throw new Error(`PostGraphile could not be installed:\n${output}`)
  }
}
