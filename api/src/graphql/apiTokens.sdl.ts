export const schema = gql`
  "Lets a program act as its owner, at every door: Authorization: Bearer <token>"
  type ApiToken {
    id: Int!
    name: String!
    "Whether it may only read."
    isReadOnly: Boolean!
    "Null if it can be used for ever."
    expiresAt: DateTime
    "To the minute; null if it has not been used yet."
    lastUsedAt: DateTime
    createdAt: DateTime!
  }

  type CreatedApiToken {
    id: Int!
    name: String!
    isReadOnly: Boolean!
    expiresAt: DateTime
    createdAt: DateTime!
    "The token itself. It is shown this once and kept nowhere."
    token: String!
  }

  type Query {
    "The current user's API tokens, newest first."
    apiTokens: [ApiToken!]! @requireAuth
  }

  input CreateApiTokenInput {
    name: String!
    "Until when it can be used; for ever if not given."
    expiresAt: DateTime
    "Whether it may only read; no if not given."
    isReadOnly: Boolean
  }

  type Mutation {
    "Needs a session: a token makes no tokens."
    createApiToken(input: CreateApiTokenInput!): CreatedApiToken! @requireAuth
    "It cannot be used from then on."
    revokeApiToken(id: Int!): ApiToken! @requireAuth
  }
`
