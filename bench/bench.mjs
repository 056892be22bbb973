import { finish, makePlace, optionsOf, wantsPostgres } from './place.mjs'
import { requireFrom } from './typescript.mjs'

/*
 * `npm run bench`: what authDb() costs, next to other ways to do the same. With
 * `-- --quick` in 20 seconds, which leaves bench/results as they are; with
 * `-- --json` the last line is one JSON object. On PostgreSQL with `-- --postgres`,
 * which starts a server, or where DATABASE_URL names one.
 */

const options = optionsOf(['--quick', '--json', '--postgres'])
await makePlace({ isPostgres: wantsPostgres(options), zenstack: true })
const { run } = requireFrom(import.meta.url)('./run.ts')
await finish(() =>
  run({ isQuick: options.has('--quick'), isJson: options.has('--json') })
)
