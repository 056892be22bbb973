import type {
  MutationcreateCommentArgs,
  MutationdeleteCommentArgs,
  QuerycommentsArgs,
} from 'types/graphql'

import { mayDoTo } from 'src/lib/abilities'
import { countCreatingHere } from 'src/lib/admission'
import { authDb } from 'src/lib/authDb'
import { selection } from 'src/lib/selection'
import type { Resolving } from 'src/lib/selection'

export const comments = ({ postId }: QuerycommentsArgs, { info }: Resolving) =>
  authDb().comment.findMany({
    where: { postId },
    orderBy: { id: 'asc' },
    select: selection(info, 'Comment'),
  })

export const createComment = async (
  { input }: MutationcreateCommentArgs,
  { info }: Resolving
) => {
  await countCreatingHere('Comment')
  return authDb().comment.create({
    data: input,
    select: selection(info, 'Comment'),
  })
}

export const deleteComment = (
  { id }: MutationdeleteCommentArgs,
  { info }: Resolving
) =>
  authDb().comment.delete({
    where: { id },
    select: selection(info, 'Comment'),
  })

export const Comment = {
  can: (_args: unknown, { root, context }: Resolving<{ id: number }>) => ({
    update: () => mayDoTo(context, 'Comment', 'update', root.id),
    delete: () => mayDoTo(context, 'Comment', 'delete', root.id),
  }),
}
