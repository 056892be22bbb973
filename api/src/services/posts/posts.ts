import type {
  MutationcreatePostArgs,
  MutationdeletePostArgs,
  MutationpublishPostArgs,
  MutationsharePostArgs,
  MutationunpublishPostArgs,
  MutationupdatePostArgs,
  QuerymyPostsArgs,
  QuerypostArgs,
  QuerypostsArgs,
  QuerysharedWithMeArgs,
} from 'types/graphql'

import { removeNulls } from '@redwoodjs/api'

import { mayDoTo } from 'src/lib/abilities'
import { requireAuth } from 'src/lib/auth'
import { authDb } from 'src/lib/authDb'
import { page } from 'src/lib/paging'
import { selection } from 'src/lib/selection'
import type { Resolving } from 'src/lib/selection'
import { pageOfShared } from 'src/lib/sharedPosts'

export const posts = (args: QuerypostsArgs, { info }: Resolving) => {
  const { where, ...paging } = page(args)
  return authDb().post.findMany({
    where: { ...where, published: true },
    ...paging,
    select: selection(info, 'Post'),
  })
}

export const myPosts = (args: QuerymyPostsArgs, { info }: Resolving) => {
  const { where, ...paging } = page(args)
  return authDb().post.findMany({
    where: { ...where, ownerId: requireAuth().id },
    ...paging,
    select: selection(info, 'Post'),
  })
}

export const sharedWithMe = (
  args: QuerysharedWithMeArgs,
  { info }: Resolving
) => {
  const { take, orderBy } = page(args)
  const userId = requireAuth().id
  return pageOfShared(userId, { take, after: args.after }, (place) =>
    authDb().post.findMany({
      where: {
        ...place,
        ownerId: { not: userId },
        OR: [
          // Of another organization than their own they see nothing.
          { isPublic: true, organization: { isNot: null } },
          { groups: { some: { members: { some: { userId } } } } },
        ],
      },
      take,
      orderBy,
      select: selection(info, 'Post'),
    })
  )
}

export const post = ({ id }: QuerypostArgs, { info }: Resolving) =>
  authDb().post.findUnique({ where: { id }, select: selection(info, 'Post') })

export const createPost = (
  { input }: MutationcreatePostArgs,
  { info }: Resolving
) => authDb().post.create({ data: input, select: selection(info, 'Post') })

export const updatePost = (
  { id, input }: MutationupdatePostArgs,
  { info }: Resolving
) =>
  authDb().post.update({
    where: { id },
    data: removeNulls(input),
    select: selection(info, 'Post'),
  })

export const publishPost = (
  { id }: MutationpublishPostArgs,
  { info }: Resolving
) =>
  authDb().post.update({
    where: { id },
    data: { published: true },
    select: selection(info, 'Post'),
  })

export const unpublishPost = (
  { id }: MutationunpublishPostArgs,
  { info }: Resolving
) =>
  authDb().post.update({
    where: { id },
    data: { published: false },
    select: selection(info, 'Post'),
  })

export const sharePost = (
  { id, groupIds }: MutationsharePostArgs,
  { info }: Resolving
) =>
  authDb().post.update({
    where: { id },
    data: { groups: { set: groupIds.map((groupId) => ({ id: groupId })) } },
    select: selection(info, 'Post'),
  })

export const deletePost = (
  { id }: MutationdeletePostArgs,
  { info }: Resolving
) => authDb().post.delete({ where: { id }, select: selection(info, 'Post') })

interface PostRow {
  id: number
  _count?: { comments: number }
}

export const Post = {
  commentCount: (_args: unknown, { root }: Resolving<PostRow>) =>
    root._count?.comments,

  can: (_args: unknown, { root, context }: Resolving<PostRow>) => ({
    update: () => mayDoTo(context, 'Post', 'update', root.id),
    delete: () => mayDoTo(context, 'Post', 'delete', root.id),
    publish: () => mayDoTo(context, 'Post', 'update', root.id),
    share: () => mayDoTo(context, 'Post', 'update', root.id, 'isPublic'),
  }),
}
