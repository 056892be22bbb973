import type {
  MutationcreateOrganizationArgs,
  MutationleaveOrganizationArgs,
  MutationupdateOrganizationArgs,
  QueryorganizationArgs,
} from 'types/graphql'

import { removeNulls } from '@redwoodjs/api'

import { mayDoTo } from 'src/lib/abilities'
import { requireAuth } from 'src/lib/auth'
import { authDb } from 'src/lib/authDb'
import { selection } from 'src/lib/selection'
import type { Resolving } from 'src/lib/selection'

export const organizations = (_args: unknown, { info }: Resolving) =>
  authDb().organization.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: selection(info, 'Organization'),
  })

export const organization = (
  { id }: QueryorganizationArgs,
  { info }: Resolving
) =>
  authDb().organization.findUnique({
    where: { id },
    select: selection(info, 'Organization'),
  })

export const createOrganization = (
  { input }: MutationcreateOrganizationArgs,
  { info }: Resolving
) =>
  authDb().organization.create({
    data: input,
    select: selection(info, 'Organization'),
  })

export const updateOrganization = (
  { id, input }: MutationupdateOrganizationArgs,
  { info }: Resolving
) =>
  authDb().organization.update({
    where: { id },
    data: removeNulls(input),
    select: selection(info, 'Organization'),
  })

export const leaveOrganization = async (
  { id: organizationId }: MutationleaveOrganizationArgs,
  { info }: Resolving
) => {
  const userId = requireAuth().id
  const membership = await authDb().membership.delete({
    where: { userId_organizationId: { userId, organizationId } },
    select: { organization: { select: selection(info, 'Organization') } },
  })
  return membership.organization
}

export const Organization = {
  can: (_args: unknown, { root, context }: Resolving<{ id: number }>) => ({
    update: () => mayDoTo(context, 'Organization', 'update', root.id),
  }),
}
