import { render, screen } from '@redwoodjs/testing/web'

import { ApiTokenRow } from './ApiTokenRow'

type Token = Parameters<typeof ApiTokenRow>[0]['token']

const NOW = new Date('2026-05-01T12:00:00Z')

const show = (changes: Partial<Token>) =>
  render(
    <ApiTokenRow
      now={NOW}
      token={{
        __typename: 'ApiToken',
        id: 1,
        name: 'Feed',
        isReadOnly: false,
        expiresAt: null,
        lastUsedAt: null,
        createdAt: '2026-04-01T12:00:00Z',
        ...changes,
      }}
    />
  )

describe('a token', () => {
  it('that is new says so', () => {
    const { container } = show({})

    expect(container).toHaveTextContent(
      'Created April 1, 2026 · never used · does not expire'
    )
  })

  it('tells when it was used last, and until when it can be', () => {
    const { container } = show({
      lastUsedAt: '2026-04-30T12:00:00Z',
      expiresAt: '2026-05-02T12:00:00Z',
    })

    expect(container).toHaveTextContent('last used April 30, 2026')
    expect(container).toHaveTextContent('expires May 2, 2026')
    expect(screen.queryByText('Expired')).not.toBeInTheDocument()
  })

  it('that has ended says so', () => {
    const { container } = show({ expiresAt: NOW.toISOString() })

    expect(screen.getByText('Expired')).toBeInTheDocument()
    expect(container).toHaveTextContent('expired May 1, 2026')
  })

  it('says whether it may only read', () => {
    show({ isReadOnly: true })

    expect(screen.getByText('Read-only')).toBeInTheDocument()
  })

  it('can be revoked by its name', () => {
    show({})

    expect(
      screen.getByRole('button', { name: 'Revoke Feed' })
    ).toBeInTheDocument()
  })
})
