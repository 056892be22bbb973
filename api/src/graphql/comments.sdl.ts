export const schema = gql`
  "What the current user may do to a comment."
  type CommentAbilities {
    update: Boolean!
    delete: Boolean!
  }

  type Comment {
    id: Int!
    "The name the author gave."
    name: String!
    body: String!
    postId: Int!
    createdAt: DateTime!
    can: CommentAbilities!
  }

  type Query {
    "The comments on a post, oldest first."
    comments(postId: Int!): [Comment!]! @skipAuth
  }

  input CreateCommentInput {
    postId: Int!
    name: String!
    body: String!
  }

  type Mutation {
    createComment(input: CreateCommentInput!): Comment! @skipAuth
    deleteComment(id: Int!): Comment! @requireAuth
  }
`
