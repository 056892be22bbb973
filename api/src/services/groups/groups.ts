import type {
  MutationaddToGroupArgs,
  MutationcreateGroupArgs,
  MutationdeleteGroupArgs,
  MutationremoveFromGroupArgs,
  MutationrenameGroupArgs,
} from 'types/graphql'

import { mayDoTo } from 'src/lib/abilities'
import { authDb } from 'src/lib/authDb'
import { selection } from 'src/lib/selection'
import type { Resolving } from 'src/lib/selection'

export const createGroup = (
  { input }: MutationcreateGroupArgs,
  { info }: Resolving
) => authDb().group.create({ data: input, select: selection(info, 'Group') })

export const renameGroup = (
  { id, name }: MutationrenameGroupArgs,
  { info }: Resolving
) =>
  authDb().group.update({
    where: { id },
    data: { name },
    select: selection(info, 'Group'),
  })

export const deleteGroup = (
  { id }: MutationdeleteGroupArgs,
  { info }: Resolving
) => authDb().group.delete({ where: { id }, select: selection(info, 'Group') })

export const addToGroup = (
  { groupId: id, userId }: MutationaddToGroupArgs,
  { info }: Resolving
) =>
  authDb().group.update({
    where: { id },
    data: { members: { create: { userId } } },
    select: selection(info, 'Group'),
  })

export const removeFromGroup = (
  { groupId, userId }: MutationremoveFromGroupArgs,
  { info }: Resolving
) =>
  authDb().group.update({
    where: { id: groupId },
    data: { members: { delete: { userId_groupId: { userId, groupId } } } },
    select: selection(info, 'Group'),
  })

interface GroupRow {
  id: number
  members?: { user: object }[]
}

export const Group = {
  members: (_args: unknown, { root }: Resolving<GroupRow>) =>
    root.members?.map(({ user }) => user),

  can: (_args: unknown, { root, context }: Resolving<GroupRow>) => ({
    update: () => mayDoTo(context, 'Group', 'update', root.id),
    delete: () => mayDoTo(context, 'Group', 'delete', root.id),
  }),
}
