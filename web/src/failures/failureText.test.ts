import { ApolloError } from '@apollo/client'
import type { ServerError } from '@apollo/client'

import { failureText, formFailureText } from './failureText'

const refusal = (code: string, messages?: Record<string, string[]>) =>
  new ApolloError({
    graphQLErrors: [
      {
        message: 'Said by the server.',
        extensions: { code, properties: { messages } },
      },
    ],
  })

describe('what went wrong', () => {
  it.each([
    ['UNAUTHENTICATED', /log in again/i],
    ['FORBIDDEN', /not allowed/],
    ['NOT_FOUND', /not there any more/],
    ['CONFLICT', /Said by the server/],
    ['SOMETHING_ELSE', /Something went wrong/],
  ])('is told to a person in words, not as %s', (code, words) => {
    expect(failureText(refusal(code))).toMatch(words)
  })

  it('is not told in the words of an unexpected error', () => {
    expect(failureText(new Error('SQLITE_BUSY'))).not.toContain('SQLITE')
  })

  it('is told as a sentence, whoever said it', () => {
    const graphQLErrors = [
      {
        message: 'an admin must remain',
        extensions: { code: 'CONFLICT' },
      },
    ]

    expect(failureText(new ApolloError({ graphQLErrors }))).toBe(
      'An admin must remain.'
    )
  })

  it('is told apart from having no connection', () => {
    const networkError = new TypeError('Failed to fetch')

    expect(failureText(new ApolloError({ networkError }))).toMatch(/reached/)
  })

  it('is told apart from having no session any more', () => {
    const networkError = Object.assign(new Error('Response not successful'), {
      statusCode: 401,
    }) as ServerError

    expect(failureText(new ApolloError({ networkError }))).toMatch(
      /session has ended/
    )
  })

  it('is told apart from having asked too often', () => {
    const networkError = Object.assign(new Error('Response not successful'), {
      statusCode: 429,
    }) as ServerError

    expect(failureText(new ApolloError({ networkError }))).toMatch(/too often/)
  })

  it('is told once to whoever sees it beside the field', () => {
    const taken = refusal('CONFLICT', { email: ['is taken'] })

    expect(formFailureText(taken, ['email'])).not.toContain('is taken')
    expect(formFailureText(taken, ['name'])).toContain('is taken')
  })
})
