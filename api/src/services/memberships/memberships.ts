import type {
  MutationaddMemberArgs,
  MutationremoveMemberArgs,
  MutationsetMemberRoleArgs,
  MutationwithdrawInvitationArgs,
} from 'types/graphql'

import { mayDoTo } from 'src/lib/abilities'
import { authDb } from 'src/lib/authDb'
import { selection } from 'src/lib/selection'
import type { Resolving } from 'src/lib/selection'

export const addMember = async (invitee: MutationaddMemberArgs) => {
  // With its key alone: an invitation that has reached somebody is gone already.
  await authDb().invitation.create({ data: invitee, select: { id: true } })
  return invitee
}

export const withdrawInvitation = (
  { id }: MutationwithdrawInvitationArgs,
  { info }: Resolving
) =>
  authDb().invitation.delete({
    where: { id },
    select: selection(info, 'Invitation'),
  })

export const setMemberRole = (
  { role, ...membership }: MutationsetMemberRoleArgs,
  { info }: Resolving
) =>
  authDb().membership.update({
    where: { userId_organizationId: membership },
    data: { role },
    select: selection(info, 'Membership'),
  })

export const removeMember = (
  membership: MutationremoveMemberArgs,
  { info }: Resolving
) =>
  authDb().membership.delete({
    where: { userId_organizationId: membership },
    select: selection(info, 'Membership'),
  })

export const Membership = {
  can: (_args: unknown, { root, context }: Resolving<{ id: number }>) => ({
    update: () => mayDoTo(context, 'Membership', 'update', root.id),
    delete: () => mayDoTo(context, 'Membership', 'delete', root.id),
  }),
}
