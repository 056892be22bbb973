import type { MembershipRole } from 'types/graphql'

export const membershipRoles: MembershipRole[] = ['member', 'admin']

export const isMembershipRole = (text: string): text is MembershipRole =>
  membershipRoles.some((role) => role === text)
