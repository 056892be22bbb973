import { useState } from 'react'

import type {
  CreatePostMutation,
  CreatePostMutationVariables,
} from 'types/graphql'

import { routes } from '@redwoodjs/router'
import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { forgetPublishedPosts } from 'src/components/Post/forgetPublishedPosts'
import { PostEditor, type PostDraft } from 'src/components/Post/PostEditor'
import type { Team } from 'src/components/Post/PostEditor/SharingFields'
import { useSharing } from 'src/components/Post/PostEditor/useSharing'
import { tellSuccess } from 'src/components/ui/AnnouncingToaster/tell'

const CREATE_POST: TypedDocumentNode<
  CreatePostMutation,
  CreatePostMutationVariables
> = gql`
  mutation CreatePostMutation($input: CreatePostInput!) {
    createPost(input: $input) {
      id
      title
      body
      published
    }
  }
`

export const NewPost = ({ teams }: { teams: readonly Team[] }) => {
  const [leaveTo, setLeaveTo] = useState<string>()
  const [createPost, { loading, error }] = useMutation(CREATE_POST, {
    update: forgetPublishedPosts,
    // The editor shows it.
    onError: () => {},
  })

  const { sharePost, sharing } = useSharing()

  const save = async ({ groupIds, ...post }: PostDraft, published: boolean) => {
    const { data } = await createPost({
      variables: { input: { ...post, published } },
    })
    if (!data) {
      return false
    }
    const { id } = data.createPost
    if (groupIds.length > 0 && !(await sharePost(id, groupIds))) {
      // The post is there, and sharing it can be tried again.
      setLeaveTo(routes.editPost({ id }))
      return true
    }
    tellSuccess(
      published ? 'Published. Everyone can read it.' : 'The draft is saved.'
    )
    setLeaveTo(published ? routes.post({ id }) : routes.editPost({ id }))
    return true
  }

  return (
    <PostEditor
      draft={{
        title: '',
        body: '',
        organizationId: null,
        isPublic: false,
        groupIds: [],
      }}
      teams={teams}
      isNew
      published={false}
      canPublish
      canShare
      saving={loading || sharing}
      error={error}
      onSave={save}
      leaveTo={leaveTo}
    />
  )
}
