import type { Mistake, Reason, Refusal } from '../refusal'

/** An error as JSON:API has it. */
interface ErrorObject {
  status: string
  code: string
  title: string
  detail?: string
  source?: { pointer: string } | { parameter: string }
}

const TITLES: Record<Reason, string> = {
  INVALID_REQUEST: 'The request is not valid',
  WRONG_IDENTITY: 'The identity is not valid',
  IDENTITY_NEEDED: 'This needs an identity',
  ACCESS_POLICY_VIOLATION: 'This is not allowed',
  NOT_FOUND: 'There is no such resource',
  CONFLICT: 'This is at odds with what there is',
  DATA_VALIDATION_VIOLATION: 'The values are not valid',
  TOO_LARGE: 'The request is too large',
  UNSUPPORTED: 'This is not supported',
  TOO_MANY_REQUESTS: 'There are too many requests',
  TOO_SLOW: 'This takes too long',
  INTERNAL_ERROR: 'Something went wrong',
}

// What is wrong with values is told by field.
const OF_FIELDS: Reason[] = ['DATA_VALIDATION_VIOLATION', 'CONFLICT']

const escaped = (step: string | number) =>
  String(step).replaceAll('~', '~0').replaceAll('/', '~1')

const sourceOf = (
  { path }: Mistake,
  reason: Reason,
  isInBody: boolean
): ErrorObject['source'] => {
  if (path.length === 0) {
    return undefined
  }
  const place =
    OF_FIELDS.includes(reason) && path[0] !== 'data'
      ? ['data', 'attributes', ...path]
      : path
  return isInBody && /^(data|meta|body)$/.test(String(place[0]))
    ? { pointer: place.map((step) => `/${escaped(step)}`).join('') }
    : { parameter: String(path[0]) }
}

/**
 * What a client is told of a refusal.
 *
 * @param isInBody whether the request says in its body what it wants
 */
export const errorsOf = (
  { status, reason, message, mistakes }: Refusal,
  isInBody: boolean
): { jsonapi: { version: '1.1' }; errors: ErrorObject[] } => {
  const common = {
    status: String(status),
    code: reason.toLowerCase().replaceAll('_', '-'),
    title: TITLES[reason],
  }
  const errors: ErrorObject[] = mistakes.map((mistake) => ({
    ...common,
    detail: mistake.message,
    source: sourceOf(mistake, reason, isInBody),
  }))
  return {
    jsonapi: { version: '1.1' },
    errors: errors.length > 0 ? errors : [{ ...common, detail: message }],
  }
}
