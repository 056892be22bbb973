import type {
  SharePostMutation,
  SharePostMutationVariables,
} from 'types/graphql'

import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { tellFailure } from 'src/components/ui/AnnouncingToaster/tell'

const SHARE_POST: TypedDocumentNode<
  SharePostMutation,
  SharePostMutationVariables
> = gql`
  mutation SharePostMutation($id: Int!, $groupIds: [Int!]!) {
    sharePost(id: $id, groupIds: $groupIds) {
      id
      groups {
        id
        name
      }
    }
  }
`

/** Shares a post with these groups and no others; answers whether that went well. */
export const useSharing = () => {
  const [share, { loading }] = useMutation(SHARE_POST, { onError: tellFailure })

  const sharePost = async (id: number, groupIds: number[]) => {
    const { data } = await share({ variables: { id, groupIds } })
    return Boolean(data)
  }

  return { sharePost, sharing: loading }
}
