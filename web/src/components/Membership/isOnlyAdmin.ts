import type { MembershipRole } from 'types/graphql'

/**
 * Whether nobody but this member is an admin of their organization: it keeps one, so
 * they cannot leave it, and stay what they are.
 *
 * @param members all of the organization
 */
export const isOnlyAdmin = (
  id: number,
  members: { id: number; role: MembershipRole }[]
): boolean => {
  const admins = members.filter(({ role }) => role === 'admin')
  return admins.length === 1 && admins[0].id === id
}
