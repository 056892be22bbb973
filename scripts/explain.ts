import { policy } from 'api/src/lib/appPolicy'
import type { CurrentUser } from 'api/src/lib/auth'
import { db } from 'api/src/lib/db'
import { explain } from 'api/src/lib/policy/explain'
import type { Question } from 'api/src/lib/policy/explain'
import { policyFor } from 'api/src/lib/scope'

import { answer } from './explain/answer'
import { isWhole, userNamed } from './explain/userNamed'

const USAGE =
  'yarn rw exec explain --as <e-mail|id|anonymous> --model <Model> ' +
  '--op <create|read|update|delete> [--id <key>] [--field <field>] ' +
  '[--token <full|read-only>]'

const OPTIONS = ['as', 'model', 'op', 'id', 'field', 'token']
/** What Redwood leaves of its own options. */
const REDWOODS = ['_', '$0', 'l', 's', 'silent', 'cwd']
const KINDS = ['full', 'read-only'] as const
const OPERATIONS = ['create', 'read', 'update', 'delete'] as const

type Options = Record<string, unknown>

/** Something on the command line that cannot be answered. */
class WrongUsage extends Error {}

/**
 * `yarn rw exec explain`: prints whether the rules let somebody do something,
 * and what each rule had to say to it. Wrong usage ends with code 1.
 */
export default async ({ args }: { args: Options }) => {
  try {
    const question = questionIn(args)
    const who = needed(args, 'as')
    const user = await userNamed(who)
    if (user === undefined) {
      throw new WrongUsage(`There is no user ${who}`)
    }
    const actor = { user, now: new Date() }
    const rules = policyFor(throughToken(args, user))
    const explanation = await explain(db, rules, actor, question)
    console.log(answer(user?.email ?? 'anonymous', question, explanation))
  } catch (error) {
    if (!(error instanceof WrongUsage)) {
      throw error
    }
    console.error(`${error.message}\n\n${USAGE}`)
    process.exitCode = 1
  }
}

const given = (args: Options, option: string) => {
  const value = args[option]
  if (value === undefined) {
    return undefined
  }
  // yargs makes a list of an option given twice, and true of one without value.
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new WrongUsage(`--${option} needs one value`)
  }
  return String(value)
}

const needed = (args: Options, option: string) => {
  const value = given(args, option)
  if (!value) {
    throw new WrongUsage(`--${option} is missing`)
  }
  return value
}

const oneOf = <Name extends string>(
  names: readonly Name[],
  name: string,
  what: string
): Name => {
  const found = names.find((each) => each === name)
  if (found === undefined) {
    throw new WrongUsage(`No ${what} is called ${name}: ${names.join(', ')}`)
  }
  return found
}

/** The user as they act through an API token, if that is asked for. */
const throughToken = (args: Options, user: CurrentUser | null) => {
  const kind = given(args, 'token')
  if (kind === undefined) {
    return user
  }
  if (user === null) {
    throw new WrongUsage('A visitor has no token')
  }
  const isReadOnly = oneOf(KINDS, kind, 'kind of token') === 'read-only'
  return { ...user, token: { id: 0, isReadOnly } }
}

const questionIn = (args: Options): Question => {
  const stray = Object.keys(args).find(
    (option) => ![...OPTIONS, ...REDWOODS].includes(option)
  )
  if (stray !== undefined) {
    throw new WrongUsage(`There is no option --${stray}`)
  }
  const models = Object.keys(policy.models)
  const model = oneOf(models, needed(args, 'model'), 'model')
  const operation = oneOf(OPERATIONS, needed(args, 'op'), 'operation')
  const id = given(args, 'id')
  if (id !== undefined && operation === 'create') {
    throw new WrongUsage('What is created has no --id yet')
  }
  const field = given(args, 'field')
  if (field !== undefined && !['read', 'update'].includes(operation)) {
    throw new WrongUsage(`--field goes with read and update, not ${operation}`)
  }
  const fields = Object.keys(policy.models[model].fields)
  return {
    model,
    operation,
    ...(id !== undefined && { id: keyOf(model, id) }),
    ...(field !== undefined && {
      field: oneOf(fields, field, `field of ${model}`),
    }),
  }
}

const keyOf = (model: string, id: string) => {
  const { key, fields } = policy.models[model]
  if (key.length !== 1) {
    throw new WrongUsage(`A ${model} has a key of several fields, and no --id`)
  }
  const isNumber = fields[key[0]].type === 'Int'
  if (isNumber && !isWhole(id)) {
    throw new WrongUsage(`--id of a ${model} is a whole number, not ${id}`)
  }
  return isNumber ? Number(id) : id
}
