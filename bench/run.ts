import { requireAgreement } from './agreement'
import { ours, zenstack } from './contenders/guarded'
import { handWritten, handWrittenKept } from './contenders/handWritten'
import { DATABASE, openDatabase } from './database'
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
  const database = openDatabase()
  await fill(database)

  const contenders = {
    handWritten,
    handWrittenKept,
    ours,
    zenstack,
    rawSql: database.contender,
  }
  await requireAgreement(contenders)
  console.log(
    `All ${Object.keys(contenders).length} ways answer alike on ${DATABASE}.`
  )

  const results = {} as Results
  for (const name of Object.keys(MEASURED) as Measured[]) {
    const seconds = isQuick ? QUICK_SECONDS : SECONDS
    results[name] = await compare(contenders, MEASURED[name], seconds)
    console.log(`${name} measured`)
  }
  await database.close()

  console.log(`\n${table(results)}`)
  if (!isQuick) {
    save(results)
  }
  if (isJson) {
    console.log(JSON.stringify(summary(results)))
  }
}
