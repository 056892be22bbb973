import { useEffect, type ReactNode } from 'react'

import { Form, useForm } from '@redwoodjs/forms'
import { navigate } from '@redwoodjs/router'

import { Button } from 'src/components/ui/Button'
import { Field } from 'src/components/ui/Field'
import { requiredText } from 'src/components/ui/Field/rules'
import { FormAlert } from 'src/components/ui/FormAlert'
import { formFailureText } from 'src/failures/failureText'
import { limits } from 'src/limits'

import { BodyField } from './BodyField'
import { CharacterCount } from './CharacterCount'
import { LeaveGuard } from './LeaveGuard'

export interface PostText {
  title: string
  body: string
}

interface PostEditorProps {
  text: PostText
  published: boolean
  canPublish: boolean
  saving: boolean
  error?: Error
  /** Saves, and answers whether that went well. */
  onSave: (text: PostText, published: boolean) => Promise<boolean>
  /** Where to go, once there is nothing left to do here. */
  leaveTo?: string
  /** Further actions, after those that save. */
  children?: ReactNode
}

/** Where a post is written. Every way of saving saves all that is written. */
export const PostEditor = ({
  text,
  published,
  canPublish,
  saving,
  error,
  onSave,
  leaveTo,
  children,
}: PostEditorProps) => {
  const form = useForm<PostText>({ defaultValues: text })
  const title = form.watch('title')

  // An effect, so that it runs after the guard's own has let go.
  useEffect(() => {
    if (leaveTo) {
      navigate(leaveTo)
    }
  }, [leaveTo])

  const saveAs = (publish: boolean) => async (written: PostText) => {
    if (saving) {
      return
    }
    if (await onSave(written, publish)) {
      form.reset(written)
    }
  }

  return (
    <Form
      formMethods={form}
      error={error}
      onSubmit={saveAs(published)}
      noValidate
      className="space-y-6"
    >
      <LeaveGuard unsaved={form.formState.isDirty && !leaveTo} />
      <FormAlert message={error && formFailureText(error, ['title', 'body'])} />
      <Field
        name="title"
        label="Title"
        controlClassName="font-serif text-2xl font-medium"
        validation={requiredText('Give the post a title.', limits.title)}
      >
        <CharacterCount text={title} limit={limits.title} />
      </Field>
      <BodyField />
      <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-3 border-t border-line bg-paper px-4 py-3 sm:-mx-8 sm:px-8">
        {canPublish && !published && (
          <Button busy={saving} onClick={form.handleSubmit(saveAs(true))}>
            Publish
          </Button>
        )}
        <Button
          type="submit"
          tone={published ? 'primary' : 'secondary'}
          busy={saving}
        >
          {published ? 'Save changes' : 'Save draft'}
        </Button>
        {canPublish && published && (
          <Button
            tone="secondary"
            busy={saving}
            onClick={form.handleSubmit(saveAs(false))}
          >
            Unpublish
          </Button>
        )}
        {children}
      </div>
    </Form>
  )
}
