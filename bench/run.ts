import Database from 'libsql'

import { env } from '../api/src/lib/env'
import { sqliteFile } from '../api/src/lib/sqlite'

import { requireAgreement } from './agreement'
import { ours, zenstack } from './contenders/guarded'
import { handWritten } from './contenders/handWritten'
import { rawSql } from './contenders/rawSql'
import { compare } from './measure'
import { MEASURED } from './operations'
import type { Measured } from './operations'
import { save, summary, table } from './report'
import type { Results } from './report'
import { fill } from './workload'

const SECONDS = 12
const QUICK_SECONDS = 1.5

/** Fills the database that DATABASE_URL names, compares, and reports. */
export const run = async ({
  isQuick,
  isJson,
}: {
  isQuick: boolean
  isJson: boolean
}) => {
  const connection = new Database(sqliteFile(env.databaseUrl, ''), {})
  connection.pragma('foreign_keys = ON')
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = NORMAL')
  await fill(connection)

  const contenders = {
    handWritten,
    ours,
    zenstack,
    rawSql: rawSql(connection),
  }
  await requireAgreement(contenders)
  console.log(`All ${Object.keys(contenders).length} ways answer alike.`)

  const results = {} as Results
  for (const name of Object.keys(MEASURED) as Measured[]) {
    const seconds = isQuick ? QUICK_SECONDS : SECONDS
    results[name] = await compare(contenders, MEASURED[name], seconds)
    console.log(`${name} measured`)
  }
  connection.close()

  console.log(`\n${table(results)}`)
  if (!isQuick) {
    save(results)
  }
  if (isJson) {
    console.log(JSON.stringify(summary(results)))
  }
}
