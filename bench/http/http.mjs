import { optionsOf, wantsPostgres } from '../place.mjs'

import { ensurePostgraphile } from './peers/postgraphile/install.mjs'
import { servingPlace } from './place.mjs'

/*
 * `npm run bench:http`: the built app over HTTP, next to other ways to serve the
 * same. With `-- --quick` in less time, or `-- Q1 M1` for some of its operations,
 * either of which leaves bench/results as they are; with `-- --json` the last
 * line is one JSON object. On PostgreSQL with `-- --postgres`, which starts a server,
 * or where DATABASE_URL names one: PostGraphile is a peer, too. For Linux: processor
 * time is read from /proc.
 */

const OPERATIONS = ['Q1', 'Q2', 'Q3', 'Q4', 'M1', 'M2', 'M3', 'D1']

const options = optionsOf(['--quick', '--json', '--postgres', ...OPERATIONS])
const isPostgres = wantsPostgres(options)
if (isPostgres) {
  await ensurePostgraphile()
}
await servingPlace('./run.ts', import.meta.url, isPostgres, {
  only: OPERATIONS.filter((name) => options.has(name)),
  isQuick: options.has('--quick'),
  isJson: options.has('--json'),
})
