import { makePlace, optionsOf } from './place.mjs'
import { requireFrom } from './typescript.mjs'

/*
 * `npm run bench`: what authDb() costs, next to other ways to do the same. With
 * `-- --quick` in 20 seconds, which leaves bench/results as they are; with
 * `-- --json` the last line is one JSON object.
 */

const options = optionsOf(['--quick', '--json'])
await makePlace()
const { run } = requireFrom(import.meta.url)('./run.ts')
await run({ isQuick: options.has('--quick'), isJson: options.has('--json') })
