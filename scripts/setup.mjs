import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { capture } from './children.mjs'
import { ensureSecret, isSqlite, settings } from './settings.mjs'
import { ensureYarn, requireNode, root } from './toolchain.mjs'

/*
 * What must be done between a fresh clone and running anything: each step once,
 * and again when something it reads or writes has changed. A step's stamp in
 * .setup/ is a hash of these and of the stamps of the steps before it.
 */

const stamps = path.join(root, '.setup')

const inProject = (name) => path.join(root, name)

/** All files at or below these paths of the project, in a stable order. */
const filesIn = (...names) =>
  names.flatMap((name) => {
    const stat = fs.statSync(inProject(name), { throwIfNoEntry: false })
    if (!stat?.isDirectory()) {
      return stat ? [name] : []
    }
    const entries = fs.readdirSync(inProject(name)).sort()
    return filesIn(...entries.map((entry) => path.join(name, entry)))
  })

const contents = (name) => fs.readFileSync(inProject(name), 'utf8')

const withContents = (...names) =>
  filesIn(...names).flatMap((name) => [name, contents(name)])

/** What generated types are made of: where files are, and GraphQL in them. */
const typeSources = () => [
  ...filesIn('api/src', 'web/src'),
  ...withContents('redwood.toml', 'api/src/graphql', 'api/src/directives'),
  ...filesIn('web/src')
    .filter((name) => /\.[jt]sx?$/.test(name))
    .map(contents)
    .filter((text) => /\bgql`|<Route\b/.test(text)),
]

/** Of a server, which database it has now, and which table of migrations in it. */
const identityOnServer = async (url) => {
  const place = new URL(url)
  const schema = place.searchParams.get('schema') ?? 'public'
  place.searchParams.delete('schema')
  const { Client } = createRequire(inProject('api/package.json'))('pg')
  const client = new Client({
    connectionString: place.href,
    connectionTimeoutMillis: 5000,
  })
  try {
    await client.connect()
    const { rows } = await client.query(
      `SELECT "oid"::text, to_regclass(format('%I."_prisma_migrations"', $1::text))::oid::text
       FROM "pg_database" WHERE "datname" = current_database()`,
      [schema]
    )
    return JSON.stringify(rows)
  } catch {
    // Migrating makes it, or says what is wrong.
    return String(Date.now())
  } finally {
    await client.end()
  }
}

/** Tells one database from another that took its place. */
const databaseIdentity = async () => {
  const { DATABASE_URL = '' } = settings()
  if (!isSqlite(DATABASE_URL)) {
    return [DATABASE_URL, await identityOnServer(DATABASE_URL)]
  }
  const file = path.resolve(root, 'api/db', DATABASE_URL.slice('file:'.length))
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  return [file, `${stat?.ino} ${stat?.birthtimeMs}`]
}

const INSTALL = {
  name: 'install',
  title: 'Installing packages (the first time takes a minute or two)',
  inputs: () => [
    process.version,
    process.platform,
    process.arch,
    ...withContents(
      'package.json',
      'api/package.json',
      'web/package.json',
      'yarn.lock',
      '.yarnrc.yml'
    ),
  ],
  outputs: ['node_modules/.yarn-state.yml'],
  command: ['yarn', 'install', '--immutable'],
}

/** What is made of schema.zmodel and committed. */
export const COMPILED = [
  'api/db/schema.prisma',
  'api/src/lib/policy/compiled.ts',
]

const ZENSTACK_GENERATE = ['yarn', 'zenstack', 'generate', '--no-version-check']

const GENERATE = {
  name: 'generate',
  title: 'Compiling schema.zmodel',
  inputs: () => withContents('schema.zmodel', 'api/src/lib/policy/compile'),
  results: () => withContents(...COMPILED),
  outputs: ['node_modules/.prisma/client/index.js'],
  // The default plugins are for ZenStack's own runtime, and take three times as long.
  command: [...ZENSTACK_GENERATE, '--no-default-plugins'],
}

/** ZenStack's own runtime, which the bench compares with. */
const ZENSTACK = {
  name: 'zenstack',
  title: "Generating ZenStack's runtime",
  inputs: () => [],
  outputs: ['node_modules/.zenstack/enhance.js'],
  command: ZENSTACK_GENERATE,
}

/** The client is for one kind of database; nothing else that is generated is. */
const CLIENT = {
  name: 'client',
  title: 'Generating the Prisma client',
  inputs: () => [],
  // Compiling schema.zmodel makes it, too, and so do migrating and people.
  isDone: () => {
    const provider = isSqlite(settings().DATABASE_URL) ? 'sqlite' : 'postgresql'
    const wanted = contents('api/db/schema.prisma').replace(
      'provider = "sqlite"',
      `provider = "${provider}"`
    )
    const [, made] = withContents('node_modules/.prisma/client/schema.prisma')
    return made === wanted
  },
  command: ['yarn', 'prisma', 'generate'],
}

const TYPES = {
  name: 'types',
  title: 'Generating types',
  inputs: typeSources,
  outputs: [
    'api/types/graphql.d.ts',
    'web/types/graphql.d.ts',
    '.redwood/types',
  ],
  command: ['yarn', 'rw', 'g', 'types'],
}

const MIGRATE = {
  name: 'migrate',
  title: 'Migrating the database',
  inputs: () => withContents('api/db/migrations'),
  results: databaseIdentity,
  command: ['yarn', 'prisma', 'migrate', 'deploy'],
}

const SEED = {
  name: 'seed',
  title: 'Seeding the database',
  inputs: () => withContents('scripts/seed.ts', 'scripts/seed'),
  command: ['yarn', 'rw', 'exec', 'seed', '--no-prisma'],
}

const BUILT = ['api/dist', 'web/dist']

const BUILD = {
  name: 'build',
  title: 'Building both sides',
  inputs: () =>
    withContents(
      'redwood.toml',
      ...['src', 'tsconfig.json'].map((name) => `api/${name}`),
      ...['src', 'config', 'public', 'tsconfig.json', 'vite.config.ts'].map(
        (name) => `web/${name}`
      )
    ),
  // `npm start` builds the one side, in its own way, into the same folder.
  results: () => withContents(...BUILT),
  outputs: BUILT,
  command: ['yarn', 'rw', 'build', '--no-prisma'],
}

const hash = (parts) => {
  const sum = createHash('sha256')
  for (const part of parts) {
    sum.update(part).update('\0')
  }
  return sum.digest('hex')
}

const isFresh = ({ name, outputs = [] }, stamp) => {
  const file = path.join(stamps, name)
  return (
    outputs.every((output) => fs.existsSync(inProject(output))) &&
    fs.existsSync(file) &&
    fs.readFileSync(file, 'utf8') === stamp
  )
}

const perform = async ({ title, command: [program, ...args] }) => {
  console.log(title)
  const { code, output } = await capture(program, args)
  if (code !== 0) {
    console.error(output)
    console.error(`Failed: ${[program, ...args].join(' ')}`)
    process.exit(1)
  }
}

/**
 * Makes the project ready to run, doing only what is not done yet. Says what
 * it does; when a step fails, shows its output and exits.
 *
 * @param options.database also bring the development database up to date
 * @param options.generated also generate what is made of sources
 * @param options.built also build both sides, as for production
 * @param options.zenstack also generate ZenStack's own runtime
 */
export const setUp = async ({
  database = true,
  generated = true,
  built = false,
  zenstack = false,
} = {}) => {
  requireNode()
  ensureYarn()
  ensureSecret()
  fs.mkdirSync(stamps, { recursive: true })
  const before = []
  const steps = [
    INSTALL,
    ...(generated ? [GENERATE, TYPES] : []),
    ...(zenstack ? [ZENSTACK] : []),
    ...(generated ? [CLIENT] : []),
    ...(built ? [BUILD] : []),
    ...(database ? [MIGRATE, SEED] : []),
  ]
  for (const step of steps) {
    const { name, inputs, results = () => [], isDone } = step
    const read = inputs()
    const stamp = async () => hash([...before, ...read, ...(await results())])
    let current = await stamp()
    if (!(isDone?.() ?? isFresh(step, current))) {
      fs.rmSync(path.join(stamps, name), { force: true })
      await perform(step)
      current = await stamp()
      fs.writeFileSync(path.join(stamps, name), current)
    }
    before.push(current)
  }
}
