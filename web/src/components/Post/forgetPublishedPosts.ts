import type { ApolloCache } from '@apollo/client'

/**
 * Makes the front page ask again which posts there are: one has come, changed
 * its place or gone.
 */
export const forgetPublishedPosts = (cache: ApolloCache<unknown>) => {
  cache.evict({ id: 'ROOT_QUERY', fieldName: 'posts' })
  cache.gc()
}
