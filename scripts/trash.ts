import os from 'node:os'
import { createInterface } from 'node:readline/promises'

import { db } from 'api/src/lib/db'
import { purge, restore, softModels, trashOf } from 'api/src/lib/trash'
import type { Trashed } from 'api/src/lib/trash'

const USAGE = `yarn rw exec trash list [--model <Model>] [--days <days>]
yarn rw exec trash restore --model <Model> --id <id> [--yes]
yarn rw exec trash purge --model <Model> (--id <id> | --days <days>) [--yes]

--days takes what was deleted that many days ago, or earlier.`

const OPTIONS = ['model', 'id', 'days', 'yes']
/** What Redwood leaves of its own options. */
const REDWOODS = ['_', '$0', 'l', 's', 'silent', 'cwd']
const DAY_MS = 24 * 60 * 60 * 1000

type Options = Record<string, unknown>

/** Something on the command line that cannot be done. */
class WrongUsage extends Error {}

const ACTS = { restore, purge }

/**
 * `yarn rw exec trash`: shows what has been deleted, gives it back or removes it
 * for good, once the operator has confirmed it. Wrong usage ends with code 1.
 */
export default async ({ args }: { args: Options }) => {
  try {
    await run(args)
  } catch (error) {
    if (!(error instanceof WrongUsage)) {
      throw error
    }
    console.error(`${error.message}\n\n${USAGE}`)
    process.exitCode = 1
  }
}

const run = async (args: Options) => {
  const stray = Object.keys(args).find(
    (option) => ![...OPTIONS, ...REDWOODS].includes(option)
  )
  if (stray !== undefined) {
    throw new WrongUsage(`There is no option --${stray}`)
  }
  const command = commandIn(args)
  if (command === 'list') {
    const found = await Promise.all(
      modelsIn(args).map((name) => find(name, args))
    )
    return show(found.flat())
  }
  if (args.model === undefined) {
    throw new WrongUsage('--model is missing')
  }
  if (
    args.id === undefined &&
    (command === 'restore' || args.days === undefined)
  ) {
    throw new WrongUsage('--id is missing')
  }
  const [model] = modelsIn(args)
  const chosen = await find(model, args)
  await show(chosen)
  if (chosen.length > 0 && (await isConfirmed(command, chosen.length, args))) {
    const ids = chosen.map(({ id }) => id)
    const operator = os.userInfo().username
    const count = await ACTS[command]({ operator, model, ids })
    console.log(`${command === 'restore' ? 'Restored' : 'Purged'}: ${count}`)
  }
}

const commandIn = ({ _: words }: Options): 'list' | 'restore' | 'purge' => {
  const [command] = (words as unknown[]).slice(-1)
  if (command === 'list' || command === 'restore' || command === 'purge') {
    return command
  }
  throw new WrongUsage('Say what to do: list, restore or purge')
}

const modelsIn = ({ model }: Options): string[] => {
  const models = softModels()
  if (model === undefined) {
    return models
  }
  const found = models.find((name) => name === model)
  if (found === undefined) {
    throw new WrongUsage(
      `No ${model} is deleted softly, only ${models.join(', ')}`
    )
  }
  return [found]
}

const wholeNumber = (args: Options, option: string) => {
  const value = args[option]
  if (!/^\d{1,9}$/.test(String(value))) {
    throw new WrongUsage(`--${option} is a whole number, not ${value}`)
  }
  return Number(value)
}

const find = async (model: string, args: Options): Promise<Trashed[]> => {
  const before =
    args.days === undefined
      ? new Date()
      : new Date(Date.now() - wholeNumber(args, 'days') * DAY_MS)
  const all = await trashOf(model, before)
  const id = args.id === undefined ? null : wholeNumber(args, 'id')
  return id === null ? all : all.filter((row) => row.id === id)
}

const show = async (rows: Trashed[]) => {
  if (rows.length === 0) {
    console.log('There is nothing of that in the trash.')
    return
  }
  const owners = await db.user.findMany({
    where: { id: { in: rows.map(({ ownerId }) => ownerId) } },
    select: { id: true, email: true },
  })
  for (const { model, id, ownerId, title, deletedAt } of rows) {
    const owner = owners.find((user) => user.id === ownerId)?.email
    const day = deletedAt.toISOString().slice(0, 10)
    console.log(`${model} ${id}  ${day}  ${owner}  ${title ?? ''}`)
  }
}

const isConfirmed = async (
  command: 'restore' | 'purge',
  count: number,
  { yes }: Options
): Promise<boolean> => {
  if (yes === true) {
    return true
  }
  const lost =
    command === 'purge' ? ', for good, with all that hangs on it' : ''
  const question = `${command} ${count}${lost}? Type "yes": `
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
  })
  try {
    return (await terminal.question(question)).trim() === 'yes'
  } finally {
    terminal.close()
  }
}
