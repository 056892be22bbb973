import fs from 'node:fs'
import path from 'node:path'

import { DATABASE, provider } from './database'
import type { Ratio } from './measure'
import { MEASURED } from './operations'
import type { Measured } from './operations'
import { markdown } from './tables'

const RESULTS = path.join(__dirname, 'results')
/** What is measured of an operation. */
const MEASURE = {
  sqlite: 'The processor time of an operation',
  postgresql: 'How long an operation takes, to a server on the same machine,',
}[provider]
const COUNTS = {
  sqlite: 'its SQL statements, and whether it takes a transaction',
  postgresql:
    'its SQL statements, whether it takes a transaction, and how often it waits for the server',
}[provider]

const CONTENDERS = {
  handWritten: 'by hand',
  handWrittenKept: 'by hand, plans kept',
  ours: 'authDb()',
  zenstack: 'ZenStack v2',
  rawSql: 'raw SQL',
}

type Name = keyof typeof CONTENDERS

export type Results = Record<Measured, Record<Name, Ratio>>

const NAMES = Object.keys(CONTENDERS) as Name[]
const OPERATIONS = Object.keys(MEASURED) as Measured[]

const geomean = (results: Results, name: Name) =>
  Math.exp(
    OPERATIONS.reduce(
      (sum, operation) => sum + Math.log(results[operation][name].median),
      0
    ) / OPERATIONS.length
  )

const rounded = (ratio: number) => Number(ratio.toFixed(2))

/** authDb()'s time ÷ that of the checks by hand. */
export const summary = (results: Results) => ({
  database: provider,
  ratios: Object.fromEntries(
    OPERATIONS.map((name) => [name, rounded(results[name].ours.median)])
  ),
  geomean: rounded(geomean(results, 'ours')),
})

const cell = (name: Name, { median, p10, p90, statements }: Ratio) =>
  name === 'handWritten'
    ? `1 · ${statements}`
    : `${median.toFixed(2)} (${p10.toFixed(2)}–${p90.toFixed(2)}) · ${statements}`

/** Ratios to the checks by hand, in Markdown. */
export const table = (results: Results): string => {
  const rows = [
    ['', ...NAMES.map((name) => CONTENDERS[name])],
    ...OPERATIONS.map((operation) => [
      `${operation} ${MEASURED[operation].title}`,
      ...NAMES.map((name) => cell(name, results[operation][name])),
    ]),
    [
      'geometric mean',
      ...NAMES.map((name) =>
        name === 'handWritten' ? '1' : geomean(results, name).toFixed(2)
      ),
    ],
  ]
  return markdown(rows)
}

/** Writes the results to where the last ones are kept. */
export const save = (results: Results) => {
  const [date] = new Date().toISOString().split('T')
  const measured = { date, node: process.version }
  fs.mkdirSync(RESULTS, { recursive: true })
  fs.writeFileSync(
    path.join(RESULTS, `${provider}.json`),
    `${JSON.stringify({ ...measured, ...summary(results), contenders: exact(results) }, null, 2)}\n`
  )
  fs.writeFileSync(
    path.join(RESULTS, `${provider}.md`),
    `# ${DATABASE}, ${date}, Node ${process.version}

${MEASURE} ÷ that with checks written by hand on the same
Prisma client: the median of many rounds, and between which ratios 80 % of the
rounds lie; then ${COUNTS}.

${table(results)}
`
  )
}

const exact = (results: Results) =>
  Object.fromEntries(
    OPERATIONS.map((operation) => [
      operation,
      Object.fromEntries(
        NAMES.map((name) => {
          const { median, p10, p90, statements } = results[operation][name]
          return [
            name,
            {
              median: rounded(median),
              p10: rounded(p10),
              p90: rounded(p90),
              statements,
            },
          ]
        })
      ),
    ])
  )
