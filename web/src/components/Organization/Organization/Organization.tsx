import type { OrganizationQuery } from 'types/graphql'

import { Metadata } from '@redwoodjs/web'

import { Groups } from 'src/components/Group/Groups'
import { Invitations } from 'src/components/Membership/Invitations'
import { Members } from 'src/components/Membership/Members'
import { EditOrganization } from 'src/components/Organization/EditOrganization'
import { LeaveOrganization } from 'src/components/Organization/LeaveOrganization'
import OrganizationPostsCell from 'src/components/Organization/OrganizationPostsCell'
import { PageHeading } from 'src/components/ui/PageHeading'
import { Section } from 'src/components/ui/Section'

interface OrganizationProps {
  organization: NonNullable<OrganizationQuery['organization']>
  /** The id of who is looking. */
  ownId?: number
}

/** An organization as its members see it, and what each may change in it. */
export const Organization = ({ organization, ownId }: OrganizationProps) => {
  const { id, name, members, invitations, can } = organization
  const own = members.find(({ user }) => user.id === ownId)

  return (
    <>
      <Metadata title={name} />
      <PageHeading
        title={name}
        action={
          own?.can.delete && (
            <LeaveOrganization
              organization={organization}
              ownMembershipId={own.id}
            />
          )
        }
      />
      <div className="grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="space-y-12">
          <Section title="Latest posts">
            <OrganizationPostsCell id={id} />
          </Section>
          <Section title="Members">
            <Members members={members} organizationId={id} ownId={ownId} />
          </Section>
          {can.update && (
            <Section
              title="Invitations"
              lead="Whoever has the address is a member at once, or else as soon as they sign up with it."
            >
              <Invitations invitations={invitations} organizationId={id} />
            </Section>
          )}
        </div>
        <div className="space-y-12">
          <Section
            title="Groups"
            lead="A draft that is shared with a group is read by who is in it."
          >
            <Groups organization={organization} ownId={ownId} />
          </Section>
          {can.update && (
            <Section title="Settings">
              <EditOrganization organization={organization} />
            </Section>
          )}
        </div>
      </div>
    </>
  )
}
