// More info at https://redwoodjs.com/docs/project-configuration-dev-test-build

const fs = require('node:fs')
const path = require('node:path')

const src = path.join(__dirname, 'src')

const config = {
  rootDir: '../',
  preset: '@redwoodjs/testing/config/jest/api',
  globals: {
    // The globs in functions/graphql.ts are expanded when it is compiled, and
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
