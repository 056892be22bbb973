import type { ApolloCache } from '@apollo/client'

/**
 * Makes lists ask again which organizations there are and what is shared in
 * them: the current user has come to one, or left it.
 */
export const forgetTeams = (cache: ApolloCache<unknown>) => {
  cache.evict({ id: 'ROOT_QUERY', fieldName: 'organizations' })
  cache.evict({ id: 'ROOT_QUERY', fieldName: 'sharedWithMe' })
  cache.gc()
}
