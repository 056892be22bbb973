export const schema = gql`
  "What the current user may do to a group."
  type GroupAbilities {
    "Also: add and remove its members."
    update: Boolean!
    delete: Boolean!
  }

  type Group {
    id: Int!
    name: String!
    organization: Organization!
    "By name."
    members: [User!]!
    createdAt: DateTime!
    can: GroupAbilities!
  }

  input CreateGroupInput {
    organizationId: Int!
    name: String!
  }

  type Mutation {
    createGroup(input: CreateGroupInput!): Group! @requireAuth
    renameGroup(id: Int!, name: String!): Group! @requireAuth
    "What is shared with it is so no more. Answers with the group as it was."
    deleteGroup(id: Int!): Group! @requireAuth
    "Adds a member of the group's organization."
    addToGroup(groupId: Int!, userId: Int!): Group! @requireAuth
    removeFromGroup(groupId: Int!, userId: Int!): Group! @requireAuth
  }
`
