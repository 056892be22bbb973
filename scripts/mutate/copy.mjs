import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { capture, launch } from '../children.mjs'
import { settings } from '../settings.mjs'
import { env, root } from '../toolchain.mjs'

const folders = []
process.on('exit', () => {
  for (const folder of folders) {
    fs.rmSync(folder, { recursive: true, force: true })
  }
})

/** What generators write among the packages; each copy makes its own. */
const GENERATED = ['.prisma', '.zenstack', '.cache']

const copySources = async (folder) => {
  const listing = ['ls-files', '-z', '-co', '--exclude-standard']
  const { output } = await capture('git', listing)
  for (const name of output.split('\0').filter(Boolean)) {
    // A file that is deleted but not committed is listed as well.
    if (fs.existsSync(path.join(root, name))) {
      fs.cpSync(path.join(root, name), path.join(folder, name))
    }
  }
}

// Links to files, not to folders: a package finds others, and generators find
// where to write, from where the folder really is.
const linkPackages = (from, to) => {
  fs.mkdirSync(to)
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [old, copy] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) {
      if (!GENERATED.includes(entry.name)) {
        linkPackages(old, copy)
      }
    } else if (entry.isSymbolicLink()) {
      fs.symlinkSync(fs.readlinkSync(old), copy)
    } else {
      linkFile(old, copy)
    }
  }
}

const linkFile = (from, to) => {
  try {
    fs.linkSync(from, to)
  } catch {
    fs.copyFileSync(from, to) // to another disk
  }
}

const LONGEST = 120

/** The first test that a report of Jest's names as failed, or null. */
const failureIn = ({ testResults }) => {
  for (const { name, status, assertionResults } of testResults) {
    const failed = assertionResults.find((test) => test.status === 'failed')
    if (failed || status === 'failed') {
      const what = failed?.fullName ?? 'cannot be run'
      return `${path.basename(name)}: ${what.slice(0, LONGEST)}`
    }
  }
  return null
}

/**
 * Makes a copy of the project in which schemas can be compiled and tested while
 * the project itself stays as it is. It is gone when this process ends.
 */
export const makeCopy = async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canopy-mutants-'))
  folders.push(folder)
  const spawning = {
    cwd: folder,
    env: {
      ...settings(),
      ...env,
      CI: '',
      DATABASE_URL: `file:${folder}/api/db/test.db`,
      // Redwood would migrate before each run.
      SKIP_DB_PUSH: '1',
    },
  }
  await copySources(folder)
  for (const packages of ['node_modules', 'api/node_modules']) {
    if (fs.existsSync(path.join(root, packages))) {
      linkPackages(path.join(root, packages), path.join(folder, packages))
    }
  }
  const bin = path.join(folder, 'node_modules/.bin')
  const run = async (program, ...args) => {
    const command = [path.join(bin, program), ...args]
    return capture(process.execPath, command, spawning)
  }
  const { code, output } = await run('prisma', 'migrate', 'deploy')
  if (code !== 0) {
    throw new Error(output)
  }
  const compiler = launch(process.execPath, ['scripts/mutate/compile.mjs'], {
    ...spawning,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })

  return {
    /** @returns why a schema does not compile, or null */
    compile: async (schema) => {
      compiler.child.send(schema)
      const ended = compiler.exited.then((status) => {
        throw new Error(`The compiler has ended with code ${status}`)
      })
      const [answer] = await Promise.race([
        once(compiler.child, 'message'),
        ended,
      ])
      return answer
    },

    /** @returns the first test that fails in files of this name, or null */
    firstFailure: async (files) => {
      const report = path.join(folder, 'report.json')
      fs.rmSync(report, { force: true })
      const { output } = await run(
        'jest',
        ...['--config', 'api/jest.config.js', files],
        // Two of them at once are slower than one.
        ...['--testTimeout', '60000'],
        ...['--cacheDirectory', path.join(folder, '.jest')],
        ...['--json', '--outputFile', report]
      )
      if (!fs.existsSync(report)) {
        throw new Error(output)
      }
      return failureIn(JSON.parse(fs.readFileSync(report, 'utf8')))
    },

    /** Lets this process end. */
    close: () => compiler.child.disconnect(),
  }
}
