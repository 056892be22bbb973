import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { findChromium } from './browser.mjs'
import { launch, stopOnSignals } from './children.mjs'
import { besides, isSqlite, settings } from './settings.mjs'
import { setUp } from './setup.mjs'
import { env, root } from './toolchain.mjs'

/*
 * `npm test`: all tests of the api, the web side and the browser journeys.
 * `npm test api posts` runs one suite, and of it what the name matches;
 * `npm test api noninterference -- --runs 10000` tries properties on that many
 * cases each.
 */

/** How many suites of the api, or of the web side, run side by side. */
const WORKERS = Math.min(os.availableParallelism(), 4)

const results = path.join(root, '.setup/test-results')

const readJson = (file) =>
  fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null

/** @returns how many tests passed and failed, from Jest's own count */
const runJest = async (side, filters) => {
  const report = path.join(results, `${side}.json`)
  // Some of the tests cover little; all of the api's must cover what
  // api/jest.config.js asks for.
  const isAll = side === 'api' && filters.length === 0
  const { exited } = launch('yarn', [
    ...['rw', 'test', side, ...filters, '--no-watch'],
    ...(isAll ? ['--collectCoverage'] : []),
    ...['--json', '--outputFile', report],
    ...['--maxWorkers', String(WORKERS)],
  ])
  const code = await exited
  const counts = readJson(report)
  return verdict(side, code, {
    passed: counts?.numPassedTests ?? 0,
    // A file that cannot be loaded has no tests that could be counted.
    failed:
      (counts?.numFailedTests ?? 0) + (counts?.numRuntimeErrorTestSuites ?? 0),
  })
}

/** @returns how many journeys passed and failed, from Playwright's own count */
const runJourneys = async (filters) => {
  const chromium = findChromium()
  if (!chromium) {
    console.log(
      'e2e: skipped, as no Chromium was found. Install one, ' +
        'or name it in CHROMIUM_PATH.'
    )
    return { passed: 0, failed: 0 }
  }
  const report = path.join(results, 'e2e.json')
  const { exited } = launch(
    'yarn',
    [
      ...['playwright', 'test', '--config', 'e2e/playwright.config.ts'],
      ...['--reporter', 'list,json', ...filters],
    ],
    {
      env: {
        ...env,
        CHROMIUM_PATH: chromium,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
    }
  )
  const code = await exited
  const { stats, errors = [] } = readJson(report) ?? {}
  return verdict('e2e', code, {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: (stats?.unexpected ?? 0) + errors.length,
  })
}

/** A suite that runs nothing, or fails without saying of what, has failed once. */
const verdict = (suite, code, { passed, failed }) => {
  if (failed === 0 && passed === 0) {
    console.error(`${suite}: no test has run`)
    return { passed, failed: 1 }
  }
  if (failed === 0 && code !== 0) {
    console.error(`${suite}: ended with code ${code}`)
    return { passed, failed: 1 }
  }
  return { passed, failed }
}

const suites = {
  api: (filters) => runJest('api', filters),
  web: (filters) => runJest('web', filters),
  e2e: runJourneys,
}

stopOnSignals()
const words = process.argv.slice(2)
const option = words.indexOf('--runs')
if (option >= 0) {
  const [, runs] = words.splice(option, 2)
  if (!/^[1-9]\d*$/.test(runs)) {
    console.error('--runs needs a number')
    process.exit(2)
  }
  env.PROPERTY_RUNS = runs
}
const [only, ...filters] = words
if (only && !suites[only]) {
  console.error(
    `There is no suite ${only}, only ${Object.keys(suites).join(', ')}`
  )
  process.exit(2)
}
const chosen = only ? [only] : Object.keys(suites)
const { DATABASE_URL, TEST_DATABASE_URL } = settings()
const isEmbedded = isSqlite(DATABASE_URL)
if (!isEmbedded && isSqlite(TEST_DATABASE_URL)) {
  // Tests begin by emptying theirs.
  env.TEST_DATABASE_URL = besides(DATABASE_URL, 'test')
}
await setUp({ database: isEmbedded && chosen.includes('e2e') })
fs.rmSync(results, { recursive: true, force: true })
fs.mkdirSync(results, { recursive: true })

const total = { passed: 0, failed: 0 }
for (const suite of chosen) {
  console.log(`\n${suite}`)
  const { passed, failed } = await suites[suite](filters)
  total.passed += passed
  total.failed += failed
}
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
