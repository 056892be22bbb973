import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST_NODE = [20, 12]

/** The project's folder. */
export const root = path.resolve(fileURLToPath(import.meta.url), '../..')

const tools = path.join(root, '.yarn/tools')
const bin = path.join(tools, 'node_modules/.bin')

/**
 * The environment of all programs: Yarn on the PATH, and none of the settings
 * npm puts there for scripts it runs, which would reach Yarn's own scripts.
 */
export const env = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config|package|lifecycle)_/i.test(name)
    )
  ),
  PATH: bin + path.delimiter + process.env.PATH,
  YARN_ENABLE_TELEMETRY: '0',
}

/** Exits with a message unless this is a Node that Canopy runs on. */
export const requireNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < OLDEST_NODE[0] || (major === 20 && minor < OLDEST_NODE[1])) {
    console.error(
      `Canopy needs Node.js ${OLDEST_NODE.join('.')} or newer; ` +
        `this is ${process.version}.`
    )
    process.exit(1)
  }
}

const yarnVersion = () => {
  const manifest = fs.readFileSync(path.join(root, 'package.json'), 'utf8')
  return JSON.parse(manifest).packageManager.replace('yarn@', '')
}

const installedYarnVersion = () => {
  const manifest = path.join(
    tools,
    'node_modules/@yarnpkg/cli-dist/package.json'
  )
  return fs.existsSync(manifest)
    ? JSON.parse(fs.readFileSync(manifest, 'utf8')).version
    : null
}

/**
 * Puts the Yarn that package.json names into an ignored folder, so that nothing
 * but npm is needed on the machine.
 */
export const ensureYarn = () => {
  const version = yarnVersion()
  if (installedYarnVersion() === version) {
    return
  }
  console.log(`Installing Yarn ${version}`)
  fs.mkdirSync(tools, { recursive: true })
  fs.writeFileSync(path.join(tools, 'package.json'), '{ "private": true }\n')
  const { status } = spawnSync(
    'npm',
    [
      'install',
      '--no-fund',
      '--no-audit',
      '--no-update-notifier',
      '--loglevel=error',
      `@yarnpkg/cli-dist@${version}`,
    ],
    { cwd: tools, env, stdio: ['ignore', 'ignore', 'inherit'] }
  )
  if (status !== 0) {
    console.error('Yarn could not be installed from the npm registry.')
    process.exit(1)
  }
}
