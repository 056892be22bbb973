import fs from 'node:fs'
import path from 'node:path'

import { DATABASE, provider } from '../database'
import type { Spread } from '../quantiles'
import { markdown } from '../tables'

import type { Comparison } from './measure'
import { TASKS } from './operations'
import type { Task } from './operations'

const RESULTS = path.join(__dirname, '../results')

const SERVERS = {
  app: 'Canopy',
  perRow: 'Yoga, a call a row',
  perSelection: 'Yoga, a query a selection',
  rawSql: 'Yoga, raw SQL',
  postgraphile: 'PostGraphile 5, row-level security',
}

export type Name = keyof typeof SERVERS

const NAMES = (Object.keys(SERVERS) as Name[]).filter(
  (name) => provider === 'postgresql' || name !== 'postgraphile'
)

/** What all others are measured against. */
export const BASE = 'perSelection' satisfies Name

export type Results = { task: Task; servers: Record<Name, Comparison> }[]

const digits = (number: number) => number.toFixed(2)

const spread = ({ median, p10, p90 }: Spread) =>
  `${digits(median)} (${digits(p10)}–${digits(p90)})`

const labelOf = ({ name, title, isSignedIn }: Task) =>
  `${name} ${title}${isSignedIn ? '' : ', visitor'}`

const geomean = (numbers: number[]) =>
  Math.exp(
    numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length
  )

const tableOf = (results: Results, measure: 'rate' | 'cpu') =>
  markdown([
    [
      '',
      ...NAMES.map((name) => SERVERS[name]),
      ...(measure === 'cpu' ? ['ms of the third'] : []),
    ],
    ...results.map(({ task, servers }) => [
      labelOf(task),
      ...NAMES.map((name) =>
        name === BASE ? '1' : spread(servers[name][measure])
      ),
      ...(measure === 'cpu' ? [digits(servers[BASE].ms.median)] : []),
    ]),
    [
      'geometric mean',
      ...NAMES.map((name) =>
        digits(
          geomean(results.map(({ servers }) => servers[name][measure].median))
        )
      ),
      ...(measure === 'cpu' ? [''] : []),
    ],
  ])

/** Both measures, in Markdown. */
export const tables = (results: Results) =>
  `Requests a second ÷ those of bare Yoga with a query a selection; more is better:

${tableOf(results, 'rate')}

Processor time of a request ÷ that of the same; less is better:

${tableOf(results, 'cpu')}
`

/** The medians, for scripts. */
export const summary = (results: Results) =>
  Object.fromEntries(
    results.map(({ task, servers }) => [
      labelOf(task),
      Object.fromEntries(
        NAMES.map((name) => [
          name,
          {
            rate: Number(digits(servers[name].rate.median)),
            cpu: Number(digits(servers[name].cpu.median)),
          },
        ])
      ),
    ])
  )

/** What to know of those that are special to a kind of database. */
const NOTES = {
  sqlite: '',
  postgresql: `

The server runs on the same machine; its time is in the requests a second, and not in
the processor time. PostGraphile has a schema of its own, that of the tables: it is
asked for the same rows, and refuses the same, without saying why.`,
}

/** Writes the results to where the last ones are kept. */
export const save = (results: Results) => {
  const [date] = new Date().toISOString().split('T')
  fs.writeFileSync(
    path.join(RESULTS, `http-${provider}.md`),
    `# Over HTTP, ${DATABASE}, ${date}, Node ${process.version}

All servers answer the same ${TASKS.length} questions alike, on 16 connections that are
kept. The medians of many short rounds, and between which ratios 80 % of the
rounds lie.${NOTES[provider]}

${tables(results)}`
  )
}
