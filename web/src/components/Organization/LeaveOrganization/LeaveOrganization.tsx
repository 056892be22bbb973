import { useId } from 'react'

import { LogOut } from 'lucide-react'
import type {
  LeaveOrganizationMutation,
  LeaveOrganizationMutationVariables,
  MembershipRole,
} from 'types/graphql'

import { navigate, routes } from '@redwoodjs/router'
import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { isOnlyAdmin } from 'src/components/Membership/isOnlyAdmin'
import { forgetTeams } from 'src/components/Organization/forgetTeams'
import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'
import { ConfirmDialog } from 'src/components/ui/ConfirmDialog'

const LEAVE_ORGANIZATION: TypedDocumentNode<
  LeaveOrganizationMutation,
  LeaveOrganizationMutationVariables
> = gql`
  mutation LeaveOrganizationMutation($id: Int!) {
    leaveOrganization(id: $id) {
      id
    }
  }
`

interface LeaveOrganizationProps {
  organization: {
    id: number
    name: string
    members: { id: number; role: MembershipRole }[]
  }
  /** Who is leaving it. */
  ownMembershipId: number
}

export const LeaveOrganization = ({
  organization,
  ownMembershipId,
}: LeaveOrganizationProps) =>
  isOnlyAdmin(ownMembershipId, organization.members) ? (
    <CannotLeave />
  ) : (
    <Leave organization={organization} />
  )

const LABEL = (
  <>
    <LogOut aria-hidden="true" size={16} />
    Leave
  </>
)

const CannotLeave = () => {
  const reason = useId()

  return (
    <div className="max-w-xs sm:text-right">
      <Button tone="secondary" busy aria-describedby={reason}>
        {LABEL}
      </Button>
      <p id={reason} className="mt-2 text-sm text-ink-soft">
        You are its only admin. To leave, make somebody else an admin first.
      </p>
    </div>
  )
}

const Leave = ({
  organization: { id, name },
}: Pick<LeaveOrganizationProps, 'organization'>) => {
  const [leave, { loading, client }] = useMutation(LEAVE_ORGANIZATION, {
    variables: { id },
    onCompleted: () => {
      tellSuccess(`You have left ${name}.`)
      navigate(routes.organizations())
      // Only now: this page would find it missing.
      client.cache.evict({
        id: client.cache.identify({ __typename: 'Organization', id }),
      })
      forgetTeams(client.cache)
    },
    onError: tellFailure,
  })

  return (
    <ConfirmDialog
      title={`Leave ${name}?`}
      description="What others share there is no longer yours to read. What you wrote stays yours. To come back, you have to be invited."
      confirmLabel="Leave organization"
      onConfirm={leave}
      trigger={
        <Button tone="secondary" busy={loading}>
          {LABEL}
        </Button>
      }
    />
  )
}
