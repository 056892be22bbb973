export const schema = gql`
  enum Operation {
    create
    read
    update
    delete
  }

  type Query {
    """
    Whether the rules let the current user do this to some record of the model
    (User, Organization, Membership, Invitation, Group, GroupMember, Post,
    Comment, Contact), or, with \`field\`, read or change that field.
    Records answer for themselves in their own \`can\`.
    """
    can(model: String!, operation: Operation!, field: String): Boolean!
      @skipAuth
  }
`
