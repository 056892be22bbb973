import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { stopAll, stopOnSignals } from './children.mjs'
import { makeCopy } from './mutate/copy.mjs'
import { mutantsOf } from './mutate/mutants.mjs'
import { setUp } from './setup.mjs'
import { root } from './toolchain.mjs'

/*
 * `npm run mutate:policy`: would the tables in api/src/policies notice a rule
 * that is wrong? Takes away or weakens each rule, limit and default of
 * schema.zmodel in turn, and wants a test to fail each time.
 * `npm run mutate:policy -- Post` does so for one model.
 */

const TABLES = 'api/src/policies'
const COPIES = Math.min(2, os.availableParallelism())

const NO_ADDRESS = 'an empty text is no e-mail address'
const NO_SLUG = 'an empty text does not match what a slug looks like'
const NOBODY_ELSE = 'nobody but a moderator updates comments at all'
const UNSEEN = 'to whoever cannot read a record it is not there to be written'

const NO_MEMBER =
  'who is no member does not see the organization, which is not there for them'
const ONLY_OWNER =
  'only its owner updates a post at all; of a Note, `extending` notices'

/** Changes that nobody can notice, and why. */
const EQUIVALENT = {
  "Shareable.isPublic @allow('update', auth().id == ownerId && (isPublic || organizationId == null || organization.members?[userId == auth().id])) → @allow('update', (isPublic || organizationId == null || organization.members?[userId == auth().id]))":
    ONLY_OWNER,
  "User.email @length(0, 254, 'May have up to 254 characters') → @length(1, 254, 'May have up to 254 characters')":
    NO_ADDRESS,
  "Contact.email @length(0, 254, 'May have up to 254 characters') → @length(1, 254, 'May have up to 254 characters')":
    NO_ADDRESS,
  "Invitation.email @length(0, 254, 'May have up to 254 characters') → @length(1, 254, 'May have up to 254 characters')":
    NO_ADDRESS,
  "Organization.slug @length(1, 40, 'Needs 1 to 40 characters') → @length(0, 40, 'Needs 1 to 40 characters')":
    NO_SLUG,
  "Shareable @@allow('create', auth().id == ownerId && (organizationId == null || organization.members?[userId == auth().id])) → @@allow('create', auth().id == ownerId)":
    NO_MEMBER,
  "Shareable @@deny('all', isDeleted) → @@deny('create,read,delete', isDeleted)":
    UNSEEN,
  "Shareable @@deny('all', isDeleted) → @@deny('create,read,update', isDeleted)":
    UNSEEN,
  "Comment.postId @allow('update', auth().roles == 'moderator') → gone":
    NOBODY_ELSE,
  "Comment.postId @allow('update', auth().roles == 'moderator') → @allow('update', true)":
    NOBODY_ELSE,
  "Comment @@deny('all', post.isDeleted) → @@deny('create,read,delete', post.isDeleted)":
    UNSEEN,
  "Comment @@deny('all', post.isDeleted) → @@deny('create,read,update', post.isDeleted)":
    UNSEEN,
}

const refuse = async (message) => {
  console.error(message)
  await stopAll()
  process.exit(2)
}

/** What becomes of a mutant: `killed`, `refused` by the compiler, `survived`. */
const tryOut = async ({ model, schema }, { compile, firstFailure }) => {
  const refusal = await compile(schema)
  if (refusal !== null) {
    return { fate: 'refused', by: refusal.split('\n')[0] }
  }
  // Its own table is the likeliest to notice, or that of what extends it.
  const extending = new RegExp(`^model (\\w+) extends ${model}\\b`, 'm')
  const [, name] = extending.exec(schema) ?? [null, model]
  const table = name[0].toLowerCase() + name.slice(1)
  const own = `${TABLES}/${table}.test.ts`
  const by =
    (fs.existsSync(path.join(root, own)) && (await firstFailure(own))) ||
    (await firstFailure(`${TABLES}/`))
  return by ? { fate: 'killed', by } : { fate: 'survived' }
}

const LINES = {
  killed: ({ by }) => `✓ killed by ${by}`,
  refused: ({ by }) => `✓ does not compile: ${by}`,
  survived: () => '✕ SURVIVED',
}

stopOnSignals()
await setUp({ database: false })

const schema = fs.readFileSync(path.join(root, 'schema.zmodel'), 'utf8')
const all = mutantsOf(schema)
const [only] = process.argv.slice(2)
const ofModel = all.filter(({ model }) => !only || model === only)
const chosen = ofModel.filter(({ change }) => !(change in EQUIVALENT))
if (ofModel.length === 0) {
  await refuse(`Nothing of ${only} could be changed in schema.zmodel`)
}
const stale = Object.keys(EQUIVALENT).filter((equivalent) =>
  all.every(({ change }) => change !== equivalent)
)
if (stale.length > 0) {
  await refuse(`No change of schema.zmodel any more: ${stale.join(', ')}`)
}

const counts = { killed: 0, refused: 0, survived: 0 }
const queue = [...chosen]

const work = async () => {
  const copy = await makeCopy()
  const broken =
    (await copy.compile(schema)) ?? (await copy.firstFailure(`${TABLES}/`))
  if (broken) {
    await refuse(`The tables must hold for the schema as it is: ${broken}`)
  }
  for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
    const result = await tryOut(mutant, copy)
    counts[result.fate] += 1
    console.log(`schema.zmodel:${mutant.line} ${mutant.change}`)
    console.log(`  ${LINES[result.fate](result)}`)
  }
  copy.close()
}
await Promise.all(Array.from({ length: COPIES }, work))

const { killed, refused, survived } = counts
console.log(
  `\n${killed} noticed by a test, ${refused} by the compiler, ` +
    `${ofModel.length - chosen.length} left out`
)
console.log(`${killed + refused} killed, ${survived} survived`)
process.exitCode = survived > 0 ? 1 : 0
