export const schema = gql`
  "What the current user may do to a post."
  type PostAbilities {
    update: Boolean!
    delete: Boolean!
    publish: Boolean!
    """
    Make it public in its organization, and share it with groups of that. Its owner
    takes back what is shared even after they have left.
    """
    share: Boolean!
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
    "Null to all but its members."
    organization: Organization
    "Null for a post that is in none."
    organizationId: Int
    "Whether all members of the organization read it, published or not."
    isPublic: Boolean!
    "Those it is shared with, by name; an empty list to who is not in their organization."
    groups: [Group!]!
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
    """
    Posts of others that are public in an organization of the current user or
    shared with a group that they are in, published or not; paged like \`posts\`.
    """
    sharedWithMe(first: Int = 20, after: Int): [Post!]! @requireAuth
  }

  input CreatePostInput {
    title: String!
    body: String!
    published: Boolean! = false
    "One that the current user is a member of. A post stays where it is."
    organizationId: Int
    isPublic: Boolean! = false
  }

  input UpdatePostInput {
    title: String
    body: String
    published: Boolean
    isPublic: Boolean
  }

  type Mutation {
    createPost(input: CreatePostInput!): Post! @requireAuth
    updatePost(id: Int!, input: UpdatePostInput!): Post! @requireAuth
    publishPost(id: Int!): Post! @requireAuth
    unpublishPost(id: Int!): Post! @requireAuth
    "Shares it with these groups of its organization, and no others."
    sharePost(id: Int!, groupIds: [Int!]!): Post! @requireAuth
    "Answers with the post as it was; from then on it is gone for everyone."
    deletePost(id: Int!): Post! @requireAuth
  }
`
