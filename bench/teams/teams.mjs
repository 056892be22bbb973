import { makePlace, optionsOf } from '../place.mjs'
import { requireFrom } from '../typescript.mjs'

/*
 * `npm run bench:teams`: lists among 100,000 posts, for a member of 20 organizations
 * and 50 groups and for a visitor. Fails if one of published posts takes the
 * member more than 1.5 times as long, or if it takes others so long to learn that
 * nothing is shared with them.
 */

optionsOf([])
await makePlace()
const { run } = requireFrom(import.meta.url)('./run.ts')
process.exit((await run()) ? 0 : 1)
