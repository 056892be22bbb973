import type { InMemoryCacheConfig } from '@apollo/client'

import { mergeKeysetPage } from './keysetPages'

export const cacheConfig: InMemoryCacheConfig = {
  typePolicies: {
    Query: {
      fields: {
        posts: { keyArgs: false, merge: mergeKeysetPage },
        myPosts: { keyArgs: false, merge: mergeKeysetPage },
        sharedWithMe: { keyArgs: false, merge: mergeKeysetPage },
        organizations: { merge: false },
        apiTokens: { merge: false },
      },
    },
    Organization: {
      fields: {
        posts: { keyArgs: false, merge: mergeKeysetPage },
        // Short lists come whole, and take the place of what was known.
        members: { merge: false },
        groups: { merge: false },
        invitations: { merge: false },
      },
    },
    Group: { fields: { members: { merge: false } } },
    Post: { fields: { groups: { merge: false } } },
    // Abilities have no id; those of one record belong together.
    PostAbilities: { merge: true },
    CommentAbilities: { merge: true },
    OrganizationAbilities: { merge: true },
    MembershipAbilities: { merge: true },
    GroupAbilities: { merge: true },
  },
}
