import type { OrganizationQuery } from 'types/graphql'

import { InviteForm } from 'src/components/Membership/InviteForm'
import { WithdrawInvitation } from 'src/components/Membership/WithdrawInvitation'
import { Day } from 'src/components/ui/Day'

interface InvitationsProps {
  invitations: NonNullable<OrganizationQuery['organization']>['invitations']
  organizationId: number
}

/** Who is awaited, and how to invite more. */
export const Invitations = ({
  invitations,
  organizationId,
}: InvitationsProps) => (
  <>
    <InviteForm organizationId={organizationId} />
    {invitations.length === 0 ? (
      <p className="mt-5 text-ink-soft">No invitation is open.</p>
    ) : (
      <ul aria-label="Invitations" className="mt-4 divide-y divide-line">
        {invitations.map((invitation) => (
          <li
            key={invitation.id}
            className="flex items-center justify-between gap-4 py-2.5"
          >
            <div className="min-w-0">
              <p className="font-medium [overflow-wrap:anywhere]">
                {invitation.email}
              </p>
              <p className="text-sm text-ink-soft">
                Invited as {invitation.role}, <Day at={invitation.createdAt} />
              </p>
            </div>
            <WithdrawInvitation invitation={invitation} />
          </li>
        ))}
      </ul>
    )}
  </>
)
