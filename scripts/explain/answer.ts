import { policy } from 'api/src/lib/appPolicy'
import type { Explanation, Question } from 'api/src/lib/policy/explain'

const LONGEST_TEXT = 60

/** What the rules say to a question, as lines of text. */
export const answer = (
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
