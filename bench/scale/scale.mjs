import {
  finish,
  makePlace,
  makePlaceBeside,
  optionsOf,
  wantsPostgres,
} from '../place.mjs'
import { requireFrom } from '../typescript.mjs'

/*
 * `npm run bench:scale`: the operations of the bench on 1,000, 100,000 and
 * 1,000,000 posts. Fails if one takes more than 1.5 times as long on more of them.
 * On PostgreSQL with `-- --postgres`, which starts a server, or where DATABASE_URL
 * names one, which keeps the databases until the next time, half a GB.
 */

const options = optionsOf(['--postgres'])
const place = await makePlace({ isPostgres: wantsPostgres(options) })
const { run } = requireFrom(import.meta.url)('./run.ts')
await finish(() => run((posts) => makePlaceBeside(place.DATABASE_URL, posts)))
