import { Refusal } from '../refusal'

export const JSON_API = 'application/vnd.api+json'
const JSON_TYPE = 'application/json'

/** The types of bodies that are read: without parameters but the extensions'. */
export const BODIES = [
  /^application\/vnd\.api\+json\s*(;\s*(profile="[^"]*"|charset="?utf-8"?)\s*)*$/i,
  /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i,
]

const isAnything = (type: string) => /^(\*|application)\/\*$/.test(type)

/**
 * The media type to answer with: JSON:API's, unless only JSON is wanted.
 *
 * @throws Refusal 406 where none of these will do
 */
export const mediaTypeFor = (accept = '*/*'): string => {
  const asked = accept
    .toLowerCase()
    .split(',')
    .map((each) => each.split(';').map((part) => part.trim()))
  const isPlain = (parameters: string[]) =>
    parameters.every((part) => /^(q|profile)=/.test(part))
  const types = asked
    .filter(([, ...parameters]) => isPlain(parameters))
    .map(([type]) => type)
  if (types.some((type) => type === JSON_API || isAnything(type))) {
    return JSON_API
  }
  if (asked.some(([type]) => type === JSON_TYPE)) {
    return JSON_TYPE
  }
  throw new Refusal(
    406,
    'UNSUPPORTED',
    `Answers with ${JSON_API} or ${JSON_TYPE}`
  )
}
