import { withinMeasure } from './limits'
import { invalid } from './refusal'

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * JSON, once it is within the limits.
 *
 * @param text of UTF-8, or its bytes
 * @param name of what it is, for the message
 * @throws Refusal 400
 */
export const jsonIn = (text: string | Uint8Array, name: string): unknown => {
  let parsed: unknown
  try {
    parsed = JSON.parse(typeof text === 'string' ? text : decoder.decode(text))
  } catch (error) {
    throw invalid(
      error instanceof SyntaxError ? 'Is not JSON' : 'Is not UTF-8',
      [name]
    )
  }
  return withinMeasure(parsed)
}

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw invalid('The address is not UTF-8')
  }
}

/** A part of an address. */
export const segmentsOf = (path: string): string[] =>
  path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      try {
        return decodeURIComponent(part)
      } catch {
        throw invalid('The address is not UTF-8')
      }
    })

/** The parameters of an address by their names; each may be given once. */
export type Parameters = Map<string, string>

/**
 * Reads the parameters behind an address's question mark.
 *
 * @throws Refusal 400 for what is given twice, and what is no UTF-8
 */
export const parametersIn = (query: string): Parameters => {
  const parameters: Parameters = new Map()
  for (const pair of query.split('&').filter((text) => text !== '')) {
    const [name, ...rest] = pair.split('=')
    const key = decoded(name)
    if (parameters.has(key)) {
      throw invalid('Is given twice', [key])
    }
    const value = decoded(rest.join('='))
    if (value.includes('\0') || key.includes('\0')) {
      throw invalid('The address has a NUL character')
    }
    parameters.set(key, value)
  }
  return parameters
}

/** Parameters as they stand in an address. */
export const parametersText = (parameters: Parameters): string =>
  [...parameters]
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&')
