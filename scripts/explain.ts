import { policy } from 'api/src/lib/appPolicy'
import { getCurrentUser } from 'api/src/lib/auth'
import { db } from 'api/src/lib/db'
import { explain } from 'api/src/lib/policy/explain'
import type { Explanation, Question } from 'api/src/lib/policy/explain'

const USAGE =
  'yarn rw exec explain --as <e-mail|id|anonymous> --model <Model> ' +
  '--op <create|read|update|delete> [--id <key>] [--field <field>]'

const OPTIONS = ['as', 'model', 'op', 'id', 'field']
/** What Redwood leaves of its own options. */
const REDWOODS = ['_', '$0', 'l', 's', 'silent', 'cwd']
const OPERATIONS = ['create', 'read', 'update', 'delete'] as const
const LONGEST_TEXT = 60

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
    const user = await userNamed(needed(args, 'as'))
    const actor = { user, now: new Date() }
    const explanation = await explain(db, policy, actor, question)
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

/** Whether it is a number that the database can hold. */
const isWhole = (text: string) => /^\d{1,9}$/.test(text)

/** The user as a session would have it; null for anonymous. */
const userNamed = async (who: string) => {
  if (who === 'anonymous') {
    return null
  }
  const user = await db.user.findUnique({
    where: isWhole(who) ? { id: Number(who) } : { email: who.toLowerCase() },
    select: { id: true },
  })
  if (!user) {
    throw new WrongUsage(`There is no user ${who}`)
  }
  return getCurrentUser({ id: user.id })
}

const answer = (
  who: string,
  question: Question,
  { rules, ...of }: Explanation
) =>
  [
    sentence(who, question, of),
    '',
    ...(rules.length > 0 ? lines(rules) : ['No rule speaks of it.']),
    ...(isOmitted(question) ? ['Nobody reads a field marked @omit.'] : []),
  ].join('\n')

const sentence = (
  who: string,
  { model, operation, id, field }: Question,
  { decision, absence }: Omit<Explanation, 'rules'>
) => {
  const row = id === undefined ? `any ${model}` : `${model} ${id}`
  const does = `${operation} ${field === undefined ? '' : `${field} of `}${row}`
  switch (decision) {
    case 'allowed':
      return `${who} may ${does}.`
    case 'denied':
      return `${who} may not ${does}.`
    case 'depends':
      return `Whether ${who} may ${does} depends on the ${id === undefined ? 'row' : 'change'}.`
    case 'absent':
      return absence === 'missing'
        ? `There is no ${row}.`
        : `${who} may not ${does}: it is hidden from them, as --op read explains.`
  }
}

const isOmitted = ({ model, operation, field }: Question) =>
  field !== undefined &&
  operation === 'read' &&
  policy.models[model].fields[field].omit

const MARKS = {
  applies: '✓',
  'does not apply': '✕',
  unknown: '?',
  depends: '?',
}

const lines = (rules: Explanation['rules']) => {
  const rows = rules.map(({ effect, verdict, source }) => [
    `${MARKS[verdict]} ${effect}`,
    `${source.file}:${source.line}`,
    source.text.length > LONGEST_TEXT
      ? `${source.text.slice(0, LONGEST_TEXT - 1)}…`
      : source.text,
    verdict,
  ])
  const widths = rows[0].map((_cell, column) =>
    Math.max(...rows.map((row) => row[column].length))
  )
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd()
  )
}
