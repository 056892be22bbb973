import { capture, launch, stopAll } from '../../scripts/children.mjs'
import { env } from '../../scripts/toolchain.mjs'
import { makePlace, optionsOf } from '../place.mjs'
import { requireFrom } from '../typescript.mjs'

/*
 * `npm run bench:http`: the built app over HTTP, next to other ways to serve the
 * same. With `-- --quick` in a minute, or `-- Q1 M1` for some of its operations,
 * either of which leaves bench/results as they are; with `-- --json` the last line is one JSON object. For Linux: processor time is
 * read from /proc.
 */

const OPERATIONS = ['Q1', 'Q2', 'Q3', 'Q4', 'M1', 'M2', 'M3', 'D1']

const options = optionsOf(['--quick', '--json', ...OPERATIONS])
const place = await makePlace()
const { code, output } = await capture('yarn', ['rw', 'build', 'api'])
if (code !== 0) {
  console.error(output)
  process.exit(1)
}

const { run } = requireFrom(import.meta.url)('./run.ts')
try {
  await run({
    launch: (command, args, settings) =>
      launch(command, args, {
        env: { ...place, ...settings, PATH: env.PATH },
        stdio: ['ignore', 'ignore', 'inherit'],
      }).child.pid,
    only: OPERATIONS.filter((name) => options.has(name)),
    isQuick: options.has('--quick'),
    isJson: options.has('--json'),
  })
} finally {
  await stopAll()
}
process.exit()
