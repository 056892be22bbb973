export const schema = gql`
  type Contact {
    "Null to a sender, who may not read messages."
    id: Int
    name: String!
    email: String!
    message: String!
    "Null to a sender, who may not read messages."
    createdAt: DateTime
  }

  type Query {
    "Messages, newest first; an empty list to whoever may not read them."
    contacts: [Contact!]! @requireAuth
  }

  input CreateContactInput {
    name: String!
    email: String!
    message: String!
  }

  type Mutation {
    createContact(input: CreateContactInput!): Contact! @skipAuth
  }
`
