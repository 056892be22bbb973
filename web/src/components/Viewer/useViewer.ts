import type { ViewerQuery, ViewerQueryVariables } from 'types/graphql'

import { useQuery, type TypedDocumentNode } from '@redwoodjs/web'

const VIEWER: TypedDocumentNode<ViewerQuery, ViewerQueryVariables> = gql`
  query ViewerQuery {
    me {
      id
      name
    }
    canWritePosts: can(model: "Post", operation: create)
    canReadMessages: can(model: "Contact", operation: read)
    canCreateOrganizations: can(model: "Organization", operation: create)
    canSetRoles: can(model: "User", operation: update, field: "roles")
  }
`

/**
 * Who is looking and which places the server opens to them. As long as that is
 * not known, `viewer` is undefined and nothing should be offered.
 */
export const useViewer = () => {
  const { data, loading } = useQuery(VIEWER)
  return { viewer: data, loading: loading && !data }
}
