import { useState } from 'react'

import { Trash2 } from 'lucide-react'
import type {
  EditPostQuery,
  UpdatePostMutation,
  UpdatePostMutationVariables,
} from 'types/graphql'

import { routes } from '@redwoodjs/router'
import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { forgetPublishedPosts } from 'src/components/Post/forgetPublishedPosts'
import { useDeletePost } from 'src/components/Post/PostActions/useDeletePost'
import { PostEditor, type PostText } from 'src/components/Post/PostEditor'
import { tellSuccess } from 'src/components/ui/AnnouncingToaster/tell'
import { Badge } from 'src/components/ui/Badge'
import { Button } from 'src/components/ui/Button'
import { ButtonLink } from 'src/components/ui/ButtonLink'
import { ConfirmDialog } from 'src/components/ui/ConfirmDialog'
import { PageHeading } from 'src/components/ui/PageHeading'

const UPDATE_POST: TypedDocumentNode<
  UpdatePostMutation,
  UpdatePostMutationVariables
> = gql`
  mutation UpdatePostMutation($id: Int!, $input: UpdatePostInput!) {
    updatePost(id: $id, input: $input) {
      id
      title
      body
      published
      updatedAt
      can {
        update
        delete
        publish
      }
    }
  }
`

/** What to tell, by whether the post was published before and is now. */
const savedText = (before: boolean, now: boolean) => {
  if (before === now) {
    return now ? 'The changes are published.' : 'The draft is saved.'
  }
  return now
    ? 'Published. Everyone can read it.'
    : 'Unpublished. It is a draft again.'
}

export const EditPost = ({
  post,
}: {
  post: NonNullable<EditPostQuery['post']>
}) => {
  const { id, published, can } = post
  const [leaveTo, setLeaveTo] = useState<string>()
  const [updatePost, { loading, error }] = useMutation(UPDATE_POST, {
    update: forgetPublishedPosts,
    // The editor shows it.
    onError: () => {},
  })
  const { deletePost, deleting } = useDeletePost(id, () =>
    setLeaveTo(routes.desk())
  )

  const save = async (text: PostText, publish: boolean) => {
    const input = publish === published ? text : { ...text, published: publish }
    const { data } = await updatePost({ variables: { id, input } })
    if (!data) {
      return false
    }
    tellSuccess(savedText(published, publish))
    if (publish) {
      setLeaveTo(routes.post({ id }))
    }
    return true
  }

  return (
    <>
      <PageHeading
        title="Edit post"
        action={
          <div className="flex items-center gap-2">
            {!published && <Badge>Draft</Badge>}
            <ButtonLink to={routes.post({ id })} tone="secondary">
              View post
            </ButtonLink>
          </div>
        }
      />
      <PostEditor
        text={{ title: post.title, body: post.body }}
        published={published}
        canPublish={can.publish}
        saving={loading}
        error={error}
        onSave={save}
        leaveTo={leaveTo}
      >
        {can.delete && (
          <ConfirmDialog
            title="Delete this post?"
            description={`“${post.title}” and its comments will be gone for everyone.`}
            confirmLabel="Delete post"
            onConfirm={deletePost}
            trigger={
              <Button tone="quiet" busy={deleting} className="ml-auto">
                <Trash2 aria-hidden="true" size={16} />
                <span className="sr-only sm:not-sr-only">Delete</span>
              </Button>
            }
          />
        )}
      </PostEditor>
    </>
  )
}
