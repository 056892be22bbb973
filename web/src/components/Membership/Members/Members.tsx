import type { OrganizationQuery } from 'types/graphql'

import { isOnlyAdmin } from 'src/components/Membership/isOnlyAdmin'
import { MemberRow } from 'src/components/Membership/MemberRow'

interface MembersProps {
  members: NonNullable<OrganizationQuery['organization']>['members']
  organizationId: number
  ownId?: number
}

export const Members = ({ members, organizationId, ownId }: MembersProps) => (
  <ul aria-label="Members" className="divide-y divide-line">
    {members.map((member) => (
      <li key={member.id}>
        <MemberRow
          member={member}
          organizationId={organizationId}
          isSelf={member.user.id === ownId}
          isOnlyAdmin={isOnlyAdmin(member.id, members)}
        />
      </li>
    ))}
  </ul>
)
