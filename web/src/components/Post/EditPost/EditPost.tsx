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
import { LeftOrganization } from 'src/components/Post/LeftOrganization'
import { useDeletePost } from 'src/components/Post/PostActions/useDeletePost'
import { PostEditor, type PostDraft } from 'src/components/Post/PostEditor'
import { useSharing } from 'src/components/Post/PostEditor/useSharing'
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
      isPublic
      updatedAt
      can {
        update
        delete
        publish
      }
    }
  }
`

type Post = NonNullable<EditPostQuery['post']>

/** What to tell, by whether the post was published before and is now. */
const savedText = (before: boolean, now: boolean) => {
  if (before === now) {
    return now ? 'The changes are published.' : 'The draft is saved.'
  }
  return now
    ? 'Published. Everyone can read it.'
    : 'Unpublished. It is a draft again.'
}

const idsOf = (groups: readonly { id: number }[]) =>
  groups.map(({ id }) => id).sort((one, other) => one - other)

export const EditPost = ({ post }: { post: Post }) => {
  const { id, published, can } = post
  const teams = post.organization ? [post.organization] : []
  const [leaveTo, setLeaveTo] = useState<string>()
  const [updatePost, { loading, error }] = useMutation(UPDATE_POST, {
    update: forgetPublishedPosts,
    // The editor shows it.
    onError: () => {},
  })
  const { sharePost, sharing } = useSharing()
  const { deletePost, deleting } = useDeletePost(id, () =>
    setLeaveTo(routes.desk())
  )

  const save = async (
    { title, body, isPublic, groupIds }: PostDraft,
    publish: boolean
  ) => {
    const input = {
      title,
      body,
      ...(publish !== published && { published: publish }),
      ...(post.organization && isPublic !== post.isPublic && { isPublic }),
    }
    const { data } = await updatePost({ variables: { id, input } })
    if (!data) {
      return false
    }
    if (
      String(groupIds) !== String(idsOf(post.groups)) &&
      !(await sharePost(id, groupIds))
    ) {
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
      {post.organizationId && !post.organization && (
        <LeftOrganization post={post} />
      )}
      <PostEditor
        draft={{
          title: post.title,
          body: post.body,
          organizationId: post.organization?.id ?? null,
          isPublic: post.isPublic,
          groupIds: idsOf(post.groups),
        }}
        teams={teams}
        published={published}
        canPublish={can.publish}
        canShare={can.share && teams.length > 0}
        saving={loading || sharing}
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
