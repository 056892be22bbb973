import { isApolloError } from '@apollo/client'

type FieldMessages = Record<string, string[]>

const firstOf = (error: unknown) =>
  error instanceof Error && isApolloError(error)
    ? error.graphQLErrors[0]
    : undefined

// With such a status, Apollo looks no further into the answer.
const CODES: Record<number, string> = {
  401: 'UNAUTHENTICATED',
  429: 'TOO_MANY_REQUESTS',
}

const statusOf = (error: unknown) =>
  error instanceof Error &&
  isApolloError(error) &&
  error.networkError !== null &&
  'statusCode' in error.networkError
    ? error.networkError.statusCode
    : 200

const codeOf = (error: unknown) =>
  CODES[statusOf(error)] ?? firstOf(error)?.extensions?.code

/** What the server has to say about single fields of the input. */
const fieldMessagesOf = (error: unknown): FieldMessages => {
  const properties = firstOf(error)?.extensions?.properties as
    | { messages?: FieldMessages }
    | undefined
  return properties?.messages ?? {}
}

// What `fetch` throws without an answer, be it behind Apollo, is a TypeError.
const isUnreachable = (error: unknown) =>
  error instanceof TypeError ||
  (error instanceof Error &&
    isApolloError(error) &&
    error.networkError instanceof TypeError)

const unknownFailure =
  'Something went wrong on our side. Try again in a moment.'

const listed = (messages: FieldMessages) =>
  Object.entries(messages)
    .map(([field, about]) => `${field}: ${about.join(', ')}`)
    .join('; ')

// Some of what the server says comes from where there are no sentences, such
// as the database.
const sentence = (text: string) =>
  text.charAt(0).toUpperCase() +
  text.slice(1) +
  (/[.!?]$/.test(text) ? '' : '.')

/** What went wrong, in words for the person in front of the screen. */
export const failureText = (error: unknown): string => {
  switch (codeOf(error)) {
    case 'BAD_USER_INPUT':
    case 'CONFLICT':
      return sentence(
        listed(fieldMessagesOf(error)) ||
          firstOf(error)?.message ||
          unknownFailure
      )
    case 'UNAUTHENTICATED':
      return 'Your session has ended. Log in again to go on.'
    case 'FORBIDDEN':
      return 'You are not allowed to do that.'
    case 'TOO_MANY_REQUESTS':
      return 'That was too often in a short time. Wait a little, then try again.'
    case 'NOT_FOUND':
      return 'It is not there any more, or not for you to see.'
  }
  return isUnreachable(error)
    ? 'Canopy could not be reached. Check your connection, then try again.'
    : unknownFailure
}

/**
 * The same for a form that shows the messages about `fields` beside them:
 * those it need not repeat.
 */
export const formFailureText = (error: Error, fields: string[]): string => {
  const named = Object.keys(fieldMessagesOf(error))
  return named.length > 0 && named.every((name) => fields.includes(name))
    ? 'That was not saved. Please look at what is marked below.'
    : failureText(error)
}
