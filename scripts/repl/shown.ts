import { Console } from 'node:console'
import { PassThrough } from 'node:stream'
import { inspect } from 'node:util'

/** A result as the REPL prints it: a list of records as a table. */
export const shown = (result: unknown): string =>
  isListOfRecords(result) ? tableOf(result) : inspect(result, { depth: 6 })

const isListOfRecords = (value: unknown): value is object[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(
    (item) => Object.prototype.toString.call(item) === '[object Object]'
  )

const tableOf = (rows: object[]): string => {
  const text = new PassThrough()
  new Console(text).table(rows)
  return String(text.read()).trimEnd()
}
