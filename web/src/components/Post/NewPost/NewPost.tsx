import { useState } from 'react'

import type {
  CreatePostMutation,
  CreatePostMutationVariables,
} from 'types/graphql'

import { routes } from '@redwoodjs/router'
import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { forgetPublishedPosts } from 'src/components/Post/forgetPublishedPosts'
import { PostEditor, type PostText } from 'src/components/Post/PostEditor'
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

export const NewPost = () => {
  const [leaveTo, setLeaveTo] = useState<string>()
  const [createPost, { loading, error }] = useMutation(CREATE_POST, {
    update: forgetPublishedPosts,
    // The editor shows it.
    onError: () => {},
  })

  const save = async (text: PostText, published: boolean) => {
    const { data } = await createPost({
      variables: { input: { ...text, published } },
    })
    if (!data) {
      return false
    }
    const { id } = data.createPost
    tellSuccess(
      published ? 'Published. Everyone can read it.' : 'The draft is saved.'
    )
    setLeaveTo(published ? routes.post({ id }) : routes.editPost({ id }))
    return true
  }

  return (
    <PostEditor
      text={{ title: '', body: '' }}
      published={false}
      canPublish
      saving={loading}
      error={error}
      onSave={save}
      leaveTo={leaveTo}
    />
  )
}
