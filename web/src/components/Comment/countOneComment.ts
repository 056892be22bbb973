import type { ApolloCache } from '@apollo/client'

/** Keeps a post's comment count in step with one that came or went. */
export const countOneComment = (
  cache: ApolloCache<unknown>,
  postId: number,
  change: 1 | -1
) =>
  cache.modify<{ commentCount: number }>({
    id: cache.identify({ __typename: 'Post', id: postId }),
    fields: { commentCount: (count) => count + change },
  })
