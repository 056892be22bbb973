/*
 * Raw `db` knows no rules: all but the files named here go through `authDb()`.
 * ZenStack's runtime and compiled rules are closed likewise, as a client of
 * one's own could be made with them, and so is what tests set the scene with.
 */

const RULES = {
  rawDb: {
    modules: ['**/db', '**/db.*'],
    text: /(^\.{1,2}|\/lib)\/db(\.[jt]s)?$/,
    message: 'Raw db knows no rules: use authDb() from src/lib/authDb.',
    allowed: {
      'api/src/lib/auth.ts': 'looks up who is asking, before there is an actor',
      'api/src/lib/apiTokens.ts':
        'what API tokens are known by, which no rule opens',
      'api/src/lib/sharedCounts.ts':
        'how often something was done, by whomever',
      'api/src/lib/sharedPosts.ts':
        'where to look for what is shared; the rules say what of it is seen',
      'api/src/lib/credentials.ts': 'log-in secrets, which no rule opens',
      'api/src/lib/signUp.ts': 'a user and its secrets in one transaction',
      'api/src/lib/health.ts': 'asks whether the database answers',
      'api/src/lib/shutdown.ts': 'closes its connections',
      'api/src/lib/authDb.ts': 'puts the rules around it',
      'api/src/lib/abilities.ts': 'asks of which rows a rule holds',
      'api/src/testing/**': 'sets the scene, and sees what is really stored',
      'scripts/seed.ts': 'makes the first users, for an operator',
      'scripts/explain.ts': 'looks at any row, for an operator',
      'scripts/explain/userNamed.ts': 'says who an operator acts as',
      'scripts/repl/client.ts':
        'puts the rules around it, for whom an operator acts as',
      'scripts/matrix/**': 'fills a scratch database',
      'api/src/lib/trash.ts':
        'what is deleted, which no rule opens, for an operator',
      'scripts/trash.ts': 'names the owners of what is deleted, to an operator',
      'bench/workload.ts': 'fills a database of its own',
      'bench/scale/rows.ts': 'fills databases of its own',
      'bench/http/peer.ts': 'a server without rules, to compare with',
      'bench/http/peers/**': 'checks by hand, to compare with',
      'bench/contenders/handWritten.ts': 'checks by hand, to compare with',
      'bench/contenders/guarded.ts': 'gives it to ZenStack, to compare with',
    },
  },
  enforcement: {
    modules: [
      '@zenstackhq/runtime',
      '@zenstackhq/runtime/**',
      '**/.zenstack/**',
    ],
    text: /(^|\/)(@zenstackhq\/runtime|\.zenstack)(\/|$)/,
    message: 'Services use authDb(); this runtime is here to compare with.',
    allowed: {
      'api/src/testing/**': 'compares ours with it',
      'bench/contenders/guarded.ts': 'compares its speed with ours',
    },
  },
  testing: {
    modules: ['src/testing/**', '**/../testing/**', './testing/**'],
    text: /^(src|api\/src|\.{1,2}(\/\.\.)*)\/testing(\/|$)/,
    message: 'This is for tests: it reaches the database past the rules.',
    allowed: {
      '*.test.ts': 'a test',
      'scripts/matrix/**': 'sets the scene in a scratch database',
      'api/src/testing/**': 'itself',
    },
  },
  routeHooks: {
    modules: ['$api/*'],
    text: /^\$api\//,
    message: 'The web side has no access to the api side but through GraphQL.',
    allowed: {},
  },
}

/** A selector's regular expression ends at any slash. */
const inSelector = ({ source }) => `/${source.replaceAll('\\/', '\\x2F')}/`

/** `import` is one rule's business; `require`, `import()` and the like, another's. */
const closing = (rules) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: rules.map(({ modules, message }) => ({
        group: modules,
        message,
      })),
    },
  ],
  'no-restricted-syntax': [
    'error',
    ...rules.map(({ text, message }) => ({
      selector: `:matches(CallExpression, ImportExpression) > Literal[value=${inSelector(text)}]`,
      message,
    })),
  ],
})

/** For each file that may import something closed, the rules without that one. */
const openings = () => {
  const rules = Object.values(RULES)
  const files = new Set(rules.flatMap(({ allowed }) => Object.keys(allowed)))
  return [...files].map((file) => ({
    files: [file],
    rules: closing(rules.filter(({ allowed }) => !(file in allowed))),
  }))
}

/** @type {import('eslint').Linter.Config} */
module.exports = {
  root: true,
  extends: [
    '@redwoodjs/eslint-config',
    'plugin:@eslint-community/eslint-comments/recommended',
  ],
  ignorePatterns: ['node_modules', '.redwood', 'api/types', 'web/types'],
  reportUnusedDisableDirectives: true,
  env: { es2022: true },
  rules: {
    ...closing(Object.values(RULES)),
    'no-console': 'error',
    '@eslint-community/eslint-comments/require-description': 'error',
  },
  overrides: [
    {
      files: ['*.ts', '*.tsx'],
      rules: {
        '@typescript-eslint/ban-ts-comment': 'error',
        '@typescript-eslint/no-explicit-any': 'error',
      },
    },
    {
      // They run on Node alone, before anything is installed.
      files: ['*.mjs'],
      parserOptions: { sourceType: 'module' },
      env: { node: true, es2022: true },
    },
    {
      // Jest loads them as they are.
      files: ['api/jest/**'],
      env: { node: true },
    },
    {
      // Only the web side's bundler has to find them by name.
      files: ['api/**', 'scripts/**', 'e2e/**'],
      rules: { '@redwoodjs/process-env-computed': 'off' },
    },
    {
      files: ['web/public/**'],
      env: { browser: true },
    },
    {
      // Playwright reads from the pattern which fixtures a function needs.
      files: ['e2e/**'],
      rules: { 'no-empty-pattern': 'off' },
    },
    {
      // The terminal is what these talk to.
      files: ['scripts/**', 'e2e/*.mjs', 'bench/**'],
      rules: { 'no-console': 'off' },
    },
    ...openings(),
  ],
}
