import type { OrganizationQuery } from 'types/graphql'

import { MembershipRoleSelect } from 'src/components/Membership/MembershipRoleSelect'
import { RemoveMember } from 'src/components/Membership/RemoveMember'
import { Day } from 'src/components/ui/Day'

interface MemberRowProps {
  member: NonNullable<OrganizationQuery['organization']>['members'][number]
  organizationId: number
  /** Whether this is who is looking: they leave, and do not remove themselves. */
  isSelf: boolean
  /** Whether the organization would have no admin without them. */
  isOnlyAdmin: boolean
}

/** A member, with what the server lets this viewer do about them. */
export const MemberRow = ({
  member,
  organizationId,
  isSelf,
  isOnlyAdmin,
}: MemberRowProps) => (
  <div className="flex min-h-[4.25rem] items-center gap-x-3 py-2.5 sm:gap-x-4">
    <div className="min-w-0 flex-1">
      <p className="font-serif text-lg font-medium leading-snug [overflow-wrap:anywhere]">
        {member.user.name}
        {isSelf && (
          <span className="ml-2 font-sans text-sm font-normal text-ink-soft">
            You
          </span>
        )}
      </p>
      <p className="text-sm text-ink-soft">
        Since <Day at={member.createdAt} />
        {member.can.update && isOnlyAdmin && ', only admin'}
      </p>
    </div>
    {member.can.update && !isOnlyAdmin ? (
      <MembershipRoleSelect member={member} organizationId={organizationId} />
    ) : (
      <p className="capitalize text-ink-soft">{member.role}</p>
    )}
    {member.can.delete && !isSelf && (
      <RemoveMember member={member} organizationId={organizationId} />
    )}
    {member.can.update && isSelf && !isOnlyAdmin && <span className="w-11" />}
  </div>
)
