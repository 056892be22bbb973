// More info at https://redwoodjs.com/docs/project-configuration-dev-test-build

const fs = require('node:fs')
const path = require('node:path')

const src = path.join(__dirname, 'src')

/** A test of one kind of database can be run on that kind only. */
const isSqlite = (process.env.DATABASE_URL ?? 'file:').startsWith('file:')

// Tests do more of everything than people do.
for (const what of ['SIGN_UPS', 'COMMENTS', 'CONTACTS']) {
  process.env[`RATE_LIMIT_${what}`] ??= '1000'
}

const config = {
  rootDir: '../',
  preset: '@redwoodjs/testing/config/jest/api',
  // Redwood's preset runs one suite after the other, on one database.
  runner: 'jest-runner',
  globalSetup: path.join(__dirname, 'jest/globalSetup.js'),
  testEnvironment: path.join(__dirname, 'jest/environment.js'),
  // What suites leave behind in a worker slows those after them down.
  workerIdleMemoryLimit: '1GB',
  // Jest's 5 s are for tests that have the machine to themselves.
  testTimeout: 20_000,
  testPathIgnorePatterns: [
    '/node_modules/',
    isSqlite ? 'postgres.test.ts' : 'sqlite.test.ts',
  ],
  globals: {
    // The globs in lib/graphqlOptions.ts are expanded when it is compiled, and
    // Jest caches the result. As a part of the config, this list is a part of
    // the cache's key, so that a new service or SDL is seen.
    globbed: ['directives', 'graphql', 'services'].flatMap((folder) =>
      fs.readdirSync(path.join(src, folder), { recursive: true }).sort()
    ),
  },
  // Asked for by all tests of the api together (scripts/test.mjs): they must take
  // 95 of 100 branches of what enforces the rules.
  collectCoverageFrom: ['api/src/lib/policy/**/*.ts', '!**/*.test.ts'],
  coverageReporters: ['text-summary'],
  coverageThreshold: { [path.join(src, 'lib/policy/')]: { branches: 95 } },
}

module.exports = config
