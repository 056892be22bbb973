import { capture, launch } from '../../scripts/children.mjs'
import { unlimited } from '../../scripts/settings.mjs'
import { env } from '../../scripts/toolchain.mjs'
import { finish, makePlace } from '../place.mjs'
import { requireFrom } from '../typescript.mjs'

const build = async () => {
  const { code, output } = await capture('yarn', ['rw', 'build', 'api'])
  if (code !== 0) {
    console.error(output)
    process.exit(1)
  }
}

/**
 * Builds the app, calls `run` of a module with what it needs to start servers on a
 * database of its own, and exits; with 1 when that gives false.
 *
 * @param isPostgres whether that is on a PostgreSQL server
 */
export const servingPlace = async (module, url, isPostgres, options) => {
  const place = await makePlace({ isPostgres })
  await build()
  const { run } = requireFrom(url)(module)
  const start = (command, args, settings) =>
    launch(command, args, {
      env: { ...place, ...unlimited, ...settings, PATH: env.PATH },
      stdio: ['ignore', 'ignore', 'inherit'],
    }).child.pid
  await finish(() => run({ launch: start, ...options }))
}
