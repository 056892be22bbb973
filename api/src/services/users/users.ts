import type {
  MutationsetUserRoleArgs,
  MutationupdateProfileArgs,
} from 'types/graphql'

import { removeNulls } from '@redwoodjs/api'

import { requireAuth } from 'src/lib/auth'
import { authDb } from 'src/lib/authDb'
import { selection } from 'src/lib/selection'
import type { Resolving } from 'src/lib/selection'

export const me = (_args: unknown, { info }: Resolving) =>
  context.currentUser
    ? authDb().user.findUnique({
        where: { id: context.currentUser.id },
        select: selection(info, 'User'),
      })
    : null

export const users = (_args: unknown, { info }: Resolving) =>
  authDb().user.findMany({
    orderBy: { name: 'asc' },
    select: selection(info, 'User'),
  })

export const updateProfile = (
  { input }: MutationupdateProfileArgs,
  { info }: Resolving
) =>
  authDb().user.update({
    where: { id: requireAuth().id },
    data: removeNulls(input),
    select: selection(info, 'User'),
  })

export const setUserRole = (
  { id, role }: MutationsetUserRoleArgs,
  { info }: Resolving
) =>
  authDb().user.update({
    where: { id },
    data: { roles: role },
    select: selection(info, 'User'),
  })
