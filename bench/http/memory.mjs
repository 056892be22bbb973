import { parseArgs } from 'node:util'

import { servingPlace } from './place.mjs'

/*
 * `npm run bench:memory`: the built app under load for two minutes, or for
 * `-- --minutes 10`, beside 1,000 idle connections. Fails if its memory grows or a
 * connection is lost. For Linux: memory is read from /proc.
 */

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '2' } },
})
await servingPlace('./memory.ts', import.meta.url, false, {
  minutes: Number(values.minutes),
})
