import { useEffect } from 'react'

import type { Reference } from '@apollo/client'
import type {
  CreateCommentMutation,
  CreateCommentMutationVariables,
} from 'types/graphql'

import { Form, useForm } from '@redwoodjs/forms'
import { useMutation, type TypedDocumentNode } from '@redwoodjs/web'

import { countOneComment } from 'src/components/Comment/countOneComment'
import { tellSuccess } from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'
import { Field } from 'src/components/ui/Field'
import { requiredText } from 'src/components/ui/Field/rules'
import { FormAlert } from 'src/components/ui/FormAlert'
import { useViewer } from 'src/components/Viewer/useViewer'
import { formFailureText } from 'src/failures/failureText'
import { limits } from 'src/limits'

const CREATE_COMMENT: TypedDocumentNode<
  CreateCommentMutation,
  CreateCommentMutationVariables
> = gql`
  mutation CreateCommentMutation($input: CreateCommentInput!) {
    createComment(input: $input) {
      id
      name
      body
      createdAt
      can {
        delete
      }
    }
  }
`

interface CommentText {
  name: string
  body: string
}

export const CommentForm = ({ postId }: { postId: number }) => {
  const { viewer } = useViewer()
  const form = useForm<CommentText>({ defaultValues: { name: '', body: '' } })

  const knownName = viewer?.me?.name
  const { resetField } = form
  useEffect(() => {
    if (knownName) {
      resetField('name', { defaultValue: knownName, keepDirty: true })
    }
  }, [knownName, resetField])

  const [createComment, { loading, error }] = useMutation(CREATE_COMMENT, {
    update: (cache, { data }) => {
      if (!data) {
        return
      }
      const written = cache.identify(data.createComment)
      cache.modify<{ comments: Reference[] }>({
        id: cache.identify({ __typename: 'Post', id: postId }),
        fields: {
          comments: (known, { toReference }) => {
            const reference = written && toReference(written)
            return reference ? [...known, reference] : known
          },
        },
      })
      countOneComment(cache, postId, 1)
    },
    onCompleted: () => {
      tellSuccess('Your comment is published.')
      form.resetField('body')
    },
    // The form shows it.
    onError: () => {},
  })

  const onSubmit = ({ name, body }: CommentText) =>
    createComment({ variables: { input: { postId, name, body } } })

  return (
    <Form
      formMethods={form}
      error={error}
      onSubmit={onSubmit}
      noValidate
      aria-labelledby="write-comment"
      className="mt-8 space-y-5 rounded-2xl border border-line bg-surface p-5 sm:p-7"
    >
      <h3 id="write-comment" className="font-serif text-2xl font-medium">
        Write a comment
      </h3>
      <FormAlert message={error && formFailureText(error, ['name', 'body'])} />
      <Field
        name="name"
        label="Name"
        autoComplete="name"
        validation={requiredText('Say who is writing.', limits.name)}
      />
      <Field
        name="body"
        label="Comment"
        rows={4}
        validation={requiredText('Write something first.', limits.comment)}
      />
      <Button type="submit" busy={loading}>
        {loading ? 'Publishing…' : 'Publish comment'}
      </Button>
    </Form>
  )
}
