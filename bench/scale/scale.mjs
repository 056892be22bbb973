import path from 'node:path'

import { makePlace, optionsOf } from '../place.mjs'
import { requireFrom } from '../typescript.mjs'

/*
 * `npm run bench:scale`: the operations of the bench on 1,000, 100,000 and
 * 1,000,000 posts. Fails if one takes more than 1.5 times as long on more of them.
 */

optionsOf([])
const { DATABASE_URL } = await makePlace()
const { run } = requireFrom(import.meta.url)('./run.ts')
const folder = path.dirname(DATABASE_URL.replace(/^file:/, ''))
process.exit((await run(folder)) ? 0 : 1)
