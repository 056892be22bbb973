import fs from 'node:fs'
import path from 'node:path'

import { openDatabase, provider } from '../database'
import { fill } from '../workload'

import { requireAgreement } from './agreement'
import { compare, warmUp } from './measure'
import { TASKS } from './operations'
import type { Task } from './operations'
import { BASE, save, summary, tables } from './report'
import type { Name, Results } from './report'
import { starter } from './servers'
import type { Launch, Server } from './servers'

const RULES = path.join(__dirname, 'peers/postgraphile/rules.sql')
const ROUNDS = 8
const QUICK_ROUNDS = 4

/** Serves the app and its peers on one database, compares, and reports. */
export const run = async ({
  launch,
  only,
  isQuick,
  isJson,
}: {
  launch: Launch
  /** The names of operations; all of them if there is none. */
  only: string[]
  isQuick: boolean
  isJson: boolean
}) => {
  const database = openDatabase()
  await fill(database)
  if (provider === 'postgresql') {
    await database.run(fs.readFileSync(RULES, 'utf8'))
  }
  await database.close()

  const start = starter(launch)
  const servers = {
    app: await start.app(),
    perRow: await start.peer('perRow'),
    perSelection: await start.peer('perSelection'),
    rawSql: await start.peer('rawSql'),
    ...(provider === 'postgresql' && {
      postgraphile: await start.peer('postgraphile'),
    }),
  } as Record<Name, Server>
  await requireAgreement(servers)
  console.log(`All ${Object.keys(servers).length} servers answer alike.`)

  await warmUp(Object.values(servers))

  const results: Results = []
  const isAsked = ({ name }: Task) => only.length === 0 || only.includes(name)
  for (const task of TASKS.filter(isAsked)) {
    const rounds = isQuick ? QUICK_ROUNDS : ROUNDS
    const compared = await compare(servers, task, { rounds, base: BASE })
    results.push({ task, servers: compared })
    console.log(
      `${task.name} measured, ${task.isSignedIn ? 'user' : 'visitor'}`
    )
  }

  console.log(`\n${tables(results)}`)
  if (!isQuick && only.length === 0) {
    save(results)
  }
  if (isJson) {
    console.log(JSON.stringify(summary(results)))
  }
}
