import { finish, makePlace, optionsOf, wantsPostgres } from '../place.mjs'
import { requireFrom } from '../typescript.mjs'

/*
 * `npm run bench:teams`: lists among 100,000 posts, for a member of 20 organizations
 * and 50 groups and for a visitor. Fails if one of published posts takes the
 * member more than 1.5 times as long, or if it takes others so long to learn that
 * nothing is shared with them. On PostgreSQL with `-- --postgres`, which starts a
 * server, or where DATABASE_URL names one.
 */

const options = optionsOf(['--postgres'])
await makePlace({ isPostgres: wantsPostgres(options) })
const { run } = requireFrom(import.meta.url)('./run.ts')
await finish(run)
