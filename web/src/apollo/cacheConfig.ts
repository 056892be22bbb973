import type { InMemoryCacheConfig } from '@apollo/client'

import { mergeKeysetPage } from './keysetPages'

export const cacheConfig: InMemoryCacheConfig = {
  typePolicies: {
    Query: {
      fields: {
        posts: { keyArgs: false, merge: mergeKeysetPage },
        myPosts: { keyArgs: false, merge: mergeKeysetPage },
      },
    },
    // Abilities have no id; those of one record belong together.
    PostAbilities: { merge: true },
    CommentAbilities: { merge: true },
  },
}
