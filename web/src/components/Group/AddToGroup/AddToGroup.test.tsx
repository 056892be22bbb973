import { render, screen } from '@redwoodjs/testing/web'

import { AddToGroup } from './AddToGroup'

const ivy = { __typename: 'User' as const, id: 1, name: 'Ivy' }
const ash = { __typename: 'User' as const, id: 2, name: 'Ash' }

const show = (inGroup: (typeof ivy)[]) =>
  render(
    <AddToGroup
      group={{
        __typename: 'Group',
        id: 5,
        name: 'Docs',
        members: inGroup,
        can: { __typename: 'GroupAbilities', update: true, delete: true },
      }}
      members={[ivy, ash].map((user) => ({
        __typename: 'Membership',
        id: user.id,
        role: 'member',
        createdAt: '2026-05-01T10:00:00.000Z',
        user,
        can: { __typename: 'MembershipAbilities', update: true, delete: true },
      }))}
      ownId={ivy.id}
    />
  )

describe('a group', () => {
  it('takes in other people, and tells an admin why not themselves', () => {
    show([])

    expect(screen.getByRole('option', { name: 'Ash' })).toBeEnabled()
    expect(
      screen.getByRole('option', { name: /Ivy .*another admin/ })
    ).toBeDisabled()
  })

  it('asks for nobody when everybody is in it', () => {
    show([ivy, ash])

    expect(screen.queryByRole('combobox')).not.toBeInTheDocument()
  })
})
