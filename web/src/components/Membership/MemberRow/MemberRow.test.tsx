import { render, screen } from '@redwoodjs/testing/web'

import { MemberRow } from './MemberRow'

const show = (
  can: { update: boolean; delete: boolean },
  { isSelf = false, isOnlyAdmin = false } = {}
) =>
  render(
    <MemberRow
      member={{
        __typename: 'Membership',
        id: 1,
        role: 'member',
        createdAt: '2026-05-01T10:00:00.000Z',
        user: { __typename: 'User', id: 2, name: 'Ivy' },
        can: { __typename: 'MembershipAbilities', ...can },
      }}
      organizationId={3}
      isSelf={isSelf}
      isOnlyAdmin={isOnlyAdmin}
    />
  )

const controls = () =>
  [
    ...screen.queryAllByRole('combobox'),
    ...screen.queryAllByRole('button'),
  ].map((control) => control.getAttribute('aria-label'))

describe('a member', () => {
  it('can be promoted and removed by a person who may do that', () => {
    show({ update: true, delete: true })

    expect(controls()).toEqual(['Role of Ivy', 'Remove Ivy'])
  })

  it('is only looked at by a person who may do neither', () => {
    show({ update: false, delete: false })

    expect(controls()).toEqual([])
    expect(screen.getByText('member')).toBeInTheDocument()
  })

  it('does not remove themselves: they leave', () => {
    show({ update: false, delete: true }, { isSelf: true })

    expect(controls()).toEqual([])
    expect(screen.getByText('You')).toBeInTheDocument()
  })

  it('stays an admin as long as nobody else is one', () => {
    show({ update: true, delete: true }, { isSelf: true, isOnlyAdmin: true })

    expect(controls()).toEqual([])
    expect(screen.getByText(/only admin/)).toBeInTheDocument()
  })
})
