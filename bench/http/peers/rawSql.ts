import type { GraphQLResolveInfo } from 'graphql'

import { asUser } from '../../asUser'
import type { Asker } from '../../contenders/byHand'
import type { Contender } from '../../operations'
import { Refused } from '../../refusal'

import type { Key, NewComment, Page, Retitling } from './arguments'
import { denied, notFound, notLoggedIn } from './refusals'
import type { PeerContext } from './schema'

const hasComments = ({ fieldNodes: [field] }: GraphQLResolveInfo) =>
  field.selectionSet?.selections.some(
    (selected) =>
      selected.kind === 'Field' && selected.name.value === 'comments'
  )

/** Runs a statement as this user; a row that is not there is not found. */
const as = async <Result>(user: Asker, act: () => Promise<Result>) => {
  try {
    return await asUser(user as Parameters<typeof asUser>[0], act)
  } catch (error) {
    throw error instanceof Refused ? notFound() : error
  }
}

/** Each operation as one statement, on the bare driver, behind Yoga: the limit. */
export const rawSqlResolvers = (sql: Contender) => ({
  Query: {
    posts: (
      _root: unknown,
      _args: Page,
      { user }: PeerContext,
      info: GraphQLResolveInfo
    ) =>
      as(user, () =>
        hasComments(info) ? sql.listPostsWithComments(0) : sql.listPosts(0)
      ),

    post: (_root: unknown, { id }: Key, { user }: PeerContext) =>
      as(user, () => sql.readPost(id)),

    myPosts: (_root: unknown, _args: Page, { user }: PeerContext) => {
      if (!user) {
        throw notLoggedIn()
      }
      return as(user, () => sql.listOwnPosts(0))
    },
  },

  Mutation: {
    createComment: (
      _root: unknown,
      { input }: NewComment,
      { user }: PeerContext
    ) => as(user, () => sql.createComment(input.postId)),

    updatePost: (_root: unknown, { id }: Retitling, { user }: PeerContext) => {
      if (!user) {
        throw notLoggedIn()
      }
      return as(user, () => sql.updatePost(id))
    },

    deleteComment: (_root: unknown, { id }: Key, { user }: PeerContext) => {
      if (user?.roles !== 'moderator') {
        throw denied(user)
      }
      return as(user, () => sql.deleteComment(id))
    },
  },
})
