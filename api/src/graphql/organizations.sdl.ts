export const schema = gql`
  enum MembershipRole {
    admin
    member
  }

  "What the current user may do to an organization."
  type OrganizationAbilities {
    "Also: add members, and create groups."
    update: Boolean!
  }

  type Organization {
    id: Int!
    name: String!
    "Its name in addresses, which no other organization has."
    slug: String!
    createdAt: DateTime!
    members: [Membership!]!
    "By name."
    groups: [Group!]!
    "Those in it that the current user may read; paged like the query \`posts\`."
    posts(first: Int = 20, after: Int): [Post!]!
    "Who is invited and has not signed up yet; an empty list to all but its admins."
    invitations: [Invitation!]!
    can: OrganizationAbilities!
  }

  "What the current user may do to a membership."
  type MembershipAbilities {
    "Set its role."
    update: Boolean!
    delete: Boolean!
  }

  type Membership {
    id: Int!
    user: User!
    organization: Organization!
    role: MembershipRole!
    createdAt: DateTime!
    can: MembershipAbilities!
  }

  type Invitation {
    id: Int!
    email: String!
    role: MembershipRole!
    createdAt: DateTime!
  }

  "Whom somebody asked to add: the same whether there is such an account or not."
  type Invitee {
    email: String!
    role: MembershipRole!
  }

  type Query {
    "Those that the current user is a member of, by name."
    organizations: [Organization!]! @requireAuth
    organization(id: Int!): Organization @requireAuth
  }

  input CreateOrganizationInput {
    name: String!
    slug: String!
  }

  input UpdateOrganizationInput {
    name: String
    slug: String
  }

  type Mutation {
    "Makes the current user its admin."
    createOrganization(input: CreateOrganizationInput!): Organization!
      @requireAuth
    updateOrganization(
      id: Int!
      input: UpdateOrganizationInput!
    ): Organization! @requireAuth
    """
    Whoever has the e-mail address is a member from then on, or, if nobody has,
    once somebody signs up with it.
    """
    addMember(
      organizationId: Int!
      email: String!
      role: MembershipRole! = member
    ): Invitee! @requireAuth
    withdrawInvitation(id: Int!): Invitation! @requireAuth
    setMemberRole(
      organizationId: Int!
      userId: Int!
      role: MembershipRole!
    ): Membership! @requireAuth
    "Answers with the membership as it was."
    removeMember(organizationId: Int!, userId: Int!): Membership! @requireAuth
    "Answers with the organization as the current user has seen it last."
    leaveOrganization(id: Int!): Organization! @requireAuth
  }
`
