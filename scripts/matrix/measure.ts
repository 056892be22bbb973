import { policy } from 'api/src/lib/appPolicy'
import { db } from 'api/src/lib/db'
import { delegateName } from 'api/src/lib/policy/delegateOf'
import { enhance } from 'api/src/lib/policy/enhance'
import type { Delegate } from 'api/src/lib/policy/operation'
import { PEOPLE, setTeamScene } from 'api/src/testing/world'
import type { Person } from 'api/src/testing/world'

import { OWNERS_TOKEN, RECORDS } from './records'
import type { Tried } from './records'

const COLUMNS: [Person, string][] = [
  ['anonymous', 'visitor'],
  ['reader', 'reader'],
  ['owner', 'owner'],
  ['stranger', 'writer'],
  ['moderator', 'moderator'],
  ['admin', 'admin'],
  ['chief', 'org admin'],
  ['member', 'member'],
  ['insider', 'in group'],
  ['rival', 'other org'],
]

const OPERATIONS: Record<
  string,
  (on: Delegate, tried: Tried) => Promise<unknown>
> = {
  c: (on, { another }) => on.create({ data: another }),
  r: (on, { where }) => on.findUniqueOrThrow({ where }),
  u: (on, { where, change }) => on.update({ where, data: change }),
  d: (on, { where }) => on.delete({ where }),
}

const LEGEND = `What came of trying it: c, create one like it; r, read it; u, update it; d, delete it.
The owner wrote the posts and is a member of the organization; the others are of no
organization but where it is said.`

/**
 * Has everybody try everything on the database that the environment names.
 *
 * @returns a table in Markdown
 * @throws Error what no rule, key or trigger explains
 */
export const measure = async (): Promise<string> => {
  await setTeamScene()
  await db.apiToken.create({
    data: { id: OWNERS_TOKEN, name: 'Token', ownerId: PEOPLE.owner.id },
  })
  const unmeasured = Object.keys(policy.models).filter(
    (model) => !RECORDS.some((tried) => tried.model === model)
  )
  if (unmeasured.length > 0) {
    throw new Error(`scripts/matrix/records.ts has no ${unmeasured.join()}`)
  }
  const lines = [
    ['model', 'record', ...COLUMNS.map(([, title]) => title)],
    ['---', '---', ...COLUMNS.map(() => '---')],
  ]
  for (const tried of RECORDS) {
    const cells: string[] = []
    for (const [person] of COLUMNS) {
      cells.push(await possible(person, tried))
    }
    lines.push([tried.model, tried.record, ...cells])
  }
  await db.$disconnect()
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
  return `${LEGEND}\n\n${table}`
}

const possible = async (person: Person, tried: Tried) => {
  const done: string[] = []
  for (const [letter, act] of Object.entries(OPERATIONS)) {
    if (await succeeds(person, tried, act)) {
      done.push(letter)
    }
  }
  return done.join('') || '·'
}

/** Refused by a key, a trigger or a rule, or not there. */
const REFUSALS = ['P2002', 'P2003', 'P2004', 'P2025']

class TakeBack extends Error {}

/** Tries it in a transaction that is taken back. */
const succeeds = async (
  person: Person,
  tried: Tried,
  act: (on: Delegate, tried: Tried) => Promise<unknown>
): Promise<boolean> => {
  try {
    await db.$transaction(async (open) => {
      const client = enhance(open, { policy, user: PEOPLE[person] })
      const on = Reflect.get(client, delegateName(tried.model)) as Delegate
      await act(on, tried)
      throw new TakeBack()
    })
  } catch (error) {
    const { code } = error as { code?: string }
    if (!(error instanceof TakeBack)) {
      if (!REFUSALS.includes(code ?? '')) {
        throw error
      }
      return false
    }
  }
  return true
}
