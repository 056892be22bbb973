export const schema = gql`
  "What the current user may do to a post."
  type PostAbilities {
    update: Boolean!
    delete: Boolean!
    publish: Boolean!
  }

  type Post {
    id: Int!
    title: String!
    "Markdown."
    body: String!
    published: Boolean!
    createdAt: DateTime!
    updatedAt: DateTime!
    owner: User!
    "Oldest first."
    comments: [Comment!]!
    commentCount: Int!
    can: PostAbilities!
  }

  type Query {
    """
    Published posts, newest first. Pass the id of the last post seen as
    \`after\` for the next ones; \`first\` is 1 to 100.
    """
    posts(first: Int = 20, after: Int): [Post!]! @skipAuth
    post(id: Int!): Post @skipAuth
    "The current user's own posts, drafts too; paged like \`posts\`."
    myPosts(first: Int = 20, after: Int): [Post!]! @requireAuth
  }

  input CreatePostInput {
    title: String!
    body: String!
    published: Boolean! = false
  }

  input UpdatePostInput {
    title: String
    body: String
    published: Boolean
  }

  type Mutation {
    createPost(input: CreatePostInput!): Post! @requireAuth
    updatePost(id: Int!, input: UpdatePostInput!): Post! @requireAuth
    publishPost(id: Int!): Post! @requireAuth
    unpublishPost(id: Int!): Post! @requireAuth
    "Answers with the post as it was; from then on it is gone for everyone."
    deletePost(id: Int!): Post! @requireAuth
  }
`
