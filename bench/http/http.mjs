import { optionsOf } from '../place.mjs'

import { servingPlace } from './place.mjs'

/*
 * `npm run bench:http`: the built app over HTTP, next to other ways to serve the
 * same. With `-- --quick` in less time, or `-- Q1 M1` for some of its operations,
 * either of which leaves bench/results as they are; with `-- --json` the last
 * line is one JSON object. For Linux: processor time is read from /proc.
 */

const OPERATIONS = ['Q1', 'Q2', 'Q3', 'Q4', 'M1', 'M2', 'M3', 'D1']

const options = optionsOf(['--quick', '--json', ...OPERATIONS])
await servingPlace('./run.ts', import.meta.url, {
  only: OPERATIONS.filter((name) => options.has(name)),
  isQuick: options.has('--quick'),
  isJson: options.has('--json'),
})
