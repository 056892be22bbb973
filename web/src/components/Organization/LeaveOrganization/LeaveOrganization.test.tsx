import { fireEvent, render, screen } from '@redwoodjs/testing/web'

import { LeaveOrganization } from './LeaveOrganization'

const OWN = 1

const show = (...roles: ('admin' | 'member')[]) => {
  const members = roles.map((role, n) => ({ id: OWN + n, role }))
  render(
    <LeaveOrganization
      organization={{ id: 3, name: 'The Press', members }}
      ownMembershipId={OWN}
    />
  )
  return screen.getByRole('button', { name: 'Leave' })
}

describe('leaving an organization', () => {
  it('is not for its only admin, who is told why', () => {
    const leave = show('admin', 'member')

    expect(leave).toHaveAttribute('aria-disabled', 'true')
    expect(leave).toHaveAccessibleDescription(/you are its only admin/i)
    fireEvent.click(leave)
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument()
  })

  it.each([
    ['an admin beside another one', ['admin', 'admin']],
    ['a member', ['member', 'admin']],
  ] as const)('is offered to %s', async (_who, roles) => {
    const leave = show(...roles)

    expect(leave).not.toHaveAttribute('aria-disabled')
    expect(leave).not.toHaveAccessibleDescription()
    fireEvent.click(leave)
    expect(await screen.findByRole('alertdialog')).toBeInTheDocument()
  })
})
