export const schema = gql`
  enum Role {
    reader
    writer
    moderator
    admin
  }

  type User {
    id: Int!
    name: String!
    "Null to everyone but the user and admins."
    email: String
    "Null to everyone but the user and admins."
    roles: Role
    createdAt: DateTime!
  }

  type Query {
    "The current user; null to a visitor."
    me: User @skipAuth
    "All users, by name."
    users: [User!]! @skipAuth
  }

  input UpdateProfileInput {
    name: String
    email: String
  }

  type Mutation {
    updateProfile(input: UpdateProfileInput!): User! @requireAuth
    setUserRole(id: Int!, role: Role!): User! @requireAuth
  }
`
