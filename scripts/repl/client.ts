import vm from 'node:vm'

import { policy } from 'api/src/lib/appPolicy'
import type { CurrentUser } from 'api/src/lib/auth'
import { db, driver } from 'api/src/lib/db'
import { delegateName } from 'api/src/lib/policy/delegateOf'
import { enhance } from 'api/src/lib/policy/enhance'
import { explain } from 'api/src/lib/policy/explain'
import type { Question } from 'api/src/lib/policy/explain'
import { READS } from 'api/src/lib/policy/read/read'
import type { Operation } from 'api/src/lib/policy/types'
import { WRITES } from 'api/src/lib/policy/write/write'

import { answer } from '../explain/answer'

/** Who uses the database; null is a visitor. */
export type Someone = CurrentUser | null

/** An enhanced client; errors tell which rules were considered. */
export const clientOf = (user: Someone) =>
  enhance(db, { policy, user, isOpenAboutRules: true, driver })

const models = new Map(
  Object.keys(policy.models).map((model) => [delegateName(model), model])
)
const OPERATIONS = [...Object.keys(READS), ...Object.keys(WRITES), 'check']

/** What `db.` and `db.post.` may go on with, as Node's REPL asks for it. */
export const completionsOf = (line: string): [string[], string] => {
  const [, model, begun = ''] = /\bdb\.(?:(\w+)\.)?(\w*)$/.exec(line) ?? []
  if (!/\bdb\.[\w.]*$/.test(line)) {
    const commands = ['.auth ', '.explain ', '.help', '.exit', 'db.']
    return [commands.filter((command) => command.startsWith(line)), line]
  }
  const names = model === undefined ? [...models.keys()] : OPERATIONS
  return [names.filter((name) => name.startsWith(begun)), begun]
}

/** A call of an operation that has not been made. */
interface Call {
  model: string
  operation: string
  args: { where?: Record<string, unknown>; data?: object; update?: object }
}

const recorder = () =>
  Object.fromEntries(
    [...models].map(([delegate, model]) => [
      delegate,
      Object.fromEntries(
        OPERATIONS.map((operation) => [
          operation,
          (args = {}): Call => ({ model, operation, args }),
        ])
      ),
    ])
  )

const isCall = (value: unknown): value is Call =>
  typeof value === 'object' && value !== null && 'operation' in value

/** The rules that decide about a call, which is not made. */
export const explained = async (
  user: Someone,
  code: string
): Promise<string> => {
  const call: unknown = vm.runInNewContext(`(${code})`, { db: recorder() })
  if (!isCall(call)) {
    throw new Error('What is to be explained is a call: db.post.findMany()')
  }
  const actor = { user, now: new Date() }
  const answers: string[] = []
  for (const question of questionsOf(call)) {
    const explanation = await explain(db, policy, actor, question)
    answers.push(answer(user?.email ?? 'anonymous', question, explanation))
  }
  return answers.join('\n\n')
}

const KINDS: [RegExp, Operation][] = [
  [/^create/, 'create'],
  [/^(update|upsert)/, 'update'],
  [/^delete/, 'delete'],
]

/** What a call asks of the rules: about the record, and the fields that it writes. */
const questionsOf = ({ model, operation, args }: Call): Question[] => {
  const [, kind = 'read' as Operation] =
    KINDS.find(([name]) => name.test(operation)) ?? []
  const { key, fields } = policy.models[model]
  const id = key.length === 1 ? args.where?.[key[0]] : undefined
  const about = {
    model,
    operation: kind,
    ...((typeof id === 'number' || typeof id === 'string') &&
      kind !== 'create' && { id }),
  }
  const written = Object.keys(args.data ?? args.update ?? {}).filter(
    (name) => kind === 'update' && fields[name]?.rules.length > 0
  )
  return [about, ...written.map((field) => ({ ...about, field }))]
}
