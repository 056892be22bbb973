import type { OrganizationQuery } from 'types/graphql'

import { GroupCard } from 'src/components/Group/GroupCard'
import { NewGroup } from 'src/components/Group/NewGroup'

type Organization = NonNullable<OrganizationQuery['organization']>

interface GroupsProps {
  organization: Organization
  ownId?: number
}

export const Groups = ({ organization, ownId }: GroupsProps) => {
  const { id, groups, members, can } = organization

  return (
    <>
      {groups.length === 0 && (
        <p className="text-ink-soft">There are no groups yet.</p>
      )}
      <ul aria-label="Groups" className="space-y-4 empty:hidden">
        {groups.map((group) => (
          <li key={group.id}>
            <GroupCard group={group} members={members} ownId={ownId} />
          </li>
        ))}
      </ul>
      {can.update && <NewGroup organizationId={id} />}
    </>
  )
}
